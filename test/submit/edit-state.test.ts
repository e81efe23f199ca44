import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/config-api/transport.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { exportRevisionState, exportState, importState } from '../../src/submit/state/edit-state.ts';
import { defaultWatchPolicy } from '../../src/submit/watch-operation.ts';
import { refusal, type StandInRoutes, standIn } from './service-stand-in.ts';

const name = 'projects/p/locations/l/deployments/d';
const secret = 'hunter2';

describe('exporting a state', () => {
  it('locks, reads and unlocks again', async () => {
    const { context, calls, world } = service();
    const { head, lockId } = await exportState(name, { keepLock: false, draft: false }, context);
    expect(head).toEqual({ serial: 7, lineage: 'aa', terraformVersion: '1.5.7', resources: 1 });
    expect(lockId).toBeUndefined();
    expect(world.lockState).toBe('UNLOCKED');
    expect(
      calls()
        .filter((call) => call.startsWith('POST'))
        .map(verbOf),
    ).toEqual(['lock', 'exportState', 'unlock']);
  });

  it('keeps the lock for an edit, and tells its id', async () => {
    const { context, world } = service();
    await expect(exportState(name, { keepLock: true, draft: false }, context)).resolves.toMatchObject({ lockId: '41' });
    expect(world.lockState).toBe('LOCKED');
  });

  it('gives the lock back when the state cannot be read', async () => {
    const { context, world } = service({ 'GET /signed/live': { status: 403, json: {} } });
    await expect(exportState(name, { keepLock: true, draft: false }, context)).rejects.toThrow(/download of the state/);
    expect(world.lockState).toBe('UNLOCKED');
  });

  it('leaves the lock of somebody else alone and says whose it is', async () => {
    const { context, calls, world } = service();
    world.lockState = 'LOCKED';
    await expect(exportState(name, { keepLock: false, draft: false }, context)).rejects.toThrow(
      /locked by ada@example.com; if that is you, pass --lock-id 41/,
    );
    expect(calls().map(verbOf)).not.toContain('unlock');
  });

  it('reads what a revision left without any lock', async () => {
    const { context, calls } = service();
    await expect(exportRevisionState(`${name}/revisions/r-2`, context)).resolves.toMatchObject({ head: { serial: 7 } });
    expect(calls()).toEqual([`POST /v1/${name}/revisions/r-2:exportState`, 'GET /signed/live']);
  });
});

