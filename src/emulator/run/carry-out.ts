import type { ResourceIntent } from '../../config-api/enums.ts';
import type { Value } from '../../hcl/value.ts';
import type { ChangeAction, Plan, ResourceChange } from '../../terraform/plan/plan-model.ts';
import type { PriorState, StateInstance } from '../../terraform/plan/read-state.ts';
import type { AppliedModule } from './apply-module.ts';

/** What is meant to become of a resource (6.4). */
export type Intent = Exclude<ResourceIntent, 'INTENT_UNSPECIFIED'>;

/** The intent that the actions of a plan amount to. */
export function intentOf(actions: readonly ChangeAction[]): Intent {
  if (actions.length === 2) return 'RECREATE';
  switch (actions[0]) {
    case 'create':
      return 'CREATE';
    case 'update':
      return 'UPDATE';
    case 'delete':
      return 'DELETE';
    default:
      return 'UNCHANGED';
  }
}

/** How far an apply got with a resource: done, failed, or not reached because of one that failed. */
export type Reached = 'RECONCILED' | 'FAILED' | 'PLANNED';

/** What a run left when some resources failed or were never reached. */
export interface PlanOutcome {
  readonly reached: ReadonlyMap<string, Reached>;
  /** Managed instances that are there afterwards, by address. */
  readonly instances: ReadonlyMap<string, StateInstance>;
  readonly outputs: ReadonlyMap<string, Value>;
}

/** What a plan is carried out on. */
export interface Work {
  readonly plan: Plan;
  /** What is there before, with moves made. */
  readonly prior: PriorState;
  /** What is there when all goes well. */
  readonly applied: Pick<AppliedModule, 'instances' | 'outputs'>;
}

/** Carries a plan out, but for the resources that fail and those that depend on them. */
export function carryOut({ plan, prior, applied }: Work, failing: ReadonlySet<string>): PlanOutcome {
  const managed = plan.changes.filter(({ mode }) => mode === 'managed');
  const dependencies = (address: string): readonly string[] =>
    (applied.instances.get(address) ?? prior.instances.get(address))?.dependencies ?? [];
  const blocked = blockedBy(managed, dependencies, failing);
  const reached = new Map<string, Reached>();
  const instances = new Map<string, StateInstance>();
  for (const change of managed) {
    const { address } = change;
    const outcome = failing.has(address) ? 'FAILED' : blocked.has(address) ? 'PLANNED' : 'RECONCILED';
    reached.set(address, outcome);
    const left = outcome === 'RECONCILED' ? applied.instances.get(address) : leftOf(change, outcome, prior);
    if (left !== undefined) instances.set(address, left);
  }
  return { reached, instances, outputs: failing.size === 0 ? applied.outputs : prior.outputs };
}

/** What there is of a resource whose change did not come about: a replacement that failed has removed the old one first. */
function leftOf({ address, actions }: ResourceChange, outcome: Reached, prior: PriorState): StateInstance | undefined {
  const isGone = outcome === 'FAILED' && actions[0] === 'delete' && actions.length === 2;
  return isGone ? undefined : prior.instances.get(address);
}

/**
 * Addresses that are not reached: to create and change, those that depend on a failing one;
 * to delete, those a failing one depends on.
 */
function blockedBy(
  changes: readonly ResourceChange[],
  dependencies: (address: string) => readonly string[],
  failing: ReadonlySet<string>,
): ReadonlySet<string> {
  const blocked = new Set<string>(failing);
  for (let size = -1; size !== blocked.size; ) {
    size = blocked.size;
    const names = new Set([...blocked].map(withoutKeys));
    const needed = new Set([...blocked].flatMap(dependencies));
    for (const { address, actions } of changes) {
      const waits =
        intentOf(actions) === 'DELETE'
          ? needed.has(withoutKeys(address))
          : dependencies(address).some((name) => names.has(name));
      if (waits) blocked.add(address);
    }
  }
  return blocked;
}

/** Address with the instance key of the resource left out; module keys stay. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
}
