import type { TerraformOutput } from '../../config-api/deployment.ts';
import type { ResourceIntent } from '../../config-api/enums.ts';
import type { Random } from '../random.ts';
import { madeUpId } from './made-up.ts';
import type { ModuleResource, ModuleResult } from './run-module.ts';
import type { StateRecord, StateResource } from './state-record.ts';

/** What an apply means to do. */
export interface Plan {
  /** Sorted by address; those to remove come with the state they have. */
  readonly resources: readonly PlannedResource[];
  readonly outputs: Readonly<Record<string, TerraformOutput>>;
}

/** What an apply means to do with one resource. */
export interface PlannedResource {
  readonly intent: Exclude<ResourceIntent, 'INTENT_UNSPECIFIED'>;
  /** As it will be; for `DELETE` as it was. */
  readonly state: StateResource;
}

/** Compares a module with the state the last run left (6.4). */
export function planModule(
  module: ModuleResult,
  previous: StateRecord | undefined,
  deployment: string,
  random: Random,
): Plan {
  const before = new Map(previous?.resources.map((resource) => [resource.address, resource]));
  const wanted = module.resources.map((resource): PlannedResource => {
    const old = before.get(resource.address);
    const state = stateOf(resource, deployment, random);
    return {
      intent: intentOf(state, old),
      state: old === undefined ? state : { ...state, resourceId: old.resourceId },
    };
  });
  const addresses = new Set(module.resources.map(({ address }) => address));
  const removed = [...before.values()]
    .filter(({ address }) => !addresses.has(address))
    .map((state): PlannedResource => ({ intent: 'DELETE', state }));
  const resources = [...wanted, ...removed].sort((left, right) => (left.state.address < right.state.address ? -1 : 1));
  return { resources, outputs: module.outputs };
}

function intentOf(state: StateResource, old: StateResource | undefined): PlannedResource['intent'] {
  if (old === undefined) return 'CREATE';
  return JSON.stringify(old.configured) === JSON.stringify(state.configured) ? 'UNCHANGED' : 'UPDATE';
}

function stateOf(resource: ModuleResource, deployment: string, random: Random): StateResource {
  const { address, type, configured, dependencies } = resource;
  const suffix = random.letters(`resource ${deployment} ${address}`, 8);
  return {
    address,
    type,
    id: madeUpId(resource, deployment, random),
    resourceId: `${type.replace(/^google_/, '').replaceAll('_', '-')}-${suffix}`,
    configured,
    dependencies,
  };
}

/** The plan to remove everything a state has. */
export function planDestroy(previous: StateRecord | undefined): Plan {
  const resources = (previous?.resources ?? []).map((state): PlannedResource => ({ intent: 'DELETE', state }));
  return { resources, outputs: {} };
}

/** What a run left when some resources failed or were never reached. */
export interface PlanOutcome {
  /** By address: done, failed, or not reached because of one that failed. */
  readonly states: ReadonlyMap<string, 'RECONCILED' | 'FAILED' | 'PLANNED'>;
  readonly state: StateRecord;
}

/** Carries a plan out, but for the resources that fail and those that depend on them. */
export function carryOut(plan: Plan, previous: StateRecord | undefined, failing: ReadonlySet<string>): PlanOutcome {
  const before = new Map(previous?.resources.map((resource) => [resource.address, resource]));
  const blocked = blockedBy(plan, failing);
  const states = new Map<string, 'RECONCILED' | 'FAILED' | 'PLANNED'>();
  const left: StateResource[] = [];
  for (const { intent, state } of plan.resources) {
    const { address } = state;
    const outcome = failing.has(address) ? 'FAILED' : blocked.has(address) ? 'PLANNED' : 'RECONCILED';
    states.set(address, outcome);
    const after = outcome === 'RECONCILED' ? (intent === 'DELETE' ? undefined : state) : before.get(address);
    if (after !== undefined) left.push(after);
  }
  const outputs = failing.size === 0 ? plan.outputs : (previous?.outputs ?? {});
  return { states, state: { resources: left, outputs } };
}

/**
 * Addresses that are not reached: to create and change, those that depend on a failing one;
 * to delete, those a failing one depends on.
 */
function blockedBy(plan: Plan, failing: ReadonlySet<string>): ReadonlySet<string> {
  const blocked = new Set<string>(failing);
  for (let size = -1; size !== blocked.size; ) {
    size = blocked.size;
    const names = new Set([...blocked].map(withoutKeys));
    const needed = new Set(
      plan.resources.filter(({ state }) => blocked.has(state.address)).flatMap(({ state }) => state.dependencies),
    );
    for (const { intent, state } of plan.resources) {
      const waits =
        intent === 'DELETE'
          ? needed.has(withoutKeys(state.address))
          : state.dependencies.some((name) => names.has(name));
      if (waits) blocked.add(state.address);
    }
  }
  return blocked;
}

/** Address with the instance key of the resource left out; module keys stay. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
}
