import type { ObjectValue, Value } from '../../hcl/value.ts';
import { memberPlace } from '../../hcl/values/member-place.ts';
import { isWhollyKnown, unknownValue } from '../../hcl/values/values.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';
import type { ResourceInstance } from '../evaluation.ts';
import type { TypeFacts } from '../facts/facts.ts';
import { planNew } from '../plan/plan-new.ts';
import type { PlanInput, PlannedInstance } from '../plan/planned-instance.ts';
import { checkProviderRules } from '../provider-checks/check-provider-rules.ts';
import type { ModuleInstance } from './instance.ts';
import { resolveUnknown } from './resolve-unknown.ts';
import type { Run } from './run.ts';

/** An instance whose type is known. */
export interface TypedInstance {
  readonly config: ResourceConfig;
  readonly instance: ModuleInstance;
  readonly address: string;
  readonly facts: TypeFacts;
  /** Source of the provider, such as `hashicorp/google`. */
  readonly source: string;
  readonly settings: ObjectValue | undefined;
}

/** Lets the provider's checks look at an instance and, unless it is only validated, plans it. Faults go to the run. */
export function checkAndPlan(
  instance: TypedInstance,
  configuration: ObjectValue,
  run: Run,
): Pick<ResourceInstance, 'configuration' | 'values' | 'facts' | 'change'> {
  const { config, address, facts, source, settings } = instance;
  const { faults } = run;
  const place = { file: config.file, range: config.block.headerRange };
  const before = faults.length;
  const isPlanned = run.mode === 'plan';
  const prior = run.prior?.instances.get(address);
  const { terraformVersion } = run;
  const check = { address, facts, provider: source, configuration, place, terraformVersion, faults };
  checkProviderRules(isPlanned ? { planned: prior === undefined ? 'create' : 'update', ...check } : check);
  if (!isPlanned) return { configuration, values: configuration, facts };
  const input: PlanInput = { address, facts, provider: source, configuration, ...(settings && { settings }) };
  const change =
    run.prior === undefined || prior === undefined
      ? planNew(input)
      : run.prior.plan({
          ...input,
          prior,
          lifecycle: run.prior.lifecycleOf(config, instance.instance, address, run),
        });
  // What the provider refuses while validating it would not plan, so faults of planning are told only of what it accepts.
  const isAccepted = faults.slice(before).every(({ severity }) => severity !== 'error');
  if (isAccepted) reportPlanFaults(change, instance, configuration, run);
  const planned = config.mode === 'data' ? unreadValues(change.values, configuration) : change.values;
  if (run.resolveComputed === undefined) return { configuration, values: planned, facts, change };
  const values = resolveUnknown(planned, config, address, run.resolveComputed);
  return { configuration, values, facts, change: { ...change, values } };
}

/** A data source whose arguments are known is read while planning: that may fill in every argument that is not written. */
function unreadValues(planned: ObjectValue, configuration: ObjectValue): ObjectValue {
  if (!isWhollyKnown(configuration)) return planned;
  const entries = [...planned.entries].map(([name, value]): [string, Value] => [
    name,
    value.kind === 'null' ? unknownValue(value.type) : value,
  ]);
  return { ...planned, entries: new Map(entries) };
}

function reportPlanFaults(
  { faults }: PlannedInstance,
  { config, address, settings }: TypedInstance,
  configuration: ObjectValue,
  run: Run,
): void {
  for (const { message, path, hint, isOfProvider } of faults) {
    const text = { code: 'not-plannable', message, ...(hint !== undefined && { hint }) } as const;
    if (isOfProvider) {
      // Said once, where the provider is configured; a module without such a block takes its provider from elsewhere.
      const place = settings?.origin;
      if (place !== undefined) reportAt(run.faults, place.file, place.range, { ...text, severity: 'warning' });
      continue;
    }
    const place = path.length === 0 ? undefined : memberPlace(configuration, path);
    reportAt(run.faults, place?.file ?? config.file, place?.range ?? config.block.headerRange, { ...text, address });
  }
}
