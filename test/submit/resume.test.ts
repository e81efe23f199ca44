import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/config-api/transport.ts';
import { deployBundle } from '../../src/submit/deploy.ts';
import {
  clientSession,
  dieBeforeSending,
  dieWatching,
  dieWithoutAnswer,
  expectSettled,
  type Interference,
  isLook,
  isMutation,
  overAnHour,
  shop,
  shopDeployment,
} from './client-session.ts';

describe('a run that was killed', () => {
  it('before its request was sent: it is sent now, once, with the request id of then', async () => {
    const session = clientSession();
    expect(await session.client(dieBeforeSending).deploy(shop('one'))).toBe('killed');
    const [entry] = session.open();
    expect(session.service.deployments()).toEqual([]);
    const client = session.client();
    expect(await client.resume()).toMatchObject({ outcome: 'applied', revision: `${shopDeployment}/revisions/r-0` });
    expect(client.requests.filter(isMutation).map(({ url }) => url)).toEqual([
      expect.stringContaining(`requestId=${entry?.mutation.request.requestId}`),
    ]);
    expectSettled(session, ['APPLIED']);
  });

  it('before the answer came: the operation is found and nothing is submitted twice', async () => {
    const session = clientSession();
    await session.client(dieWithoutAnswer).deploy(shop('one'));
    expect(session.open()).toMatchObject([{ environment: 'shop/dev', mutation: { method: 'CreateDeployment' } }]);
    expect(session.open()[0]).not.toHaveProperty('operation');
    expect(await session.client().resume()).toMatchObject({ outcome: 'applied' });
    expectSettled(session, ['APPLIED']);
  });

  it('before the answer came, where the deployment does not show it yet: the request id answers with the operation', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    const before = await session.call('GET', `/v1/${shopDeployment}`);
    const revisions = await session.call('GET', `/v1/${shopDeployment}/revisions`);
    await session.client(dieWithoutAnswer).deploy(shop('two'));
    // For a moment the service shows what was before.
    const stale = new Map([
      [`/v1/${shopDeployment}`, before],
      [`/v1/${shopDeployment}/revisions`, revisions],
    ]);
    const client = session.client(async (request, send) => {
      const path = new URL(request.url).pathname;
      const old = request.method === 'GET' ? stale.get(path) : undefined;
      stale.delete(path);
      return old === undefined ? send() : { status: 200, headers: {}, body: Buffer.from(JSON.stringify(old)) };
    });
    expect(await client.resume()).toMatchObject({ outcome: 'applied', revision: `${shopDeployment}/revisions/r-1` });
    expect(client.requests.filter(isMutation)).toHaveLength(1);
    expectSettled(session, ['APPLIED', 'APPLIED']);
  });

  it('before the answer was recorded, with a torn line: the entry is as if no answer had come', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    const [[name = '', text = ''] = []] = session.journal.pages;
    session.journal.pages.set(name, text.slice(0, -20));
    expect(session.open()[0]).not.toHaveProperty('operation');
    expect(await session.client().resume()).toMatchObject({ outcome: 'applied' });
    expectSettled(session, ['APPLIED']);
  });

  it('while it wrote the first line: nothing was sent, and nothing is open', async () => {
    const session = clientSession();
    await session.client(dieBeforeSending).deploy(shop('one'));
    const [[name = '', text = ''] = []] = session.journal.pages;
    session.journal.pages.set(name, text.slice(0, -1));
    expect(session.open()).toEqual([]);
    expect(await session.client().resume()).toEqual({ outcome: 'absent' });
    expect(session.journal.pages.size).toBe(0);
  });

  it('after it wrote the last line: nothing is open', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    const [[name = '', text = ''] = []] = session.journal.pages;
    session.journal.pages.set(name, `${text}{"kind":"ended","outcome":"applied","time":""}\n`);
    expect(session.open()).toEqual([]);
    expect(await session.client().resume()).toEqual({ outcome: 'absent' });
    expect(session.journal.pages.size).toBe(0);
  });

  it('while it watched: the recorded operation is watched to its end, and nothing is sent', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    expect(session.open()).toMatchObject([{ operation: expect.stringContaining('/operations/') }]);
    const client = session.client();
    expect(await client.resume()).toMatchObject({ outcome: 'applied', outputs: { which: { value: 'one' } } });
    expect(client.requests.filter(isMutation)).toEqual([]);
    expect(client.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['resumed', 'step', 'result']));
    expectSettled(session, ['APPLIED']);
  });

  it('while it watched, and its Terraform run failed: that is the result, with its errors', async () => {
    const session = clientSession();
    const fault = { kind: 'resource', address: 'terraform_data.till', httpResponseCode: 403, message: 'no', times: 1 };
    await session.call('POST', '/_emulator/faults', { faults: [fault] });
    await session.client(dieWatching).deploy(shop('one'));
    expect(await session.client().resume()).toMatchObject({
      outcome: 'failed',
      failure: { tfErrors: [{ resourceAddress: 'terraform_data.till' }] },
    });
    // The deployment is there, so the next deploy is an update.
    expect(await session.client().deploy(shop('one'))).toMatchObject({ outcome: 'applied' });
    expectSettled(session, ['FAILED', 'APPLIED']);
  });

  it('while it uploaded: nothing was begun, and the package is used by the next run', async () => {
    const session = clientSession();
    const client = session.client(async (request, send, die) => {
      const answer = await send();
      return request.url.includes('/upload/') ? die() : answer;
    });
    await client.deploy(shop('one'));
    expect(session.open()).toEqual([]);
    const next = session.client();
    expect(await next.deploy(shop('one'))).toMatchObject({ outcome: 'applied' });
    expect(next.requests.filter(({ url }) => url.includes('/upload/'))).toEqual([]);
    expectSettled(session, ['APPLIED']);
  });
});

