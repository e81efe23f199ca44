import type { ListValue, MapValue, Value } from '../../hcl/value.ts';
import { marksOf, withMarks } from '../../hcl/values/marks.ts';
import { setValue } from '../../hcl/values/sets.ts';
import { isWhollyKnown, listValue, nullValue, stringValue, unknownValue } from '../../hcl/values/values.ts';
import { normalizeJson } from './normalize-json.ts';
import { type AttributePlan, suppresses } from './type-plan.ts';

type ListOrSet = Extract<Value, { readonly kind: 'list' | 'set' }>;

/** What a written attribute of a resource that is to be created is planned as by the provider development kit. */
export function planAttribute(attribute: AttributePlan, written: Value, inSet: boolean): Value {
  const planned = planWritten(attribute, written, inSet);
  if (planned === written) return written;
  const { origin } = written;
  return withMarks(origin === undefined ? planned : { ...planned, origin }, marksOf(written));
}

function planWritten(attribute: AttributePlan, written: Value, inSet: boolean): Value {
  const { facts, type, effect, unset } = attribute;
  if (facts.writeOnly === true || effect?.kind === 'always-null') return nullValue(type);
  switch (written.kind) {
    case 'null':
      return unset;
    case 'unknown':
      return written.type.kind === type.kind ? written : unknownValue(type);
    case 'string':
      return planString(attribute, written);
    case 'bool':
    case 'number':
      return suppresses(effect, written) ? notSet(attribute) : written;
    case 'list':
      return planList(attribute, written, inSet);
    case 'set':
      return planSet(attribute, written);
    case 'map':
      return planMap(attribute, written);
    case 'object':
    case 'tuple':
      return written;
  }
}

/** Planned without the attribute's default. */
function notSet({ type, isComputed }: AttributePlan): Value {
  return isComputed ? unknownValue(type) : nullValue(type);
}

function planString(attribute: AttributePlan, written: Extract<Value, { readonly kind: 'string' }>): Value {
  const { effect, facts, isComputed } = attribute;
  if (suppresses(effect, written)) return notSet(attribute);
  if (written.value === '') return isComputed ? unknownValue(attribute.type) : written;
  if (effect?.kind === 'upper-case') return stringValue(written.value.toUpperCase());
  if (effect?.kind === 'strip-prefix' && written.value.startsWith(effect.prefix))
    return stringValue(written.value.slice(effect.prefix.length));
  if (effect?.kind === 'empty-string' && effect.values.includes(written.value)) return stringValue('');
  if (facts.normalized === true && facts.format === 'json') {
    const normalized = normalizeJson(written.value);
    if (normalized !== undefined && normalized !== written.value) return stringValue(normalized);
  }
  return written;
}

function planList(attribute: AttributePlan, written: ListValue, inSet: boolean): Value {
  const { effect, isComputed, type } = attribute;
  if (written.items.length === 0) {
    if (effect?.kind === 'empty-list-as') return listValue(written.element, effect.value.map(stringValue));
    return inSet && isComputed ? unknownValue(type) : written;
  }
  return hasUnknown(written.items) ? unknownValue(type) : upperCased(attribute, written);
}

function planSet(attribute: AttributePlan, written: ListOrSet): Value {
  // The provider development kit cannot tell an empty set from none.
  if (written.items.length === 0) return attribute.unset;
  return hasUnknown(written.items) ? unknownValue(attribute.type) : upperCased(attribute, written);
}

function hasUnknown(items: Iterable<Value>): boolean {
  for (const item of items) if (!isWhollyKnown(item)) return true;
  return false;
}

function upperCased({ effect }: AttributePlan, written: ListOrSet): Value {
  if (effect?.kind !== 'upper-case') return written;
  const items = written.items.map((item) =>
    item.kind === 'string' ? { ...item, value: item.value.toUpperCase() } : item,
  );
  return written.kind === 'set' ? setValue(written.element, items) : { ...written, items };
}

function planMap(attribute: AttributePlan, written: MapValue): Value {
  if (hasUnknown(written.entries.values())) return unknownValue(attribute.type);
  const entries = new Map<string, Value>();
  for (const [key, value] of written.entries) if (value.kind !== 'null') entries.set(key, value);
  if (entries.size === 0) return notSet(attribute);
  if (attribute.effect?.kind === 'suppress-unless-json' && !allJson(entries)) return notSet(attribute);
  return entries.size === written.entries.size ? written : { ...written, entries };
}

function allJson(entries: ReadonlyMap<string, Value>): boolean {
  for (const value of entries.values()) {
    if (value.kind !== 'string' || normalizeJson(value.value) === undefined) return false;
  }
  return true;
}
