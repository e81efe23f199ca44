import type {
  BigFloat,
  KnownValue,
  ListValue,
  MapValue,
  NullValue,
  ObjectValue,
  Refinement,
  TupleValue,
  Type,
  UnknownValue,
  Value,
} from '../value.ts';
import { compareBytes } from './byte-order.ts';
import { fromInteger } from './number.ts';
import { anyType, boolType, numberType, stringType } from './types.ts';

/** Text; normalized to NFC as Terraform does. */
export function stringValue(value: string): Extract<Value, { readonly kind: 'string' }> {
  return { kind: 'string', value: isPlain(value) ? value : value.normalize('NFC') };
}

/** A number. */
export function numberValue(value: BigFloat): Extract<Value, { readonly kind: 'number' }> {
  return { kind: 'number', value };
}

/** A whole number that a function counted. */
export function integerValue(value: number | bigint): Extract<Value, { readonly kind: 'number' }> {
  return numberValue(fromInteger(value));
}

/** `true` or `false`. */
export function boolValue(value: boolean): Extract<Value, { readonly kind: 'bool' }> {
  return { kind: 'bool', value };
}

/** A list; the items must have the element type already. */
export function listValue(element: Type, items: readonly Value[]): ListValue {
  return { kind: 'list', element, items };
}

/** A map with its keys put in order. */
export function mapValue(element: Type, entries: ReadonlyMap<string, Value>): MapValue {
  return { kind: 'map', element, entries: sortedEntries(entries) };
}

/** A tuple. */
export function tupleValue(items: readonly Value[]): TupleValue {
  return { kind: 'tuple', items };
}

/** An object with its attributes put in order. */
export function objectValue(entries: ReadonlyMap<string, Value>): ObjectValue {
  return { kind: 'object', entries: sortedEntries(entries) };
}

/** A value that is known after apply. */
export function unknownValue(type: Type, refinement?: Refinement): UnknownValue {
  return refinement === undefined ? { kind: 'unknown', type } : { kind: 'unknown', type, refinement };
}

/** Null of a type. */
export function nullValue(type: Type): NullValue {
  return { kind: 'null', type };
}

/** An unknown value of any type: what stands where a fault was reported. */
export const unknownAny: UnknownValue = { kind: 'unknown', type: anyType };

/** A bare `null`. */
export const nullAny: NullValue = { kind: 'null', type: anyType };

/** The type of a value. Objects that may have further attributes are dynamic. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'string':
      return stringType;
    case 'number':
      return numberType;
    case 'bool':
      return boolType;
    case 'list':
    case 'set':
    case 'map':
      return { kind: value.kind, element: value.element };
    case 'tuple':
      return { kind: 'tuple', elements: value.items.map(typeOf) };
    case 'object':
      return value.open === undefined ? objectTypeOf(value.entries) : anyType;
    case 'unknown':
    case 'null':
      return value.type;
  }
}

function objectTypeOf(entries: ReadonlyMap<string, Value>): Type {
  const attributes = new Map<string, Type>();
  for (const [name, value] of entries) attributes.set(name, typeOf(value));
  return { kind: 'object', attributes };
}

/** A value with numbered members. */
export function isSequence(value: Value): value is Extract<KnownValue, { readonly items: readonly Value[] }> {
  return value.kind === 'list' || value.kind === 'set' || value.kind === 'tuple';
}

/** A value with named members. */
export function isMapping(value: Value): value is MapValue | ObjectValue {
  return value.kind === 'map' || value.kind === 'object';
}

/** The members of a list, set, tuple, map or object, in order; none for anything else. */
export function membersOf(value: Value): Iterable<Value> {
  if (isSequence(value)) return value.items;
  return isMapping(value) ? value.entries.values() : [];
}

/** A copy of the entries in byte order of the keys; the same map when they are in order already. */
export function sortedEntries<T>(entries: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  let last: string | undefined;
  for (const key of entries.keys()) {
    if (last !== undefined && compareBytes(last, key) > 0) {
      return new Map([...entries].sort((left, right) => compareBytes(left[0], right[0])));
    }
    last = key;
  }
  return entries;
}

/** The members of a container as one object, which its copies with another origin or other marks share. */
type Members = readonly Value[] | ReadonlyMap<string, Value>;

/** The members of a container; undefined for any other value. */
export function containedIn(value: Value): Members | undefined {
  if (isSequence(value)) return value.items;
  return isMapping(value) ? value.entries : undefined;
}

/**
 * What was found out about containers by walking through them. Only what costs more to find out again than to look up is kept: of
 * containers with many members, and of those that hold others, since shared members make exponential trees cheap to write down.
 */
export class Findings<T> {
  private readonly known = new WeakMap<Members, T>();

  /** What is known about a container. */
  of(members: Members): T | undefined {
    return this.known.get(members);
  }

  /** Keeps what was found out, if it is worth it. */
  keep(members: Members, finding: T): T {
    if (isWorthKeeping(members)) this.known.set(members, finding);
    return finding;
  }
}

/** Containers up to this size are walked through again, unless they hold others. */
const smallSize = 8;

function isWorthKeeping(members: Members): boolean {
  if ('size' in members) {
    if (members.size > smallSize) return true;
    for (const member of members.values()) if (isContainer(member)) return true;
    return false;
  }
  return members.length > smallSize || members.some(isContainer);
}

function isContainer(value: Value): boolean {
  return isSequence(value) || isMapping(value);
}

const wholeness = new Findings<boolean>();

/** Whether the value and all its members are known. */
export function isWhollyKnown(value: Value): boolean {
  if (value.kind === 'unknown' || (value.kind === 'object' && value.open !== undefined)) return false;
  const members = containedIn(value);
  if (members === undefined) return true;
  return wholeness.of(members) ?? wholeness.keep(members, areWhollyKnown(members.values()));
}

/** Tells beforehand whether a value is wholly known, where that follows from a few of its members. */
export function rememberWholeness(value: Value, deciding: Iterable<Value>): void {
  const members = containedIn(value);
  if (members !== undefined) wholeness.keep(members, areWhollyKnown(deciding));
}

function areWhollyKnown(values: Iterable<Value>): boolean {
  for (const value of values) if (!isWhollyKnown(value)) return false;
  return true;
}

const weights = new Findings<number>();

/** Number of values in the tree, counted as often as they are reached: what walking through it costs. */
export function weightOf(value: Value): number {
  const members = containedIn(value);
  if (members === undefined) return 1;
  const known = weights.of(members);
  if (known !== undefined) return known;
  let weight = 1;
  for (const member of members.values()) weight += weightOf(member);
  return weights.keep(members, weight);
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x300) return false;
  return true;
}
