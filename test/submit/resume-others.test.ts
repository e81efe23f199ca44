import { describe, expect, it } from 'vitest';
import {
  byColleague,
  clientSession,
  dieBeforeSending,
  dieWatching,
  dieWithoutAnswer,
  expectSettled,
  isMutation,
  shop,
  shopDeployment,
} from './client-session.ts';

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

describe('an operation that a machine began which is gone with its journal', () => {
  it('is waited for when it applies this very bundle, and nothing is submitted', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    session.journal.pages.clear();
    const client = session.client();
    expect(await client.deploy(shop('one'))).toMatchObject({ outcome: 'unchanged' });
    expect(client.requests.filter(isMutation)).toEqual([]);
    expect(client.events.map(({ kind }) => kind)).toEqual(['waiting', 'planned', 'result']);
    expectSettled(session, ['APPLIED']);
  });

  it('is left alone when it applies something else: that deploy is refused', async () => {
    const session = clientSession();
    await session.client(dieWatching).deploy(shop('one'));
    session.journal.pages.clear();
    expect(await session.client().deploy(shop('two'))).toMatchObject({
      outcome: 'failed',
      failure: { message: expect.stringContaining('another operation is in progress (CREATING)') },
    });
  });
});
