import type { ListValue, MapValue, ObjectValue, SetValue, TupleValue, Type, Value } from '../value.ts';
import { withMarks } from './marks.ts';
import { formatNumber, parseNumber } from './number-text.ts';
import { withOrigin } from './origin.ts';
import { setValue } from './sets.ts';
import { anyType, describeType, hasAny, isCollection } from './types.ts';
import { canConvert, unify } from './unify.ts';
import {
  boolValue,
  isMapping,
  isSequence,
  isWhollyKnown,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  typeOf,
  unknownValue,
} from './values.ts';

/** Why a value cannot become a value of a type; thrown by {@link convert} and caught in this folder and in `terraform/`. */
export class ConversionFault extends Error {
  override readonly name = 'ConversionFault';
  /** Names and indexes from the outer value to the member at fault. */
  readonly path: readonly (string | number)[];

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message);
    this.path = path;
  }
}

/**
 * The value as a value of the type, by Terraform's conversion rules. Marks and origins stay. Attributes marked `optional()` that are
 * missing become null (defaults are `applyDefaults`' business).
 *
 * @throws {ConversionFault} when there is no such value
 */
export function convert(value: Value, type: Type): Value {
  if (type.kind === 'any') return value;
  const converted = convertKind(value, type);
  if (converted === value) return value;
  const { origin } = value;
  return withMarks(origin === undefined ? converted : withOrigin(converted, origin), value);
}

/** Like {@link convert}, with undefined instead of a fault. */
export function tryConvert(value: Value, type: Type): Value | undefined {
  try {
    return convert(value, type);
  } catch (fault) {
    if (fault instanceof ConversionFault) return undefined;
    throw fault;
  }
}

/** The fault's path and message in one text: `element "a": string required`. */
export function describeConversionFault(fault: ConversionFault): string {
  const steps = fault.path.map((step) => (typeof step === 'number' ? `element ${step}: ` : `element "${step}": `));
  return steps.join('') + fault.message;
}

function convertKind(value: Value, type: Type): Value {
  if (value.kind === 'unknown' || value.kind === 'null') return convertAbsent(value, type);
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'bool':
      return convertPrimitive(value, type);
    case 'list':
    case 'set':
      if (isSequence(value)) return convertSequence(value, type.kind, type.element);
      break;
    case 'map':
      if (isMapping(value)) return convertToMap(value, type.element);
      break;
    case 'object':
      if (isMapping(value)) return convertToObject(value, type);
      break;
    case 'tuple':
      if (value.kind === 'tuple' && value.items.length === type.elements.length)
        return convertTuple(value, type.elements);
      break;
    case 'any':
      return value;
  }
  throw mismatch(type);
}

function convertAbsent(value: Extract<Value, { readonly kind: 'unknown' | 'null' }>, type: Type): Value {
  if (!canConvert(value.type, type)) throw mismatch(type);
  const wanted = resolveAny(value.type, type);
  if (value.kind === 'null') return nullValue(wanted);
  if (value.refinement === undefined) return unknownValue(wanted);
  if (wanted.kind === value.type.kind) return unknownValue(wanted, value.refinement);
  const { prefix: _prefix, minimum: _minimum, maximum: _maximum, ...rest } = value.refinement;
  return unknownValue(wanted, rest);
}

// `list(any)` takes the element type of what it is made from.
function resolveAny(from: Type, to: Type): Type {
  if (to.kind === 'any') return from;
  if (isCollection(to) && isCollection(from)) return { kind: to.kind, element: resolveAny(from.element, to.element) };
  return to;
}

function convertPrimitive(value: Value, type: Type): Value {
  if (value.kind === type.kind) return value;
  if (type.kind === 'string') {
    if (value.kind === 'number') return stringValue(formatNumber(value.value));
    if (value.kind === 'bool') return stringValue(String(value.value));
  }
  if (value.kind !== 'string') throw mismatch(type);
  return type.kind === 'number' ? numberFromText(value.value) : boolFromText(value.value);
}

function numberFromText(text: string): Value {
  const number = parseNumber(text);
  if (number === undefined) throw new ConversionFault('a number is required');
  return numberValue(number);
}

function boolFromText(text: string): Value {
  if (text === 'true' || text === '1') return boolValue(true);
  if (text === 'false' || text === '0') return boolValue(false);
  const lower = text.toLowerCase();
  const hint = lower === 'true' || lower === 'false' ? `; to convert from string, use lowercase "${lower}"` : '';
  throw new ConversionFault(`a bool is required${hint}`);
}

