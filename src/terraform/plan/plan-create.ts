import type { ObjectValue, Value } from '../../hcl/value.ts';
import { boolValue, stringValue } from '../../hcl/values/values.ts';
import { planBody } from './plan-body.ts';
import { type LabelContext, planAnnotations, planLabels } from './plan-labels.ts';
import type { PlanFault, PlanInput } from './planned-instance.ts';
import { type Draft, derivedFrom, fillFromProvider, unknownString } from './provider-values.ts';
import { typePlan } from './type-plan.ts';

/** Planned values with what planning refuses. */
export interface Planned {
  readonly values: ObjectValue;
  readonly faults: readonly PlanFault[];
}

/** Plans a resource of Google's providers that is not there yet. Values are not yet marked as the type says. */
export function planGoogleCreate(input: PlanInput): Planned {
  const { facts, configuration, settings } = input;
  const body = planBody(typePlan(facts), configuration, { root: configuration, inSet: false });
  const entries = new Map(body.entries);
  const draft: Draft = { facts, configuration, settings, entries, faults: [] };
  if (facts.customDiff === true) {
    fillFromProvider(draft);
    setLabels(draft);
  }
  setConsequences(draft);
  setServiceAccount(draft);
  return { values: { ...body, entries }, faults: draft.faults };
}

function setLabels(draft: Draft): void {
  const { facts, settings, configuration, entries } = draft;
  const context: LabelContext = { settings, withoutAttribution: facts.planning?.isUnattributed === true };
  setCopies(entries, configuration.entries, facts.attributes ?? {}, context);
  const { metadata } = facts.blocks ?? {};
  if (metadata?.attributes?.['terraform_labels'] !== undefined) setMetadata(draft, context);
}

type Members = Readonly<Record<string, unknown>>;

function setCopies(
  entries: Map<string, Value>,
  written: ReadonlyMap<string, Value>,
  attributes: Members,
  context: LabelContext,
): void {
  const labels = attributes['labels'] === undefined ? 'resource_labels' : 'labels';
  if (attributes['terraform_labels'] !== undefined && attributes['effective_labels'] !== undefined) {
    const planned = planLabels(written.get(labels), context);
    entries.set('terraform_labels', planned.terraform);
    entries.set('effective_labels', planned.effective);
  }
  if (attributes['effective_annotations'] !== undefined && attributes['annotations'] !== undefined)
    entries.set('effective_annotations', planAnnotations(written.get('annotations')));
}

// Cloud Run's first generation keeps labels in a block, when that is written.
function setMetadata({ facts, configuration, entries }: Draft, context: LabelContext): void {
  const planned = entries.get('metadata');
  const written = configuration.entries.get('metadata');
  if (planned?.kind !== 'list' || written?.kind !== 'list') return;
  const items = planned.items.map((item, index) => {
    const source = written.items[index];
    if (item.kind !== 'object' || source?.kind !== 'object') return item;
    const members = new Map(item.entries);
    setCopies(members, source.entries, facts.blocks?.['metadata']?.attributes ?? {}, context);
    if (members.has('generation')) members.set('generation', { kind: 'number', value: { mantissa: 0n, exponent: 0 } });
    return { ...item, entries: members };
  });
  entries.set('metadata', { ...planned, items });
}

function setConsequences(draft: Draft): void {
  for (const { when, set } of draft.facts.planning?.consequences ?? []) {
    const decisive = draft.configuration.entries.get(when.kind === 'is-true' ? when.attribute : when.name);
    if (holds(when.kind, decisive)) setUnwritten(draft, set, decisive);
  }
}

function setUnwritten(
  { configuration, entries }: Draft,
  values: Readonly<Record<string, string | boolean>>,
  source: Value | undefined,
): void {
  for (const [name, value] of Object.entries(values)) {
    const written = configuration.entries.get(name);
    if (!entries.has(name) || (written !== undefined && written.kind !== 'null')) continue;
    const made = typeof value === 'boolean' ? boolValue(value) : stringValue(value);
    entries.set(name, source === undefined ? made : derivedFrom(made, source));
  }
}

function holds(kind: 'is-true' | 'not-written', value: Value | undefined): boolean {
  if (kind === 'is-true') return value?.kind === 'bool' && value.value;
  return value === undefined || value.kind === 'null' || (value.kind === 'list' && value.items.length === 0);
}

/**
 * The address of a service account is made from its name and project.
 *
 * @see https://cloud.google.com/iam/docs/service-account-overview#identification
 */
function setServiceAccount({ facts, entries }: Draft): void {
  if (facts.type !== 'google_service_account') return;
  const account = entries.get('account_id');
  const project = entries.get('project');
  if (account?.kind !== 'string' || project?.kind !== 'string') {
    entries.set('email', unknownString);
    entries.set('member', unknownString);
    return;
  }
  const email = `${account.value}@${project.value}.iam.gserviceaccount.com`;
  entries.set('email', derivedFrom(stringValue(email), account));
  entries.set('member', derivedFrom(stringValue(`serviceAccount:${email}`), account));
}
