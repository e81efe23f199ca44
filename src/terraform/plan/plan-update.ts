import type { ObjectValue, Value } from '../../hcl/value.ts';
import { marksOf, withMarks } from '../../hcl/values/marks.ts';
import { setKey, setValue } from '../../hcl/values/sets.ts';
import { isSequence, isWhollyKnown, nullValue, objectValue } from '../../hcl/values/values.ts';
import { planAttribute } from './plan-attribute.ts';
import { isPlannedEmpty, planBody } from './plan-body.ts';
import { isReplacedBy } from './replaced-by.ts';
import { isSame, isSuppressed, isZero } from './same-value.ts';
import { type AttributePlan, type BlockPlan, type BodyPlan, suppresses } from './type-plan.ts';

export type ValuePath = readonly (string | number)[];

/** An attribute or block list that is planned to change. */
export interface ValueChange {
  readonly path: ValuePath;
  readonly replaces: boolean;
}

/** What an update is planned with. */
export interface UpdateContext {
  /** The whole configuration, for rules that look at another attribute. */
  readonly root: ObjectValue;
  readonly inSet: boolean;
  readonly path: ValuePath;
  /** Hears of changes. */
  readonly changes: ValueChange[];
}

const nothing: ObjectValue = objectValue(new Map());

/**
 * What the provider development kit plans for a body that is there already: written values where they differ from the prior ones after
 * suppression, else the prior ones, which unset computed members keep too.
 */
export function updateBody(
  plan: BodyPlan,
  configuration: ObjectValue,
  prior: ObjectValue,
  context: UpdateContext,
): ObjectValue {
  const entries = new Map(plan.unset);
  for (const attribute of plan.attributes.values()) {
    const { name } = attribute;
    const before = prior.entries.get(name) ?? nullValue(attribute.type);
    const written = configuration.entries.get(name) ?? nullValue(attribute.type);
    entries.set(name, updateAttribute(attribute, written, before, context));
  }
  for (const block of plan.blocks.values()) {
    const written = configuration.entries.get(block.name);
    const before = prior.entries.get(block.name);
    entries.set(block.name, updateBlocks(block, written ?? block.unset, before, context));
  }
  return { ...configuration, entries };
}

function updateAttribute(attribute: AttributePlan, written: Value, prior: Value, context: UpdateContext): Value {
  const { facts, type } = attribute;
  if (facts.writeOnly === true) return nullValue(type);
  const planned = plannedAttribute(attribute, written, prior, context.inSet);
  if (planned === prior) return prior;
  const isEqual = isSame(prior, planned) || (facts.diffSuppressed === true && isSuppressed(prior, planned));
  if (isEqual) return keep(prior, planned);
  const replaces =
    attribute.replacedWhen === undefined
      ? facts.forceNew === true
      : isReplacedBy(attribute.replacedWhen, prior, planned);
  context.changes.push({ path: [...context.path, attribute.name], replaces });
  return planned;
}

function plannedAttribute(attribute: AttributePlan, written: Value, prior: Value, inSet: boolean): Value {
  const { effect, facts, isComputed } = attribute;
  // Suppressed differences are those between the default of the API and nothing.
  if (suppresses(effect, written) && (isZero(prior) || isSame(prior, written))) return prior;
  if (isZero(written) && written.kind !== 'bool' && written.kind !== 'number' && suppresses(effect, prior))
    return prior;
  if (effect?.kind === 'always-null') return prior;
  if (written.kind !== 'null') {
    const planned = planAttribute(attribute, written, inSet);
    // The provider would fill it in, and has.
    return planned.kind === 'unknown' && isWhollyKnown(written) ? prior : planned;
  }
  if (facts.default !== undefined && attribute.unset.kind !== 'unknown') return attribute.unset;
  return isComputed ? prior : written;
}

/** The prior value; where both are spelled the same, the new one, which knows where it is written. */
function keep(prior: Value, planned: Value): Value {
  if (prior.kind === planned.kind && isWhollyKnown(prior) && setKey(prior) === setKey(planned)) return planned;
  const { origin } = planned;
  return withMarks(origin === undefined ? prior : { ...prior, origin }, marksOf(planned));
}