function convertSequence(value: ListValue | SetValue | TupleValue, kind: 'list' | 'set', wanted: Type): Value {
  if (value.kind === 'set' && kind === 'list' && !isWhollyKnown(value)) {
    return unknownValue({ kind, element: resolveAny(value.element, wanted) }, { notNull: true });
  }
  const element = wanted.kind === 'any' ? commonElement(value, kind) : elementFor(value, wanted);
  if (value.kind === kind && sameElement(value, element)) return value;
  if (value.kind !== 'tuple' && !canConvert(value.element, element))
    throw new ConversionFault(`incorrect element type: ${describeType(element)} required`);
  const items = value.items.map((item, index) => within(index, () => convert(item, element)));
  return kind === 'list' ? listValue(element, items) : setValue(element, items);
}

// An element type that holds `any` inside (`list(map(any))`) is made definite by the members.
function elementFor(value: ListValue | SetValue | TupleValue, wanted: Type): Type {
  if (!hasAny(wanted)) return wanted;
  const types = value.items.map((item, index) => within(index, () => typeOf(convert(item, wanted))));
  return definite(types, wanted, value.kind);
}

function definite(types: readonly Type[], wanted: Type, kind: string): Type {
  if (types.length === 0) return wanted;
  const element = unify(types);
  if (element === undefined) throw new ConversionFault(`all ${kind} elements must have the same type`);
  return element;
}

function sameElement(value: ListValue | SetValue | TupleValue, element: Type): boolean {
  return value.kind !== 'tuple' && value.element === element;
}

function commonElement(value: ListValue | SetValue | TupleValue, kind: 'list' | 'set'): Type {
  if (value.kind !== 'tuple') return value.element;
  const element = unify(value.items.map(typeOf), 'strict');
  if (element === undefined) throw new ConversionFault(`all ${kind} elements must have the same type`);
  return element;
}

function convertToMap(value: MapValue | ObjectValue, wanted: Type): Value {
  if (value.kind === 'object' && value.open !== undefined) return unknownValue({ kind: 'map', element: wanted });
  let element = wanted;
  if (wanted.kind === 'any') {
    const common = value.kind === 'map' ? value.element : commonEntryType([...value.entries.values()].map(typeOf));
    if (common === undefined) throw new ConversionFault('all map elements must have the same type');
    element = common;
  } else if (hasAny(wanted)) {
    const types = [...value.entries].map(([key, member]) => within(key, () => typeOf(convert(member, wanted))));
    element = definite(types, wanted, 'map');
  }
  if (value.kind === 'map' && value.element === element) return value;
  if (value.kind === 'map' && !canConvert(value.element, element))
    throw new ConversionFault(`incorrect element type: ${describeType(element)} required`);
  const entries = new Map<string, Value>();
  for (const [key, member] of value.entries)
    entries.set(
      key,
      within(key, () => convert(member, element)),
    );
  return mapValue(element, entries);
}

// What is null without a type does not count: `{a = {…}, b = null}` is a map of objects.
function commonEntryType(types: readonly Type[]): Type | undefined {
  const typed = types.filter(({ kind }) => kind !== 'any');
  return typed.length === 0 ? anyType : unify(typed, 'strict');
}

function convertToObject(value: MapValue | ObjectValue, type: Extract<Type, { readonly kind: 'object' }>): Value {
  const entries = new Map<string, Value>();
  for (const [name, wanted] of type.attributes) {
    const given = value.entries.get(name) ?? (value.kind === 'object' ? value.open?.(name) : undefined);
    if (given !== undefined) {
      entries.set(
        name,
        within(name, () => convert(given, wanted)),
      );
    } else if (type.optional?.has(name)) {
      entries.set(name, nullValue(wanted));
    } else {
      throw new ConversionFault(
        value.kind === 'map'
          ? `map has no element for required attribute "${name}"`
          : `attribute "${name}" is required`,
      );
    }
  }
  return objectValue(entries);
}

function convertTuple(value: TupleValue, elements: readonly Type[]): Value {
  return tupleValue(value.items.map((item, index) => within(index, () => convert(item, elements[index] ?? anyType))));
}

function within<T>(step: string | number, work: () => T): T {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof ConversionFault) throw new ConversionFault(fault.message, [step, ...fault.path]);
    throw fault;
  }
}

function mismatch(type: Type): ConversionFault {
  const name =
    isCollection(type) && type.element.kind === 'any' ? `${type.kind} of any single type` : describeType(type);
  return new ConversionFault(`${name} required`);
}