describe('an operation the service has forgotten', () => {
  const forgetful: Interference = (request, send) => (isLook(request) ? Promise.resolve(notFound()) : send());

  it('is made up for by the deployment and its revision, from the start', async () => {
    const session = clientSession();
    expect(await session.client(forgetful).deploy(shop('one'))).toMatchObject({
      outcome: 'applied',
      revision: `${shopDeployment}/revisions/r-0`,
    });
    expectSettled(session, ['APPLIED']);
  });

  it('is made up for when a run is resumed, and when it is a delete', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    expect(await session.client(forgetful).resume()).toMatchObject({ outcome: 'applied' });
    await session.client(dieWatching).remove();
    expect(await session.client(forgetful).resume()).toEqual({ outcome: 'deleted' });
    expectSettled(session, []);
  });

  it('of a deployment that is gone as well says that it was deleted meanwhile', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    await session.clock.sleep(overAnHour);
    await session.call('DELETE', `/v1/${shopDeployment}?force=true`);
    await session.clock.sleep(overAnHour);
    expect(await session.client(forgetful).resume()).toMatchObject({ outcome: 'superseded' });
    expectSettled(session, []);
  });
});

describe('an entry older than the service remembers request ids', () => {
  it('whose request never arrived is closed as not submitted, and the next deploy submits', async () => {
    const session = clientSession();
    await session.client(dieBeforeSending).deploy(shop('one'));
    await session.clock.sleep(overAnHour);
    const client = session.client();
    expect(await client.resume()).toMatchObject({ outcome: 'not-submitted' });
    expect(client.requests.filter(isMutation)).toEqual([]);
    expect(await session.client().deploy(shop('one'))).toMatchObject({ outcome: 'applied' });
    expectSettled(session, ['APPLIED']);
  });

  it('whose request arrived is told by the source of the revision', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieWithoutAnswer).deploy(shop('two'));
    await session.clock.sleep(overAnHour);
    const client = session.client();
    expect(await client.resume()).toMatchObject({ outcome: 'applied', revision: `${shopDeployment}/revisions/r-1` });
    expect(client.requests.filter(isMutation)).toEqual([]);
    expectSettled(session, ['APPLIED', 'APPLIED']);
  });

  it('is told apart from an earlier revision of the same source', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieBeforeSending).deploy(shop('one', { labels: { team: 'risk' } }));
    await session.clock.sleep(overAnHour);
    expect(await session.client().resume()).toMatchObject({ outcome: 'not-submitted' });
    expectSettled(session, ['APPLIED']);
  });
});

