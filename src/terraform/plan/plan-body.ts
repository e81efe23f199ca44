import type { ListValue, ObjectValue, SetValue, Value, ValueInfo } from '../../hcl/value.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { isSequence } from '../../hcl/values/values.ts';
import type { EmptyWhen } from '../facts/planning-facts.ts';
import { writtenMembers } from '../facts/written-members.ts';
import { planAttribute } from './plan-attribute.ts';
import type { BlockPlan, BodyPlan } from './type-plan.ts';

/** Where in a resource planning is. */
export interface BodyContext {
  /** The whole configuration, for rules that look at another attribute. */
  readonly root: ObjectValue;
  /** Some block above is kept in a set. */
  readonly inSet: boolean;
}

/**
 * What the provider development kit (terraform-plugin-sdk) plans for a body that is to be created: written values, defaults, and unknown
 * values for what the provider computes. Members that are not written share one value for all instances of a type.
 */
export function planBody(plan: BodyPlan, configuration: ObjectValue, context: BodyContext): ObjectValue {
  const entries = new Map(plan.unset);
  for (const [name, written] of writtenMembers(configuration)) {
    if (isPlainNull(written)) continue;
    const attribute = plan.attributes.get(name);
    const block = plan.blocks.get(name);
    if (attribute !== undefined) entries.set(name, planAttribute(attribute, written, context.inSet));
    else if (block !== undefined) entries.set(name, planBlocks(block, written, context));
  }
  return { kind: 'object', entries, ...infoOf(configuration) };
}

function isPlainNull(value: Value): boolean {
  return value.kind === 'null' && value.sensitive === undefined;
}

/** Marks and origin of a value, for one that is made of it. */
function infoOf({ sensitive, ephemeral, origin }: ValueInfo): ValueInfo {
  return {
    ...(sensitive && { sensitive }),
    ...(ephemeral && { ephemeral }),
    ...(origin && { origin }),
  };
}

function planBlocks(block: BlockPlan, written: Value, context: BodyContext): Value {
  if (block.nesting === 'single' || !isSequence(written)) return written;
  if (written.items.length === 0) return written.sensitive === true ? { ...block.unset, sensitive: true } : block.unset;
  const empty: ListValue = { kind: 'list', element: block.type, items: [] };
  if (block.emptyWhen !== undefined && isPlannedEmpty(block.emptyWhen, written.items, context.root)) return empty;
  const inSet = context.inSet || block.nesting === 'set';
  const items = written.items.map((item) => planElement(block, item, { ...context, inSet }));
  if (block.nesting !== 'set') return { kind: 'list', element: block.type, items, ...infoOf(written) };
  const planned: SetValue = setValue(block.type, items);
  const sensitive = written.sensitive ?? planned.sensitive;
  return { ...planned, ...(sensitive && { sensitive }), ...(written.origin && { origin: written.origin }) };
}

function planElement(block: BlockPlan, item: Value, context: BodyContext): Value {
  if (item.kind !== 'object') return item;
  const planned = planBody(block.body, item, context);
  return context.inSet || !leavesNoTrace(planned) ? planned : withoutSets(block.body, planned);
}

// The development kit keeps resources as flat maps in which such an element cannot be seen.
function leavesNoTrace(planned: ObjectValue): boolean {
  for (const value of planned.entries.values()) if (!isEmptyValue(value)) return false;
  return true;
}

function isEmptyValue(value: Value): boolean {
  if (value.kind === 'null') return true;
  if (value.kind === 'string') return value.value === '';
  if (isSequence(value)) return value.items.length === 0;
  return value.kind === 'map' && value.entries.size === 0;
}

function withoutSets({ blocks }: BodyPlan, planned: ObjectValue): ObjectValue {
  const sets = [...blocks.values()].filter(({ nesting }) => nesting === 'set');
  if (sets.length === 0) return planned;
  const entries = new Map(planned.entries);
  for (const { name, type } of sets) entries.set(name, { kind: 'null', type: { kind: 'set', element: type } });
  return { ...planned, entries };
}

/** Whether blocks that are written are planned as an empty list all the same. */
export function isPlannedEmpty(when: EmptyWhen, items: readonly Value[], root: ObjectValue): boolean {
  switch (when.kind) {
    case 'not-written':
      return false;
    case 'number-is':
      return items.some((item) => {
        const value = item.kind === 'object' ? item.entries.get(when.attribute) : undefined;
        if (value?.kind === 'unknown') return when.orUnknown;
        return value?.kind === 'number' && value.value.special === undefined && isNumber(value, when.value);
      });
    case 'without-contents':
      return items.every((item) => item.kind === 'object' && leavesNoTrace(item));
    case 'attribute-is-not': {
      const value = root.entries.get(when.attribute);
      return value?.kind === 'string' && value.value.toUpperCase() !== when.value;
    }
  }
}

function isNumber(value: Extract<Value, { readonly kind: 'number' }>, wanted: number): boolean {
  const { mantissa, exponent } = value.value;
  return Number(mantissa) * 2 ** exponent === wanted;
}
