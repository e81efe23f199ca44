import { describe, expect, it } from 'vitest';
import { methodNames, methodOf } from '../../src/config-api/methods.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { ServiceError } from '../../src/errors.ts';
import { type GapicClient, gapicAdapter } from '../../src/submit/gapic-config-api.ts';
import { isList, portName } from '../../src/submit/method-table-api.ts';
import { createPacer } from '../../src/submit/pacer.ts';
import { methodRows } from './method-rows.ts';

const name = 'projects/p/locations/l/deployments/d';

describe('gapicAdapter', () => {
  it.each(methodNames.filter((method) => method !== 'GetOperation'))(
    '%s calls the method of that name of the generated client with its request message',
    async (method) => {
      const { client, calls } = standIn(async () => [{}, undefined, {}]);
      await methodRows[method].call(gapicAdapter(client, createPacer(virtualClock())));
      const owner = methodOf(method).service === 'google.longrunning.Operations' ? 'operationsClient.' : '';
      expect(calls).toEqual([
        [`${owner}${portName(method)}${isList(method) ? 'Async' : ''}`, methodRows[method].message],
      ]);
    },
  );

  it('asks for an operation in the way that decodes its metadata', async () => {
    const { client, calls } = standIn(async () => ({
      name: 'o',
      done: false,
      metadata: { target: name, createTime: { seconds: 0, nanos: 5 }, previewMetadata: { step: 'RUNNING_TF_PLAN' } },
    }));
    await expect(gapicAdapter(client, createPacer(virtualClock())).getOperation('o')).resolves.toEqual({
      name: 'o',
      done: false,
      metadata: {
        target: name,
        createTime: '1970-01-01T00:00:00.000000005Z',
        previewMetadata: { step: 'RUNNING_TF_PLAN' },
      },
    });
    expect(calls).toEqual([['checkCreateDeploymentProgress', 'o']]);
  });

  it('answers with the messages of the service in the form of its JSON', async () => {
    const answer = {
      name,
      createTime: { seconds: '1764547200', nanos: 120_000_000 },
      state: 5,
      lockState: 'LOCKED',
      latestRevision: '',
      terraformBlueprint: null,
      blueprint: 'terraformBlueprint',
      deleteResults: {
        outputs: {
          size: { sensitive: false, value: { kind: 'listValue', listValue: { values: [{ numberValue: 2 }] } } },
        },
      },
    };
    const { client } = standIn(async () => [answer]);
    await expect(gapicAdapter(client, createPacer(virtualClock())).getDeployment(name)).resolves.toEqual({
      name,
      createTime: '2025-12-01T00:00:00.120000000Z',
      state: 'FAILED',
      lockState: 'LOCKED',
      latestRevision: '',
      deleteResults: { outputs: { size: { sensitive: false, value: [2] } } },
    });
  });

  it('gives all items of a list', async () => {
    const { client } = standIn(async () => [], [{ lockId: 7, name: 'a' }, { name: 'b' }]);
    await expect(
      gapicAdapter(client, createPacer(virtualClock())).listDeployments('projects/p/locations/l'),
    ).resolves.toEqual([{ name: 'a' }, { name: 'b' }]);
  });

  it('turns a gRPC status into the same failure as the REST adapter', async () => {
    const { client } = standIn(async () => {
      throw Object.assign(new Error('5 NOT_FOUND: no such deployment'), { code: 5 });
    });
    const failure = { method: 'GetDeployment', resource: name, status: 'NOT_FOUND', httpStatus: 404, retryable: false };
    await expect(gapicAdapter(client, createPacer(virtualClock())).getDeployment(name)).rejects.toMatchObject({
      failure,
    });
    await expect(gapicAdapter(client, createPacer(virtualClock())).getDeployment(name)).rejects.toBeInstanceOf(
      ServiceError,
    );
  });

  it('leaves open what became of a change after UNAVAILABLE, and not after a refusal', async () => {
    const failing = (code: number) =>
      standIn(async () => {
        throw Object.assign(new Error('no'), { code });
      }).client;
    const remove = (client: GapicClient) =>
      gapicAdapter(client, createPacer(virtualClock())).deleteDeployment({
        name,
        force: true,
        deletePolicy: 'DELETE',
        requestId: '0f3c',
      });
    await expect(remove(failing(14))).rejects.toMatchObject({ failure: { uncertain: true } });
    await expect(remove(failing(7))).rejects.not.toHaveProperty('failure.uncertain');
  });
});

/** A client that records what it is asked: any method answers `answer`, any iteration gives `items`. */
function standIn(
  answer: (request: unknown) => Promise<unknown>,
  items: readonly object[] = [],
): { client: GapicClient; calls: [string, unknown][] } {
  const calls: [string, unknown][] = [];
  const methods = (prefix: string): object =>
    new Proxy(
      {},
      {
        get: (_, method: string) => {
          if (method === 'operationsClient') return methods('operationsClient.');
          return (request: unknown) => {
            calls.push([`${prefix}${method}`, request]);
            return method.endsWith('Async') ? iterate(items) : answer(request);
          };
        },
      },
    );
  return { client: methods('') as GapicClient, calls };
}

async function* iterate(items: readonly object[]): AsyncGenerator<object> {
  yield* items;
}