describe('a deployment that is locked', () => {
  it('refuses what is sent again; the entry is closed, since that had no effect', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieBeforeSending).deploy(shop('two'));
    const locked = { error: { code: 400, status: 'FAILED_PRECONDITION', message: 'the deployment is LOCKED' } };
    const client = session.client(async (request, send) =>
      isMutation(request) ? { status: 400, headers: {}, body: Buffer.from(JSON.stringify(locked)) } : send(),
    );
    expect(await client.resume()).toMatchObject({
      outcome: 'failed',
      failure: { message: expect.stringContaining('the deployment is LOCKED') },
    });
    expectSettled(session, ['APPLIED']);
  });
});

describe('a request without an answer', () => {
  it('leaves the entry open when nobody knows what became of it, and the next run finds out', async () => {
    const session = clientSession();
    const lost = session.client(async (request, send) => {
      const answer = await send();
      if (isMutation(request)) throw new TypeError('fetch failed');
      return answer;
    });
    expect(await lost.deploy(shop('one'))).toMatchObject({ outcome: 'failed', failure: { isOpen: true } });
    expect(session.open()).toHaveLength(1);
    const next = session.client();
    expect(await next.deploy(shop('one'))).toMatchObject({ outcome: 'unchanged' });
    expect(next.events.find(({ kind }) => kind === 'settled')).toMatchObject({ result: { outcome: 'applied' } });
    expectSettled(session, ['APPLIED']);
  });

  it('stays open when one try was lost and a later one is refused', async () => {
    const session = clientSession();
    let tries = 0;
    const client = session.client(async (request, send) => {
      if (!isMutation(request)) return send();
      tries += 1;
      if (tries === 1) throw new TypeError('fetch failed');
      return { status: 403, headers: {}, body: Buffer.from('{"error":{"status":"PERMISSION_DENIED","message":"no"}}') };
    });
    expect(await client.deploy(shop('one'))).toMatchObject({ outcome: 'failed', failure: { isOpen: true } });
  });

  it('is closed when the service refused it for sure', async () => {
    const session = clientSession();
    const refused = shop('one', { workerPool: 'nonsense' });
    expect(await session.client().deploy(refused)).toMatchObject({
      outcome: 'failed',
      failure: { message: expect.stringContaining('INVALID_ARGUMENT') },
    });
    expectSettled(session, []);
  });
});

describe('an interrupted run', () => {
  it('stops watching and says so; the operation goes on, and the entry stays open for `resume`', async () => {
    const session = clientSession();
    const stop = new AbortController();
    const client = session.client(async (request, send) => {
      const answer = await send();
      if (isLook(request)) stop.abort(new Error('Ctrl-C'));
      return answer;
    });
    const context = { ...client.context, signal: stop.signal };
    expect(await deployBundle(shop('one'), context, () => {})).toEqual({ outcome: 'interrupted', isOpen: true });
    expect(session.service.deployments()).toMatchObject([{ state: 'CREATING' }]);
    expect(await session.client().resume()).toMatchObject({ outcome: 'applied' });
    expectSettled(session, ['APPLIED']);
  });
});

function notFound(): HttpResponse {
  return { status: 404, headers: {}, body: Buffer.from('{"error":{"code":404,"status":"NOT_FOUND"}}') };
}
