import type { ObjectValue } from '../../hcl/value.ts';
import { cannotDestroy } from './cannot-destroy.ts';
import { ignoreChanges } from './ignore-changes.ts';
import { planGoogleUpdate, type Updated } from './plan-google-update.ts';
import { created, isDevelopmentKit, planNew } from './plan-new.ts';
import { planPlainUpdate } from './plan-plain-update.ts';
import type { PlanInput, PlannedInstance, PriorInstance } from './planned-instance.ts';
import { haveSameMarks } from './same-marks.ts';
import { markSensitive } from './schema-marks.ts';

/** What `terraform plan` would show for an instance of a managed resource. Pure; never throws, whatever the configuration. */
export function planInstance(input: PlanInput): PlannedInstance {
  return input.prior === undefined ? planNew(input) : planExisting(input, input.prior);
}

function planExisting(input: PlanInput, prior: PriorInstance): PlannedInstance {
  const { configuration, facts, lifecycle = {} } = input;
  const kept =
    lifecycle.ignoreChanges === undefined
      ? configuration
      : ignoreChanges(configuration, prior.values, lifecycle.ignoreChanges);
  const changed: PlanInput = { ...input, configuration: kept };
  const { values, changes } = updated(changed, prior.values);
  const replacing = changes.filter(({ replaces }) => replaces);
  const reason = replacementReason(prior, lifecycle.isReplaceTriggered === true, replacing.length > 0);
  if (reason === undefined) {
    const planned = markSensitive(values, facts);
    // Terraform keeps in the state which values are sensitive, so it writes the resource anew when others are.
    const isSame = changes.length === 0 && haveSameMarks(markSensitive(prior.values, facts), planned);
    return { action: isSame ? 'no-op' : 'update', values: planned, faults: [] };
  }
  const again = created(changed);
  return {
    action: 'replace',
    values: markSensitive(again.values, facts),
    reason,
    ...(replacing.length > 0 && { replacePaths: replacing.map(({ path }) => path) }),
    ...(lifecycle.createBeforeDestroy === true && { isCreatedFirst: true }),
    faults: lifecycle.preventDestroy === true ? [...again.faults, cannotDestroy(input.address)] : again.faults,
  };
}

function replacementReason(prior: PriorInstance, isTriggered: boolean, isForced: boolean): string | undefined {
  if (prior.isTainted === true) return 'replace_because_tainted';
  if (isForced) return 'replace_because_cannot_update';
  return isTriggered ? 'replace_by_triggers' : undefined;
}

function updated(input: PlanInput, prior: ObjectValue): Updated {
  const { configuration, facts, provider } = input;
  return isDevelopmentKit(input)
    ? planGoogleUpdate(input, prior)
    : planPlainUpdate(configuration, prior, facts, provider);
}
