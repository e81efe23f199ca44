import { type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methodNames } from '../../../src/config-api/methods.ts';
import { realClock } from '../../../src/config-api/real-clock.ts';
import { createEmulator } from '../../../src/emulator/create-emulator.ts';
import type { Listener } from '../../../src/emulator/http-server.ts';
import { calls, source, unimplemented } from './calls.ts';
import { pythonPackages } from './python-packages.ts';

const packages = pythonPackages();
const why = 'missing' in packages ? ` (skipped: ${packages.missing})` : '';

/** Runs one of the programs of this folder and gives the JSON it prints. */
async function drive(
  script: string,
  args: readonly string[],
  input: string,
  env: SpawnOptionsWithoutStdio['env'] = {},
): Promise<unknown> {
  if ('missing' in packages) throw new Error(packages.missing);
  const child = spawn(packages.python, [join(import.meta.dirname, script), ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (written.stdout += chunk));
  child.stderr.on('data', (chunk) => (written.stderr += chunk));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${written.stderr}`);
  return JSON.parse(written.stdout);
}

describe.skipIf('missing' in packages)(`Google's clients for Python${why}`, () => {
  let listener: Listener;

  beforeAll(async () => {
    listener = await createEmulator({ clock: realClock, speed: 1_000 }).listen(0);
    const post = (path: string, body: string) => fetch(`${listener.url}${path}`, { method: 'POST', body });
    await post('/storage/v1/b?project=p', '{"name":"sources"}');
    for (const [name, text] of Object.entries(source)) {
      await post(`/upload/storage/v1/b/sources/o?uploadType=media&name=${encodeURIComponent(name)}`, text);
    }
  });
  afterAll(() => listener.close());

  it('call every method of the Config API over REST', async () => {
    const answers = (await drive('drive_config.py', [new URL(listener.url).host], JSON.stringify(calls))) as {
      result?: unknown;
      code?: number;
      message?: string;
    }[];
    const wrong = calls.flatMap(({ method, expected }, index) => {
      const { result, code, message } = answers[index] ?? {};
      if (unimplemented.includes(method)) {
        return code === 501 ? [] : [`${method} is listed as not implemented, and works: take it off the list`];
      }
      if (code !== undefined)
        return typeof expected === 'number' && expected === code ? [] : [`${method}: ${code} ${message}`];
      if (typeof expected !== 'number') expect(result, method).toMatchObject(expected ?? {});
      return typeof expected === 'number' ? [`${method}: goes well, where ${expected} is expected`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('use Cloud Storage', async () => {
    const seen = await drive('drive_storage.py', [], '', { STORAGE_EMULATOR_HOST: listener.url });
    expect(seen).toEqual({
      'bucket exists': [true, false],
      names: [
        ['big.bin', 1_000_000],
        ['crc32c.txt', 5],
        ['dir/ü ☃%2F?.txt', 3],
        ['md5.txt', 5],
        ['unknown-size.bin', 600_000],
        ['written.txt', 4],
      ],
      'names by fields': ['big.bin', 'crc32c.txt', 'dir/ü ☃%2F?.txt', 'md5.txt', 'unknown-size.bin', 'written.txt'],
      pages: [4, 2],
      top: [5, ['dir/']],
      content: 'hello',
      'odd content': 'odd',
      range: 'ell',
      chunks: 1_000_000,
      opened: 'text',
      'blob exists': [true, false],
      metadata: [{ k: 'v' }, 'text/csv', 3],
      renamed: ['renamed.txt', false],
      rewritten: [null, 5, 5],
      composed: 'hellohello',
      'storage class': 'NEARLINE',
      precondition: 412,
      versions: ['hello', 'second'],
      labels: { a: 'b' },
      buckets: ['sources', expect.stringMatching(/^\d{12}-us-central1-blueprint-config$/)].sort(),
    });
  });
});

describe('the calls for Python', () => {
  it('are of every method, and each that is listed as not implemented is one of them', () => {
    const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).slice(1);
    const called = calls.map(({ method }) => method);
    expect(methodNames.map(snake).filter((name) => !called.includes(name))).toEqual([]);
    expect(unimplemented.filter((name) => !called.includes(name))).toEqual([]);
  });
});
