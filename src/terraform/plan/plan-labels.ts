import type { ObjectValue, Value } from '../../hcl/value.ts';
import { withoutMarksWithin } from '../../hcl/values/marks.ts';
import { mapOf, stringType } from '../../hcl/values/types.ts';
import { isWhollyKnown, mapValue, stringValue, unknownValue } from '../../hcl/values/values.ts';
import { derivedFrom } from './provider-values.ts';

/** The label that tells who made a resource. */
export const attributionLabel = 'goog-terraform-provisioned';

const unknownMap: Value = unknownValue(mapOf(stringType));

/** What labels are planned with. */
export interface LabelContext {
  readonly settings: ObjectValue | undefined;
  /** The type never gets the attribution label. */
  readonly withoutAttribution: boolean;
  /** `terraform_labels` and `effective_labels` of the prior state; absent on create. */
  readonly prior?: { readonly terraform: Value | undefined; readonly effective: Value | undefined };
}

/** `terraform_labels` (what the configuration asks for, with the provider's additions) and `effective_labels` (with what else is there). */
export interface PlannedLabels {
  readonly terraform: Value;
  readonly effective: Value;
}

/** Plans the two copies of a resource's labels. An empty computed map is planned as unknown. */
export function planLabels(labels: Value | undefined, context: LabelContext): PlannedLabels {
  const defaults = context.settings?.entries.get('default_labels');
  const written = textMembers(labels);
  const preset = textMembers(defaults);
  const adds = addsAttribution(context);
  if (written === undefined || preset === undefined || adds === undefined) {
    return { terraform: unknownMap, effective: unknownMap };
  }
  const entries = new Map<string, Value>([
    ...preset,
    ...(adds ? [[attributionLabel, stringValue('true')] as const] : []),
    ...written,
  ]);
  const source = labels !== undefined && written.size > 0 ? labels : preset.size > 0 ? defaults : undefined;
  const terraform = asMap(entries, source);
  if (context.prior === undefined) return { terraform, effective: terraform };
  const prior = textMembers(context.prior.effective);
  if (prior === undefined) return { terraform, effective: unknownMap };
  const effective = withoutDropped(prior, entries, textMembers(context.prior.terraform));
  return { terraform, effective: asMap(effective, source) };
}

// What something else put on the resource stays; what was asked for and no longer is goes.
function withoutDropped(
  effective: ReadonlyMap<string, Value>,
  asked: ReadonlyMap<string, Value>,
  askedBefore: ReadonlyMap<string, Value> | undefined,
): ReadonlyMap<string, Value> {
  const entries = new Map(effective);
  for (const key of askedBefore?.keys() ?? []) if (!asked.has(key)) entries.delete(key);
  for (const [key, value] of asked) entries.set(key, value);
  return entries;
}

function asMap(entries: ReadonlyMap<string, Value>, source: Value | undefined): Value {
  if (entries.size === 0) return unknownMap;
  const map = mapValue(stringType, entries);
  return source === undefined ? map : derivedFrom(map, source);
}

/** The members of a map that are set; undefined when they are not all known. */
function textMembers(value: Value | undefined): ReadonlyMap<string, Value> | undefined {
  if (value === undefined || value.kind === 'null') return new Map();
  if (value.kind !== 'map' || !isWhollyKnown(value)) return undefined;
  const members = new Map<string, Value>();
  for (const [key, member] of value.entries) {
    if (member.kind === 'string') members.set(key, withoutMarksWithin(member));
  }
  return members;
}

function addsAttribution({ settings, withoutAttribution, prior }: LabelContext): boolean | undefined {
  if (withoutAttribution) return false;
  const adds = settings?.entries.get('add_terraform_attribution_label');
  if (adds?.kind === 'unknown') return undefined;
  if (adds?.kind === 'bool' && !adds.value) return false;
  if (prior === undefined) return true;
  const strategy = settings?.entries.get('terraform_attribution_label_addition_strategy');
  if (strategy?.kind === 'unknown') return undefined;
  if (strategy?.kind === 'string' && strategy.value === 'PROACTIVE') return true;
  return textMembers(prior.effective)?.has(attributionLabel) ?? false;
}

/** `effective_annotations` on create: the annotations when they are known and there are any. */
export function planAnnotations(annotations: Value | undefined): Value {
  const members = textMembers(annotations);
  return annotations === undefined || members === undefined || members.size === 0
    ? unknownMap
    : asMap(members, annotations);
}

/** `effective_annotations` on update: what else is there stays, what is no longer asked for goes. */
export function updateAnnotations(
  annotations: Value | undefined,
  priorAnnotations: Value | undefined,
  priorEffective: Value | undefined,
): Value {
  const asked = textMembers(annotations);
  const prior = textMembers(priorEffective);
  if (asked === undefined || prior === undefined) return unknownMap;
  const entries = withoutDropped(prior, asked, textMembers(priorAnnotations));
  return asMap(entries, annotations);
}