function updateBlocks(block: BlockPlan, written: Value, prior: Value | undefined, context: UpdateContext): Value {
  // Only `timeouts`, which are no part of what is compared.
  if (block.nesting === 'single') return written;
  const before = prior !== undefined && isSequence(prior) ? prior.items : [];
  const within = { ...context, path: [...context.path, block.name] };
  if (written.kind === 'unknown' && written !== block.unset) return updateUnknown(block, written, before, within);
  const after = isSequence(written) && !isLeftOut(block, written.items, context.root) ? written.items : [];
  if (after.length === 0 && (block.isComputed || before.length === 0)) return prior ?? block.unset;
  const update = block.nesting === 'set' ? updateSet : updateList;
  return update(block, written, after, before, within);
}

function updateUnknown(block: BlockPlan, written: Value, before: readonly Value[], context: UpdateContext): Value {
  const replaces = block.forceNew || before.some((item) => forces(block.body, item));
  context.changes.push({ path: context.path, replaces });
  return written;
}

function isLeftOut({ emptyWhen }: BlockPlan, items: readonly Value[], root: ObjectValue): boolean {
  return emptyWhen !== undefined && items.length > 0 && isPlannedEmpty(emptyWhen, items, root);
}

function updateList(
  block: BlockPlan,
  written: Value,
  after: readonly Value[],
  before: readonly Value[],
  context: UpdateContext,
): Value {
  const { path } = context;
  if (after.length !== before.length) {
    const removed = before.slice(after.length);
    const replaces = block.forceNew || removed.some((item) => forces(block.body, item));
    context.changes.push({ path, replaces });
  }
  const items = after.map((item, index) => {
    const prior = before[index];
    if (item.kind !== 'object') return item;
    return prior?.kind === 'object'
      ? updateBody(block.body, item, prior, { ...context, path: [...path, index] })
      : addElement(block, item, { ...context, path: [...path, index] });
  });
  return { ...(written.origin && { origin: written.origin }), kind: 'list', element: block.type, items };
}

// A new element is planned as in a new resource, but what it sets may replace this one.
function addElement(block: BlockPlan, item: ObjectValue, context: UpdateContext): ObjectValue {
  updateBody(block.body, item, nothing, context);
  return planBody(block.body, item, context);
}

function updateSet(
  block: BlockPlan,
  written: Value,
  after: readonly Value[],
  before: readonly Value[],
  context: UpdateContext,
): Value {
  const left = new Set(before.filter((item) => item.kind === 'object'));
  const inSet = { ...context, inSet: true };
  const added: Value[] = [];
  const items = after.map((item) => {
    if (item.kind !== 'object') return item;
    const isSameBlock = (prior: ObjectValue): boolean => isUnchanged(block.body, item, prior, inSet);
    // A set holds one element for two blocks that only differ in what is not written and what that stands for.
    const found = [...left].find(isSameBlock) ?? before.find((prior) => prior.kind === 'object' && isSameBlock(prior));
    if (found?.kind === 'object') {
      left.delete(found);
      return found;
    }
    const planned = planBody(block.body, item, inSet);
    added.push(planned);
    return planned;
  });
  if (added.length > 0 || left.size > 0) {
    const replaces = block.forceNew || [...added, ...left].some((item) => forces(block.body, item));
    context.changes.push({ path: context.path, replaces });
  }
  const planned = setValue(block.type, items);
  const sensitive = written.sensitive ?? planned.sensitive;
  return { ...planned, ...(sensitive && { sensitive }), ...(written.origin && { origin: written.origin }) };
}

function isUnchanged(body: BodyPlan, item: ObjectValue, prior: ObjectValue, context: UpdateContext): boolean {
  const changes: ValueChange[] = [];
  updateBody(body, item, prior, { ...context, changes });
  return changes.length === 0;
}

/** Whether a block that comes or goes sets something whose change replaces the resource. */
function forces(body: BodyPlan, item: Value): boolean {
  if (item.kind !== 'object') return false;
  const isSet = (name: string): boolean => !isZero(item.entries.get(name) ?? nullValue({ kind: 'any' }));
  return (
    [...body.attributes.values()].some(({ name, facts }) => facts.forceNew === true && isSet(name)) ||
    [...body.blocks.values()].some(({ name, forceNew, body: inner }) => {
      const value = item.entries.get(name);
      const items = value !== undefined && isSequence(value) ? value.items : [];
      return items.length > 0 && (forceNew || items.some((each) => forces(inner, each)));
    })
  );
}
