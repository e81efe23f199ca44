import { planInstance } from '../plan/plan-instance.ts';
import type { PriorInstance } from '../plan/planned-instance.ts';
import { checkProtected } from './check-protected.ts';
import { lifecycleOf, resourcesCreatedFirst } from './lifecycle.ts';
import type { PriorPlanning } from './run.ts';

/** Planning against instances that are there already, by address. */
export function priorPlanning(instances: ReadonlyMap<string, PriorInstance>): PriorPlanning {
  return {
    instances,
    plan: planInstance,
    lifecycleOf,
    createdFirst: resourcesCreatedFirst,
    checkGone: checkProtected,
  };
}
