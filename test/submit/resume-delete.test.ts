import { describe, expect, it } from 'vitest';
import {
  clientSession,
  dieBeforeSending,
  dieWatching,
  dieWithoutAnswer,
  expectSettled,
  type Interference,
  overAnHour,
  shop,
} from './client-session.ts';

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

describe('a delete that was never sent', () => {
  it('is told apart from an earlier one that failed', async () => {
    const session = clientSession();
    await session.client().deploy(shop('one'));
    const fault = { kind: 'resource', phase: 'destroy', address: 'terraform_data.till', message: 'in use', times: 1 };
    await session.call('POST', '/_emulator/faults', { faults: [fault] });
    expect(await session.client().remove()).toMatchObject({ outcome: 'failed' });
    await session.client(dieBeforeSending).remove();
    await session.clock.sleep(overAnHour);
    expect(await session.client().resume()).toMatchObject({ outcome: 'not-submitted' });
    expectSettled(session, ['APPLIED']);
  });
});
