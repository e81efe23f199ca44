import { planGoogleCreate } from './plan-create.ts';
import { planPlainCreate } from './plan-plain.ts';
import type { PlanInput, PlannedInstance } from './planned-instance.ts';
import { markSensitive } from './schema-marks.ts';
import { isGoogle } from './type-plan.ts';

/** What `terraform plan` would show for an instance of a managed resource. Pure; never throws, whatever the configuration. */
export function planInstance(input: PlanInput): PlannedInstance {
  const { facts, provider, configuration } = input;
  const { values, faults } =
    isGoogle(provider) && facts.framework !== true
      ? planGoogleCreate(input)
      : { values: planPlainCreate(configuration, facts, provider), faults: [] };
  return { action: 'create', values: markSensitive(values, facts), faults };
}
