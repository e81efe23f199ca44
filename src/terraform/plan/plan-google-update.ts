import type { ObjectValue, Value } from '../../hcl/value.ts';
import { nullValue, unknownValue } from '../../hcl/values/values.ts';
import { attributeType } from '../facts/types-of-facts.ts';
import { type LabelContext, planLabels, updateAnnotations } from './plan-labels.ts';
import { updateBody, type ValueChange } from './plan-update.ts';
import type { PlanInput } from './planned-instance.ts';
import { isSame } from './same-value.ts';
import { typePlan } from './type-plan.ts';
import { zeroNulls } from './zero-values.ts';

/** Planned values with what changes in them; without changes they are the prior ones. */
export interface Updated {
  readonly values: ObjectValue;
  readonly changes: readonly ValueChange[];
}

/** Plans a resource of Google's providers that is there already. Values are not yet marked as the type says. */
export function planGoogleUpdate(input: PlanInput, prior: ObjectValue): Updated {
  const { facts, configuration } = input;
  const plan = typePlan(facts);
  const changes: ValueChange[] = [];
  const context = { root: configuration, inSet: false, path: [], changes };
  const updated = updateBody(plan, configuration, prior, context);
  const entries = new Map(updated.entries);
  if (facts.customDiff === true) updateLabels(input, prior, entries, changes);
  if (changes.length === 0) {
    const timeouts = prior.entries.get('timeouts');
    if (timeouts !== undefined) entries.set('timeouts', timeouts);
    return { values: { ...updated, entries }, changes };
  }
  refresh(input, entries, changes);
  return { values: zeroNulls(plan, { ...updated, entries }), changes };
}

function updateLabels(
  { facts, configuration, settings }: PlanInput,
  prior: ObjectValue,
  entries: Map<string, Value>,
  changes: ValueChange[],
): void {
  const attributes = facts.attributes ?? {};
  if (attributes['terraform_labels'] !== undefined && attributes['effective_labels'] !== undefined) {
    const before = {
      terraform: prior.entries.get('terraform_labels'),
      effective: prior.entries.get('effective_labels'),
    };
    const context: LabelContext = {
      settings,
      withoutAttribution: facts.planning?.isUnattributed === true,
      prior: before,
    };
    const written = configuration.entries.get(attributes['labels'] === undefined ? 'resource_labels' : 'labels');
    const planned = planLabels(written, context);
    setComputed('terraform_labels', planned.terraform, prior, entries, changes);
    setComputed('effective_labels', planned.effective, prior, entries, changes);
  }
  if (attributes['effective_annotations'] !== undefined && attributes['annotations'] !== undefined) {
    const planned = updateAnnotations(
      configuration.entries.get('annotations'),
      prior.entries.get('annotations'),
      prior.entries.get('effective_annotations'),
    );
    setComputed('effective_annotations', planned, prior, entries, changes);
  }
}

function setComputed(
  name: string,
  planned: Value,
  prior: ObjectValue,
  entries: Map<string, Value>,
  changes: ValueChange[],
): void {
  const before = prior.entries.get(name) ?? nullValue({ kind: 'any' });
  // An empty result is planned as unknown, which is no change when there is nothing now.
  const isEmpty = planned.kind === 'unknown' && before.kind === 'map' && before.entries.size === 0;
  if (isSame(before, planned) || isEmpty) return;
  entries.set(name, planned);
  changes.push({ path: [name], replaces: false });
}

function refresh({ facts }: PlanInput, entries: Map<string, Value>, changes: readonly ValueChange[]): void {
  for (const { attributes, when } of facts.planning?.refreshed ?? []) {
    if (when !== undefined && !changes.some(({ path: [first] }) => when.includes(String(first)))) continue;
    for (const name of attributes) {
      const attribute = facts.attributes?.[name];
      if (attribute !== undefined) entries.set(name, unknownValue(attributeType(attribute)));
    }
  }
}
