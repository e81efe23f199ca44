import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { type StateFolderOptions, withStateFolder } from '../../src/emulator/state/state-folder.ts';
import type { Change, Entry, StateStore } from '../../src/emulator/state/state-store.ts';
import { SettingsError } from '../../src/errors.ts';
import { fc } from '../properties.ts';
import { bucketModule, type Emulated, emulated, place } from './emulated.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stateFile = () => join(folder, 'state.jsonl');

/** Entries as text, in an order of their own; bytes come last in what they belong to. */
function shown(entries: Iterable<Entry>): string {
  const lines = [...entries].map(({ section, key, value }) =>
    JSON.stringify([section, key, Object.fromEntries(Object.entries(value).sort())], (_, field: unknown) =>
      field instanceof Uint8Array ? Buffer.from(field).toString('base64') : field,
    ),
  );
  return lines.sort().join('\n');
}

/** Passes changes on, and tells what there is after each commit. */
function watched(store: StateStore, committed: (shown: string) => void): StateStore {
  const known = new Map<string, Entry>();
  return {
    seed: store.seed,
    entries: () => store.entries(),
    commit(changes: readonly Change[]) {
      store.commit(changes);
      for (const { section, key, value } of changes) {
        if (value === undefined) known.delete(`${section} ${key}`);
        else known.set(`${section} ${key}`, { section, key, value });
      }
      committed(shown(known.values()));
    },
  };
}

const kept = (options: StateFolderOptions = {}) =>
  withStateFolder(folder, options, async (store) => shown(store.entries()));

/** Requests of every kind that changes something. */
async function useEverything(service: Emulated): Promise<void> {
  const { call, deploy, update, get, clock } = service;
  await deploy('one', bucketModule('b1'));
  await update('one', { labels: { a: 'b' } }, '?updateMask=labels');
  await call('POST', '/_emulator/faults', { faults: [{ kind: 'step', step: 'RUNNING_TF_INIT', times: 2 }] }, json);
  await deploy('two', bucketModule('b2'));
  const begun = await call('POST', '/upload/storage/v1/b/sources/o?uploadType=resumable&name=x', {});
  const session = new URL(begun.headers['location'] ?? '');
  await call('PUT', `${session.pathname}${session.search}`, 'abc', { 'content-range': 'bytes 0-4/12' });
  await call('PATCH', '/storage/v1/b/sources/o/one%2Fmain.tf', { metadata: { k: 'v' } });
  await call('DELETE', `/v1/${place}/deployments/one?force=true`);
  await clock.advance(4_000);
  await get(`/v1/${place}/deployments`);
}
const json = { 'content-type': 'application/json' };

