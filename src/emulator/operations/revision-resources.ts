import type { ResourceState } from '../../config-api/enums.ts';
import { formatName, parseName } from '../../config-api/names.ts';
import type { Resource } from '../../config-api/revision.ts';
import type { Plan, ResourceChange } from '../../terraform/plan/plan-model.ts';
import type { StateInstance } from '../../terraform/plan/read-state.ts';
import { intentOf } from '../run/carry-out.ts';
import { knownPart } from '../run/plan-module.ts';
import { assetsOf } from '../run/resource-facts.ts';
import type { World } from '../world.ts';

/** What is written of a plan's resources. */
export interface ResourceView {
  readonly plan: Plan;
  /** State by address. */
  readonly stateOf: (address: string) => Exclude<ResourceState, 'STATE_UNSPECIFIED'>;
  /** Instances that are there, by address: only they have an id. */
  readonly instances: ReadonlyMap<string, StateInstance>;
}

/** Writes the resources of a revision (6.2). */
export function writeResources(world: World, revision: string, { plan, stateOf, instances }: ResourceView): void {
  const parts = parseName('revision', revision);
  if (parts === undefined) return;
  const deployment = formatName('deployment', parts);
  for (const change of plan.changes) {
    if (change.mode === 'data') continue;
    const name = formatName('resource', { ...parts, resource: resourceId(world, deployment, change) });
    const resource: Resource = {
      name,
      ...describe(change, instances.get(change.address), parts.project),
      intent: intentOf(change.actions),
      state: stateOf(change.address),
    };
    world.tables.resources.put(name, resource);
  }
}

function describe(
  { address, type }: ResourceChange,
  instance: StateInstance | undefined,
  project: string,
): Pick<Resource, 'terraformInfo' | 'caiAssets'> {
  const id = instance?.values.entries.get('id');
  if (instance === undefined || id?.kind !== 'string') return { terraformInfo: { address, type } };
  const assets = assetsOf({ type, id: id.value, configured: knownPart(instance.values) }, project);
  const terraformInfo = { address, type, id: id.value };
  return { terraformInfo, ...(assets === undefined ? {} : { caiAssets: assets }) };
}

/** Last segment of a resource's name: `storage-bucket-x1y2z3a4`; the same in every revision and preview of a deployment. */
export function resourceId(
  { random }: World,
  deployment: string,
  { address, type }: Pick<ResourceChange, 'address' | 'type'>,
): string {
  const suffix = random.letters(`resource ${deployment} ${address}`, 8);
  return `${type.replace(/^google_/, '').replaceAll('_', '-')}-${suffix}`;
}
