import { describe, expect, it } from 'vitest';
import type { DeploymentUnitProgress } from '../../src/config-api/operation.ts';
import { applyGroup } from '../../src/submit/groups/apply-group.ts';
import { type GroupMember, groupUnits, outsideDependencies } from '../../src/submit/groups/group-units.ts';
import { deprovisionGroup, provisionGroup } from '../../src/submit/groups/provision-group.ts';
import { unitSpecs } from '../../src/submit/groups/unit-specs.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { restStagingStore } from '../../src/submit/staging-store.ts';
import { defaultWatchPolicy } from '../../src/submit/watch-operation.ts';
import { fc } from '../properties.ts';
import { bundleFixture } from './bundle-fixture.ts';
import { refusal, type StandInRoutes, standIn } from './service-stand-in.ts';

const place = 'projects/acme-dev/locations/europe-west1';
const group = `${place}/deploymentGroups/platform`;
const done = { name: `${place}/operations/o`, done: true };

describe('groupUnits', () => {
  it('puts every unit after those it depends on, whatever the graph is', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((size) =>
        fc.tuple(
          fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
          fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 30 }),
        ),
      );
    fc.assert(
      fc.property(graph, ([order, edges]) => {
        const units = groupUnits(members(order, edges));
        expect(units.map(({ id }) => id).sort()).toEqual(order.map((number) => `d-${number}`).sort());
        const seen = new Set<string>();
        for (const { id = '', dependencies = [] } of units) {
          expect(dependencies.filter((before) => !seen.has(before))).toEqual([]);
          seen.add(id);
        }
      }),
    );
  });

  it('is the same for the same members in another order', () => {
    const edges: [number, number][] = [
      [0, 1],
      [1, 2],
    ];
    expect(groupUnits(members([2, 0, 1], edges))).toEqual(groupUnits(members([0, 1, 2], edges)));
  });

  it('leaves out dependencies that are no members, which are told apart', () => {
    const alone: GroupMember = { environment: 'shop/dev', deploymentId: 'shop-dev', dependsOn: ['net/dev'] };
    expect(groupUnits([alone])).toEqual([{ id: 'shop-dev', dependencies: [] }]);
    expect(outsideDependencies([alone])).toEqual(['net/dev']);
  });

  /** An edge leads from the smaller to the larger number, so that there is no cycle. */
  function members(order: readonly number[], edges: readonly (readonly [number, number])[]): GroupMember[] {
    return order.map((number) => ({
      environment: `e/${number}`,
      deploymentId: `d-${number}`,
      dependsOn: edges.filter(([a, b]) => Math.max(a, b) === number && a !== b).map(([a, b]) => `e/${Math.min(a, b)}`),
    }));
  }
});

describe('applyGroup', () => {
  const units = [
    { id: 'net-dev', dependencies: [] },
    { id: 'shop-dev', dependencies: ['net-dev'] },
  ];

  it('creates a group that is not there', async () => {
    const { context, bodyOf } = session({ [`POST /v1/${place}/deploymentGroups`]: done });
    await expect(applyGroup(group, units, context)).resolves.toBe('created');
    expect(bodyOf(`POST /v1/${place}/deploymentGroups`)).toEqual({ deploymentUnits: units });
  });

  it('updates the units alone', async () => {
    const { context, calls } = session({
      [`GET /v1/${group}`]: { deploymentUnits: units.slice(0, 1), labels: { team: 'risk' } },
      [`PATCH /v1/${group}`]: done,
    });
    await expect(applyGroup(group, units, context)).resolves.toBe('updated');
    expect(calls().at(-1)).toContain('updateMask=deploymentUnits');
  });

  it('does nothing when the units are those, also where the service has filled in their deployments', async () => {
    const [net, shop] = units;
    const { context, calls } = session({
      [`GET /v1/${group}`]: { deploymentUnits: [{ ...net, deployment: `${place}/deployments/net-dev` }, shop] },
    });
    await expect(applyGroup(group, units, context)).resolves.toBe('unchanged');
    expect(calls()).toHaveLength(1);
  });

  it('says what the operation says when it fails', async () => {
    const { context } = session({
      [`POST /v1/${place}/deploymentGroups`]: { ...done, error: { code: 9, message: 'not in order' } },
    });
    await expect(applyGroup(group, units, context)).rejects.toThrow(/platform failed: not in order/);
  });
});