describe('a state folder', () => {
  it('20.2 takes one record for each request that changed something, and none for others', async () => {
    await withStateFolder(folder, {}, async (store) => {
      let commits = 0;
      const service = await emulated({ store: watched(store, () => commits++) });
      expect(commits).toBe(1);
      await service.upload('m', bucketModule('b'));
      expect(commits).toBe(2);
      const lines = () => readFileSync(stateFile(), 'utf8').split('\n').length - 1;
      expect(lines()).toBe(3);
      await service.get(`/v1/${place}/deployments`);
      await service.call('POST', `/v1/${place}/deployments?deploymentId=Bad`, {});
      expect([commits, lines()]).toEqual([2, 3]);
    });
  });

  it('20.3 opens with the state after some request, all whole records counted, wherever its file is cut', async () => {
    const states = new Map<number, string>();
    await withStateFolder(folder, {}, async (store) => {
      states.set(readFileSync(stateFile()).length, '');
      const service = await emulated({
        store: watched(store, (state) => states.set(readFileSync(stateFile()).length, state)),
      });
      await useEverything(service);
    });
    const whole = readFileSync(stateFile());
    const ends = [...states.keys()].sort((a, b) => a - b);
    const blobs = new Map(
      readdirSync(join(folder, 'blobs')).map((name) => [name, readFileSync(join(folder, 'blobs', name))]),
    );
    const check = async (length: number): Promise<void> => {
      for (const [name, content] of blobs) writeFileSync(join(folder, 'blobs', name), content);
      writeFileSync(stateFile(), whole.subarray(0, length));
      expect(await kept()).toBe(states.get(ends.findLast((end) => end <= length) ?? 0));
    };
    for (const end of ends)
      for (const length of [end, end + 1, end - 1]) if (length >= (ends[0] ?? 0)) await check(length);
    const cut = fc.integer({ min: ends[0] ?? 0, max: whole.length });
    await fc.assert(fc.asyncProperty(cut, check), { numRuns: 150 });
  });

  it('20.5 is written anew once its records outweigh what they amount to, and holds the same', async () => {
    let last = '';
    let smallest = Number.POSITIVE_INFINITY;
    let largest = 0;
    await withStateFolder(folder, { compactBytes: 2_000 }, async (store) => {
      const service = await emulated({ store: watched(store, (state) => (last = state)) });
      await service.upload('m', bucketModule('b'));
      for (let round = 0; round < 100; round++) {
        await service.call('PATCH', '/storage/v1/b/sources/o/m%2Fmain.tf', { metadata: { k: `v${round}` } });
        await service.call('POST', '/upload/storage/v1/b/sources/o?uploadType=media&name=x', `content ${round}`);
        const { length } = readFileSync(stateFile());
        smallest = Math.min(smallest, length);
        largest = Math.max(largest, length);
      }
    });
    expect(largest).toBeLessThan(6_000);
    expect(await kept()).toBe(last);
    expect(readdirSync(join(folder, 'blobs'))).toHaveLength(2);
  });

  it('20.6 has no path but its own, whatever names requests choose', async () => {
    await withStateFolder(folder, {}, async (store) => {
      const service = await emulated({ store });
      const hostile = fc.oneof(
        fc.constantFrom('../../x', '/etc/x', '..', 'a/../../b', 'C:\\x', 'con', '%2e%2e%2f', '\u0000', 'x'.repeat(900)),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      );
      await fc.assert(
        fc.asyncProperty(hostile, hostile, async (bucket, name) => {
          const object = encodeURIComponent(name.toWellFormed());
          await service.call('POST', '/storage/v1/b?project=p', { name: bucket });
          await service.call('POST', `/upload/storage/v1/b/sources/o?uploadType=media&name=${object}`, name);
          await service.call(
            'POST',
            `/upload/storage/v1/b/${encodeURIComponent(bucket.toWellFormed())}/o?uploadType=media&name=${object}`,
            name,
          );
        }),
        { numRuns: 100 },
      );
      expect(readdirSync(folder).sort()).toEqual(['blobs', 'state.jsonl', 'state.lock']);
      for (const name of readdirSync(join(folder, 'blobs'))) expect(name).toMatch(/^[0-9a-f]{64}$/);
    });
  });

  it('20.7 is refused while another emulator uses it', async () => {
    await withStateFolder(folder, {}, async () => {
      await expect(kept({ lockWaitMs: 100 })).rejects.toThrow(/in use by another imprint process/);
    });
    expect(await kept()).toBe('');
  });

  it.each<[string, () => void, RegExp]>([
    [
      'that holds something else',
      () => writeFileSync(join(folder, 'notes.txt'), 'x'),
      /holds 'notes\.txt'.*new or empty/,
    ],
    ['with another file of the name', () => writeFileSync(stateFile(), '{"a":1}\n'), /is not, or no longer/],
    ['with an empty file', () => writeFileSync(stateFile(), ''), /is not, or no longer/],
    ['of a later format', () => make({ version: 2 }), /format version 2, and this imprint knows 1/],
    ['with records of another kind', () => make({}, '{"a":1}'), /state\.jsonl:2 is not a record of changes/],
    ['with entries of another kind', () => make({ entries: [[1, 2]] }), /state\.jsonl:1 is not a record of changes/],
    ['with a line that is no JSON', () => make({}, 'x'), /state\.jsonl:2 is not a JSON record/],
    [
      'with a table it does not know',
      () => make({ entries: [['x', 'y', {}]] }),
      /holds 'x', which this imprint does not know/,
    ],
    [
      'that lacks a content',
      () => make({ entries: [['objects', 'b/o', {}, { content: hash }]] }),
      /is missing; restore it/,
    ],
    ['with a changed content', () => withBlob(), /was changed by something else/],
  ])('20.7 a folder %s is refused and left as it is', async (_, prepare, message) => {
    prepare();
    const before = readdirSync(folder).map((name) => [
      name,
      name === 'blobs' ? '' : readFileSync(join(folder, name), 'utf8'),
    ]);
    const opening = withStateFolder(folder, {}, async (store) => {
      await (await emulated({ store })).get('/_emulator/health');
    });
    await expect(opening).rejects.toThrow(SettingsError);
    await expect(opening).rejects.toThrow(message);
    for (const [name = '', text] of before)
      if (name !== 'blobs') expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('20.3 loses what a killed emulator had begun to write anew, and nothing else', async () => {
    const before = await kept();
    writeFileSync(join(folder, '.state.jsonl.0123456789ab.tmp'), '{"format":');
    expect(await kept()).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['blobs', 'state.jsonl']);
  });

  it('20.7 is refused where a file stands', async () => {
    writeFileSync(join(folder, 'file'), '');
    const opening = withStateFolder(join(folder, 'file'), {}, async () => undefined);
    await expect(opening).rejects.toThrow(SettingsError);
    await expect(opening).rejects.toThrow(/^cannot keep state in .*file: EEXIST.*; name another folder$/);
  });

  it('20.7 is refused with another seed', async () => {
    await kept({ seed: 'one' });
    await expect(kept({ seed: 'two' })).rejects.toThrow(/was made with --seed one, not two/);
    expect(await withStateFolder(folder, {}, async ({ seed }) => seed)).toBe('one');
  });

  it('20.8 answers 503 when it cannot write, and writes what was held back with the next change', async () => {
    await withStateFolder(folder, {}, async (store) => {
      let isFull = false;
      const commit = (changes: readonly Change[]) => {
        if (isFull) throw new Error('ENOSPC: no space left on device');
        store.commit(changes);
      };
      const service = await emulated({ store: { seed: store.seed, entries: () => store.entries(), commit } });
      isFull = true;
      const refused = await service.call('POST', '/storage/v1/b?project=p', { name: 'second' });
      expect([refused.status, refused.body.error.status]).toEqual([503, 'UNAVAILABLE']);
      isFull = false;
      await service.call('POST', '/storage/v1/b?project=p', { name: 'third' });
    });
    expect(await kept()).toMatch(/"buckets","second".*"buckets","sources".*"buckets","third"/s);
  });
});

const hash = '0'.repeat(64);

function make(header: object, ...lines: readonly string[]): void {
  const whole = { format: 'imprint-emulator-state', version: 1, seed: 'imprint', entries: [], ...header };
  writeFileSync(stateFile(), [JSON.stringify(whole), ...lines, ''].join('\n'));
}

function withBlob(): void {
  make({ entries: [['objects', 'b/o', {}, { content: hash }]] });
  mkdirSync(join(folder, 'blobs'));
  writeFileSync(join(folder, 'blobs', hash), 'x');
}

describe('20.1 what is kept', () => {
  it('20.4 lets a restarted emulator go on where it was, byte for byte as without restart', async () => {
    /** Answers to a long script of requests; `restart` is called between any two of them. */
    const run = async (service: Emulated, restart: (service: Emulated) => Promise<Emulated>): Promise<string> => {
      const answers: unknown[] = [];
      let now = service;
      const call = async (...request: Parameters<Emulated['call']>): Promise<Awaited<ReturnType<Emulated['call']>>> => {
        const answer = await now.call(...request);
        answers.push(answer);
        now = await restart(now);
        return answer;
      };
      const source = await now.upload('m', bucketModule('b'));
      await call('POST', '/_emulator/faults', { faults: [{ kind: 'step', step: 'RUNNING_TF_PLAN', times: 1 }] }, json);
      const begun = await call('POST', '/upload/storage/v1/b/sources/o?uploadType=resumable&name=x', {});
      const session = new URL(begun.headers['location'] ?? '');
      const path = `${session.pathname}${session.search}`;
      await call('PUT', path, 'abc', { 'content-range': 'bytes 0-4/10' });
      for (const id of ['a', 'b', 'c']) {
        const body = {
          serviceAccount: 'projects/p/serviceAccounts/r@p.iam.gserviceaccount.com',
          terraformBlueprint: { gcsSource: source },
        };
        await call(
          'POST',
          `/v1/${place}/deployments?deploymentId=${id}&requestId=11111111-1111-4111-8111-11111111111${id}`,
          body,
        );
        await now.clock.advance(7_000);
      }
      await call('PUT', path, 'xyz', { 'content-range': 'bytes 5-9/10' });
      for (let step = 0; step < 12; step++) {
        await call('GET', `/v1/${place}/operations`);
        await now.clock.advance(9_000);
      }
      const preview = { deployment: `${place}/deployments/b`, terraformBlueprint: { gcsSource: source } };
      await call('POST', `/v1/${place}/previews?previewId=v`, preview);
      for (let step = 0; step < 6; step++) {
        await now.clock.advance(9_000);
        await call('GET', `/v1/${place}/previews/v`);
      }
      await call('POST', `/v1/${place}/deployments/c:lock`, {});
      await now.clock.advance(5_000);
      await call('GET', `/v1/${place}/deployments/c:exportLock`);
      await call('DELETE', `/v1/${place}/deployments/a?force=true`);
      await now.clock.advance(100_000);
      for (const list of [
        'deployments',
        'operations',
        'deployments/b/revisions',
        'deployments/b/revisions/r-0/resources',
      ]) {
        await call('GET', `/v1/${place}/${list}`);
      }
      await call('GET', '/storage/v1/b?project=p');
      await call('GET', '/storage/v1/b/sources/o');
      await call('GET', '/_emulator/faults');
      return JSON.stringify(answers);
    };
    const plain = await run(await emulated(), async (service) => service);
    for (const reached of ['"ACTIVE"', '"SUCCEEDED"', '"lockId"', '"DELETED"']) expect(plain).toContain(reached);
    const clock = virtualClock();
    // A store is used by one emulator after another: what each knows comes from the folder alone.
    const restarted = await withRestarts(clock, (service, restart) => run(service, restart));
    expect(restarted).toBe(plain);
  });
});

async function withRestarts(
  clock: ReturnType<typeof virtualClock>,
  use: (service: Emulated, restart: (service: Emulated) => Promise<Emulated>) => Promise<string>,
): Promise<string> {
  let close = (): void => undefined;
  let ended = Promise.resolve();
  const open = (): Promise<Emulated> =>
    new Promise((resolve, reject) => {
      ended = withStateFolder(folder, { compactBytes: 20_000 }, async (store) => {
        const closed = new Promise<void>((done) => {
          close = done;
        });
        resolve(await emulated({ clock, store }));
        await closed;
      });
      ended.catch(reject);
    });
  const restart = async (): Promise<Emulated> => {
    close();
    await ended;
    return open();
  };
  const result = await use(await open(), restart);
  close();
  await ended;
  return result;
}
