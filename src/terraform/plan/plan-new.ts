import { type Planned, planGoogleCreate } from './plan-create.ts';
import { planPlainCreate } from './plan-plain.ts';
import type { PlanInput, PlannedInstance } from './planned-instance.ts';
import { markSensitive } from './schema-marks.ts';
import { isGoogle } from './type-plan.ts';

/** What `terraform plan` would show for an instance that is not there yet. Pure; never throws, whatever the configuration. */
export function planNew(input: PlanInput): PlannedInstance {
  const { values, faults } = created(input);
  return { action: 'create', values: markSensitive(values, input.facts), faults };
}

/** Planned values of an instance that is made anew. */
export function created(input: PlanInput): Planned {
  const { configuration, facts, provider } = input;
  return isDevelopmentKit(input)
    ? planGoogleCreate(input)
    : { values: planPlainCreate(configuration, facts, provider), faults: [] };
}

/** Whether the type is written with the provider development kit, whose planning has rules of its own. */
export function isDevelopmentKit({ facts, provider }: PlanInput): boolean {
  return isGoogle(provider) && facts.framework !== true;
}