describe('provisioning', () => {
  it('tells every change of a unit once, and that all are up', async () => {
    const steps = [progress('QUEUED'), progress('QUEUED'), progress('APPLYING_DEPLOYMENT'), progress('SUCCEEDED')];
    const { context } = session({
      [`POST /v1/${group}:provision`]: { name: done.name },
      [`GET /v1/${place}/operations/o`]: () => ({ ...done, done: steps.length === 1, metadata: steps.shift() }),
      [`GET /v1/${group}`]: { provisioningState: 'PROVISIONED' },
    });
    const heard: DeploymentUnitProgress[] = [];
    const outcome = await provisionGroup(group, {}, context, (unit) => heard.push(unit));
    expect(heard.map(({ state }) => state)).toEqual(['QUEUED', 'APPLYING_DEPLOYMENT', 'SUCCEEDED']);
    expect(outcome).toMatchObject({
      isDone: true,
      state: 'PROVISIONED',
      units: [{ unitId: 'shop-dev', state: 'SUCCEEDED' }],
    });
  });

  it('is not done when the group says so although the operation went well', async () => {
    const { context } = session({
      [`POST /v1/${group}:deprovision`]: { ...done, metadata: progress('FAILED') },
      [`GET /v1/${group}`]: {
        provisioningState: 'FAILED_TO_DEPROVISION',
        provisioningError: { message: 'still in use' },
      },
    });
    await expect(deprovisionGroup(group, 'DELETE', context, () => {})).resolves.toMatchObject({
      isDone: false,
      failure: 'still in use',
      units: [{ state: 'FAILED' }],
    });
  });

  function progress(state: DeploymentUnitProgress['state']) {
    return { provisionDeploymentGroupMetadata: { deploymentUnitProgresses: [{ unitId: 'shop-dev', state }] } };
  }
});

describe('unitSpecs', () => {
  const routes: StandInRoutes = {
    'GET /storage/v1/b/*': {},
    'GET /storage/v1/b': { items: [{ name: 'acme-dev_infra_manager_staging' }] },
    'POST /upload/storage/v1/b/*/o': { generation: '42' },
  };
  const units = [
    { id: 'shop-dev', dependencies: [] },
    { id: 'other', dependencies: [] },
  ];

  it('are the deployments that are not there yet, with their modules uploaded', async () => {
    const { context } = session(routes);
    const specs = await unitSpecs(units, [bundleFixture()], context);
    expect(specs).toEqual({
      'shop-dev': {
        deploymentId: 'shop-dev',
        deployment: {
          ...bundleFixture().submission.deployment,
          terraformBlueprint: { gcsSource: expect.stringMatching(/^gs:\/\/.*shop-dev\/0123abcd.zip#42$/) },
        },
      },
    });
  });

  it('are none for deployments that are there, and nothing is uploaded for them', async () => {
    const deployment = { state: 'ACTIVE', latestRevision: `${place}/deployments/shop-dev/revisions/r-0` };
    const { context, calls } = session({
      ...routes,
      [`GET /v1/${place}/deployments/shop-dev`]: deployment,
      [`GET /v1/${place}/deployments/shop-dev/revisions/r-0`]: { state: 'APPLIED' },
    });
    await expect(unitSpecs(units, [bundleFixture()], context)).resolves.toEqual({});
    expect(calls().filter((call) => call.startsWith('POST'))).toEqual([]);
  });

  it('pass a refusal on', async () => {
    const { context } = session({ [`GET /v1/${place}/deployments/shop-dev`]: refusal(403, 'PERMISSION_DENIED', 'no') });
    await expect(unitSpecs(units, [bundleFixture()], context)).rejects.toThrow(/PERMISSION_DENIED/);
  });
});

function session(routes: StandInRoutes) {
  const { rest, clock, calls, bodyOf } = standIn(routes);
  const context = {
    api: restConfigApi('http://service', rest),
    storage: restStagingStore('http://service', rest),
    clock,
    policy: defaultWatchPolicy,
    newRequestId: () => '00000000-0000-4000-8000-000000000001',
    deploymentNames: new Map<string, string>(),
  };
  return { context, calls, bodyOf };
}
