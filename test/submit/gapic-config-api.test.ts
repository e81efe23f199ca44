import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { ServiceError } from '../../src/errors.ts';
import { type GapicClient, gapicAdapter } from '../../src/submit/gapic-config-api.ts';
import { createPacer } from '../../src/submit/pacer.ts';

const name = 'projects/p/locations/l/deployments/d';

describe('gapicAdapter', () => {
  it('hands every method on with the request fields of the generated client and takes the first item of its answer', async () => {
    const { client, calls } = standIn(async () => [{ name }, undefined, {}]);
    const api = gapicAdapter(client, createPacer(virtualClock()));
    const requestId = '0f3c';
    await expect(api.getDeployment(name)).resolves.toEqual({ name });
    await api.listRevisions(name);
    await api.createDeployment({
      parent: 'projects/p/locations/l',
      deploymentId: 'd',
      deployment: { name },
      requestId,
    });
    await api.updateDeployment({ deployment: { name }, updateMask: 'labels,tfVersionConstraint', requestId });
    await api.deleteDeployment({ name, force: true, deletePolicy: 'ABANDON', requestId });
    await api.getOperation('operations/o');
    expect(calls).toEqual([
      ['getDeployment', { name }],
      ['listRevisions', { parent: name }],
      ['createDeployment', { parent: 'projects/p/locations/l', deploymentId: 'd', deployment: { name }, requestId }],
      [
        'updateDeployment',
        { deployment: { name }, updateMask: { paths: ['labels', 'tf_version_constraint'] }, requestId },
      ],
      ['deleteDeployment', { name, force: true, deletePolicy: 'ABANDON', requestId }],
      ['getOperation', { name: 'operations/o' }],
    ]);
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

type Answer = (request: object) => Promise<readonly [unknown, ...unknown[]]>;

/** A client that records what it is asked. */
function standIn(answer: Answer): { client: GapicClient; calls: [string, object][] } {
  const calls: [string, object][] = [];
  const method =
    (name: string): Answer =>
    (request) => {
      calls.push([name, request]);
      return answer(request);
    };
  const client: GapicClient = {
    getDeployment: method('getDeployment'),
    listDeployments: method('listDeployments'),
    createDeployment: method('createDeployment'),
    updateDeployment: method('updateDeployment'),
    deleteDeployment: method('deleteDeployment'),
    getRevision: method('getRevision'),
    listRevisions: method('listRevisions'),
    listResources: method('listResources'),
    operationsClient: { getOperation: method('getOperation') },
  };
  return { client, calls };
}
