import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../src/config-api/transport.ts';
import { deployBundle } from '../../src/submit/deploy.ts';
import { clientContext } from './chaos/client.ts';
import {
  clientSession,
  type Interference,
  isLook,
  isMutation,
  type Session,
  shop,
  shopDeployment,
} from './client-session.ts';

/** Longer than the service remembers request ids. */
const overAnHour = 61 * 60_000;

const dieBeforeSending: Interference = (request, send, die) => (isMutation(request) ? die() : send());
const dieWithoutAnswer: Interference = async (request, send, die) => {
  const answer = await send();
  return isMutation(request) ? die() : answer;
};
const dieWatching: Interference = (request, send, die) => (isLook(request) ? die() : send());

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

describe('a deployment somebody else touched meanwhile', () => {
  it('with a newer revision: an unsent update is not sent over it, and `deploy` decides anew', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieBeforeSending).deploy(shop('two'));
    await byColleague(session, 'theirs');
    const client = session.client();
    expect(await client.resume()).toMatchObject({ outcome: 'superseded', message: expect.stringContaining('r-1') });
    expect(client.requests.filter(isMutation)).toEqual([]);
    expectSettled(session, ['APPLIED', 'APPLIED']);
  });

  it('after our update was applied: our own revision tells how ours ended', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieWithoutAnswer).deploy(shop('two'));
    await session.clock.sleep(600_000);
    await byColleague(session, 'theirs');
    expect(await session.client().resume()).toMatchObject({
      outcome: 'applied',
      revision: `${shopDeployment}/revisions/r-1`,
    });
    expectSettled(session, ['APPLIED', 'APPLIED', 'APPLIED']);
  });

  it('deleted: an unsent update does not bring it back, and `deploy` creates it', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieBeforeSending).deploy(shop('two'));
    await session.call('DELETE', `/v1/${shopDeployment}?force=true`);
    await session.clock.sleep(600_000);
    expect(await session.client().deploy(shop('two'))).toMatchObject({ outcome: 'applied' });
    expectSettled(session, ['APPLIED']);
  });

  it('deleted and made again: an unsent delete does not destroy it', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieBeforeSending).remove();
    await session.call('DELETE', `/v1/${shopDeployment}?force=true`);
    await session.clock.sleep(600_000);
    const source = `gs://acme-dev_infra_manager_staging/imprint/europe-west1/shop-dev/one.zip`;
    const serviceAccount = 'projects/acme-dev/serviceAccounts/im@acme-dev.iam.gserviceaccount.com';
    await session.call('POST', '/v1/projects/acme-dev/locations/europe-west1/deployments?deploymentId=shop-dev', {
      serviceAccount,
      terraformBlueprint: { gcsSource: source },
    });
    expect(await session.client().resume()).toMatchObject({ outcome: 'superseded' });
    expect(session.service.staged('acme-dev_infra_manager_staging')).toHaveLength(1);
    expect(session.service.deployments()).toHaveLength(1);
  });

  it('updated: an unsent delete does not destroy what they made', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    await session.client(dieBeforeSending).remove();
    await byColleague(session, 'theirs');
    expect(await session.client().resume()).toMatchObject({ outcome: 'superseded' });
    expectSettled(session, ['APPLIED', 'APPLIED']);
  });
});

describe('a delete that was killed', () => {
  it.each<[string, Interference]>([
    ['before it was sent', dieBeforeSending],
    ['before the answer came', dieWithoutAnswer],
    ['while it was watched', dieWatching],
    [
      'before the packages were cleaned away',
      (request, send, die) => (request.method === 'GET' && request.url.includes('/o?') ? die() : send()),
    ],
  ])('%s: deployment and packages go, by one delete', async (_, interference) => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    const first = session.client(interference);
    expect(await first.remove()).toBe('killed');
    const second = session.client();
    expect(await second.resume()).toEqual({ outcome: 'deleted' });
    expect(session.service.staged('acme-dev_infra_manager_staging')).toEqual([]);
    expectSettled(session, []);
  });

  it('and whose destroy failed meanwhile says so, also when the request id is forgotten', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    const fault = { kind: 'resource', phase: 'destroy', address: 'terraform_data.till', message: 'in use', times: 1 };
    await session.call('POST', '/_emulator/faults', { faults: [fault] });
    await session.client(dieWithoutAnswer).remove();
    await session.clock.sleep(overAnHour);
    expect(await session.client().resume()).toMatchObject({
      outcome: 'failed',
      failure: { errorCode: 'DELETE_BUILD_RUN_FAILED' },
    });
    expect(session.open()).toEqual([]);
    expect(await session.client().remove()).toEqual({ outcome: 'deleted' });
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

/** Nothing is open, and the deployment has revisions in these states. */
function expectSettled(session: Session, states: readonly string[]): void {
  expect(session.journal.pages.size).toBe(0);
  expect(session.service.revisions(shopDeployment).map(({ state }) => state)).toEqual(states);
}

/** Another machine, with a journal of its own. */
async function byColleague(session: Session, content: string): Promise<void> {
  const { clock, service } = session;
  const there = clientSession();
  const newId = (): string => '10000000-0000-4000-8000-000000000000';
  await deployBundle(shop(content), clientContext(service, there.journal, clock, newId), () => {});
}

function notFound(): HttpResponse {
  return { status: 404, headers: {}, body: Buffer.from('{"error":{"code":404,"status":"NOT_FOUND"}}') };
}