describe('importing a state', () => {
  it('locks, compares, uploads, reads back and unlocks, whereby it takes effect', async () => {
    const { context, calls, world } = service();
    await expect(importState(name, state({ serial: 8 }), { force: false }, context)).resolves.toMatchObject({
      before: { serial: 7 },
      after: { serial: 8 },
    });
    expect(world).toMatchObject({ lockState: 'UNLOCKED', live: expect.stringContaining('"serial":8') });
    expect(
      calls()
        .filter((call) => !call.startsWith(`GET /v1/${name}`))
        .map(verbOf),
    ).toEqual([
      'lock',
      'exportState',
      '/signed/live',
      'importState',
      '/signed/draft',
      'exportState',
      '/signed/draft',
      'unlock',
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['an older serial', { serial: 7 }, /its serial is 7, the deployment is at 7/],
    ['another lineage', { serial: 9, lineage: 'bb' }, /its lineage is bb, that of the deployment aa/],
    [
      'a newer Terraform',
      { serial: 9, terraform_version: '1.9.0' },
      /Terraform 1.9.0 wrote it, and the deployment runs 1.5.7/,
    ],
  ])('refuses %s, uploads nothing and unlocks', async (_, fields, message) => {
    const { context, calls, world } = service();
    await expect(importState(name, state(fields), { force: false }, context)).rejects.toThrow(message);
    expect(calls().map(verbOf)).not.toContain('importState');
    expect(world.lockState).toBe('UNLOCKED');
  });

  it('takes another lineage when that is meant', async () => {
    const { context, world } = service();
    await importState(name, state({ serial: 1, lineage: 'bb' }), { force: true }, context);
    expect(world.live).toContain('"lineage":"bb"');
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['no JSON', new TextEncoder().encode(`{ "password": "${secret}"`), /it is not JSON/],
    ['the old format', new TextEncoder().encode(`{"version":3,"x":"${secret}"}`), /its version is 3, not 4/],
    ['a plan', new TextEncoder().encode(`{"format_version":"1.2","x":"${secret}"}`), /its version is not given/],
  ])('refuses %s before anything is sent, and repeats nothing of it', async (_, bytes, message) => {
    const { context, calls } = service();
    const error = await importState(name, bytes, { force: true }, context).catch((thrown: Error) => thrown);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain(secret);
    expect(calls()).toEqual([]);
  });

  it('puts the old state back and unlocks when the service refuses the upload', async () => {
    let isFirst = true;
    const { context, world } = service({
      'PUT /signed/draft': (request) => {
        if (!isFirst) world.draft = textOf(request);
        const answer = isFirst ? { status: 403, json: {} } : {};
        isFirst = false;
        return answer;
      },
    });
    await expect(importState(name, state({ serial: 8 }), { force: false }, context)).rejects.toThrow(
      /upload of the state/,
    );
    expect(world).toMatchObject({ lockState: 'UNLOCKED', live: expect.stringContaining('"serial":7') });
  });

  it('leaves the lock, and says why, when the old state cannot be put back', async () => {
    const { context, world } = service({ 'PUT /signed/draft': { status: 403, json: {} } });
    await expect(importState(name, state({ serial: 8 }), { force: false }, context)).rejects.toThrow(
      /lock 41 is left: unlocking would put the new state in effect/,
    );
    expect(world.lockState).toBe('LOCKED');
  });

  it('gives the lock back when it is interrupted', async () => {
    const controller = new AbortController();
    const { context, world } = service(
      {
        'GET /signed/live': () => {
          controller.abort(new Error('interrupted'));
          return { status: 200, json: state({ serial: 7 }) };
        },
      },
      controller.signal,
    );
    await expect(importState(name, state({ serial: 8 }), { force: false }, context)).rejects.toThrow('interrupted');
    expect(world.lockState).toBe('UNLOCKED');
  });

  it('gives back a lock that was taken while it was interrupted', async () => {
    const controller = new AbortController();
    const { context, world, calls } = service(
      {
        [`POST /v1/${name}:lock`]: () => {
          controller.abort(new Error('interrupted'));
          world.lockState = 'LOCKED';
          return { name: `${name}/o`, done: true };
        },
      },
      controller.signal,
    );
    await expect(exportState(name, { keepLock: true, draft: false }, context)).rejects.toThrow('interrupted');
    expect(world.lockState).toBe('UNLOCKED');
    expect(calls().map(verbOf)).not.toContain('exportState');
  });

  it('names the command that unlocks when the lock cannot be given back', async () => {
    const { context } = service({
      [`POST /v1/${name}:importState`]: refusal(400, 'INVALID_ARGUMENT', 'no import'),
      [`POST /v1/${name}:unlock`]: refusal(400, 'FAILED_PRECONDITION', 'no unlock'),
    });
    await expect(importState(name, state({ serial: 8 }), { force: false }, context)).rejects.toThrow(
      /no import[\s\S]*(lock 41 is left|imprint unlock projects\/p\/locations\/l\/deployments\/d --lock-id 41)/,
    );
  });
});

function state(fields: object): Uint8Array {
  const whole = { version: 4, terraform_version: '1.5.7', lineage: 'aa', resources: [{ password: secret }], ...fields };
  return new TextEncoder().encode(JSON.stringify(whole));
}

function textOf({ body }: HttpRequest): string {
  return new TextDecoder().decode(body);
}

function verbOf(call: string): string {
  return call.includes('/signed/') ? (call.split(' ')[1] ?? '') : (/:(\w+)/.exec(call)?.[1] ?? call);
}

/** A deployment with a lock and a state; `instead` answers in place of it. */
function service(instead: StandInRoutes = {}, signal?: AbortSignal) {
  const world = { lockState: 'UNLOCKED', live: textOf({ body: state({ serial: 7 }) } as HttpRequest), draft: '' };
  const operation = { name: `${name}/o`, done: true };
  const { rest, clock, calls } = standIn({
    [`GET /v1/${name}`]: () => ({ ...world, name, tfVersion: '1.5.7', latestRevision: `${name}/revisions/r-2` }),
    [`POST /v1/${name}:lock`]: () => {
      world.lockState = 'LOCKED';
      return operation;
    },
    [`POST /v1/${name}:unlock`]: () => {
      world.lockState = 'UNLOCKED';
      world.live = world.draft === '' ? world.live : world.draft;
      return operation;
    },
    [`GET /v1/${name}:exportLock`]: { lockId: '41', who: 'ada@example.com' },
    [`POST /v1/${name}:exportState`]: (request) => ({
      signedUri: `http://service/signed/${textOf(request).includes('true') ? 'draft' : 'live'}`,
    }),
    [`POST /v1/${name}/revisions/r-2:exportState`]: { signedUri: 'http://service/signed/live' },
    [`POST /v1/${name}:importState`]: { signedUri: 'http://service/signed/draft' },
    'GET /signed/live': () => ({ status: 200, json: new TextEncoder().encode(world.live) }),
    'GET /signed/draft': () => ({ status: 200, json: new TextEncoder().encode(world.draft) }),
    'PUT /signed/draft': (request) => {
      world.draft = textOf(request);
      return {};
    },
    ...instead,
  });
  const context = {
    api: restConfigApi('http://service', { ...rest, signal }),
    cleanUpApi: restConfigApi('http://service', rest),
    plainRest: rest,
    clock,
    policy: defaultWatchPolicy,
    signal,
  };
  return { context, calls, world };
}
