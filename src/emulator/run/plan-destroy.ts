import { buildPlan } from '../../terraform/plan/build-plan.ts';
import type { Plan } from '../../terraform/plan/plan-model.ts';
import type { PriorState } from '../../terraform/plan/read-state.ts';
import type { Work } from './carry-out.ts';

/** The plan to remove everything a state has, with its outputs. */
export function planDestroy(prior: PriorState, variables: Plan['variables'] = new Map()): Plan {
  const nothing = {
    terraformVersion: prior.terraformVersion,
    files: new Map(),
    variables,
    resources: [],
    outputs: [],
    providers: new Map(),
    unresolvedModules: [],
  };
  const plan = buildPlan(nothing, { prior });
  // That nothing declares them is no reason here.
  return { ...plan, changes: plan.changes.map(({ reason, ...change }) => change) };
}

/** The removal of everything a state has, to be carried out. */
export function destruction(prior: PriorState): Work {
  return { plan: planDestroy(prior), prior, applied: { instances: new Map(), outputs: new Map() } };
}
