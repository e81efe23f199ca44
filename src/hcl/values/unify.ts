import type { Type } from '../value.ts';
import { anyType, hasAny, isCollection, listOf, mapOf, typesEqual } from './types.ts';

/**
 * Whether values of one type can become values of another, as far as the types tell: a text that is no number still fails.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints (conversion of complex types)
 */
export function canConvert(from: Type, to: Type): boolean {
  if (from.kind === 'any' || typesEqual(from, to)) return true;
  switch (to.kind) {
    case 'string':
      return from.kind === 'number' || from.kind === 'bool';
    case 'number':
    case 'bool':
      return from.kind === 'string';
    case 'list':
    case 'set':
      if (from.kind === 'tuple') return convertsMembers(from.elements, to.element);
      return (from.kind === 'list' || from.kind === 'set') && canConvert(from.element, to.element);
    case 'map':
      if (from.kind === 'object') return convertsMembers([...from.attributes.values()], to.element);
      return from.kind === 'map' && canConvert(from.element, to.element);
    case 'tuple':
      return from.kind === 'tuple' && convertsTuple(from.elements, to.elements);
    case 'object':
      return convertsToObject(from, to);
    case 'any':
      return true;
  }
}

function convertsMembers(members: readonly Type[], element: Type): boolean {
  if (element.kind === 'any') return members.length === 0 || unify(members, 'strict') !== undefined;
  return members.every((member) => canConvert(member, element));
}

function convertsTuple(from: readonly Type[], to: readonly Type[]): boolean {
  return from.length === to.length && from.every((type, index) => canConvert(type, to[index] ?? anyType));
}

function convertsToObject(from: Type, to: Extract<Type, { readonly kind: 'object' }>): boolean {
  if (from.kind === 'map') return [...to.attributes.values()].every((type) => canConvert(from.element, type));
  if (from.kind !== 'object') return false;
  for (const [name, type] of to.attributes) {
    const given = from.attributes.get(name);
    if (given === undefined ? to.optional?.has(name) !== true : !canConvert(given, type)) return false;
  }
  return true;
}

/**
 * What to do when the types have nothing in common but `any`, some being dynamic: `lenient` says `any`, since it will be decided once the
 * values are known; `strict` says that they have nothing in common, for values that are known already.
 */
export type UnifyMode = 'lenient' | 'strict';

/** The one type that values of all given types can become; undefined when there is none, `any` for no types. */
export function unify(types: readonly Type[], mode: UnifyMode = 'lenient'): Type | undefined {
  const distinct = distinctTypes(types);
  const [first] = distinct;
  if (first === undefined) return anyType;
  if (distinct.length === 1) return first;
  const kinds = new Set(distinct.map((type) => type.kind));
  const dynamic = kinds.delete('any');
  const structural = unifyStructure(distinct, kinds, dynamic, mode);
  if (structural !== 'other') return structural;
  const common = preferred(distinct).find((want) => distinct.every((type) => canConvert(type, want)));
  return common !== undefined && mode === 'strict' && hasAny(common) ? undefined : common;
}

type Kind = Type['kind'];

function unifyStructure(
  types: readonly Type[],
  kinds: ReadonlySet<Kind>,
  dynamic: boolean,
  mode: UnifyMode,
): Type | undefined | 'other' {
  const [kind] = kinds;
  if (kinds.size === 1 && kind !== undefined) return unifyKind(types, kind, dynamic, mode);
  // Objects often stand for maps, and tuples for lists.
  const mixed = consistsOf(kinds, 'map', 'object') ? mapOf : consistsOf(kinds, 'list', 'tuple') ? listOf : undefined;
  const collection = mixed === undefined ? undefined : unifyMembers(memberTypes(types), mixed, mode);
  if (collection !== undefined) return collection;
  return kinds.has('object') && kinds.has('tuple') ? undefined : 'other';
}

function unifyKind(types: readonly Type[], kind: Kind, dynamic: boolean, mode: UnifyMode): Type | undefined | 'other' {
  switch (kind) {
    case 'map':
    case 'list':
    case 'set':
      return unifyCollections(types, kind, mode);
    case 'object':
      return dynamic ? untold(mode) : unifyObjects(types, mode);
    case 'tuple':
      return dynamic ? untold(mode) : unifyTuples(types, mode);
    default:
      return 'other';
  }
}

function untold(mode: UnifyMode): Type | undefined {
  return mode === 'strict' ? undefined : anyType;
}

function consistsOf(kinds: ReadonlySet<Kind>, ...wanted: readonly Kind[]): boolean {
  return kinds.size === wanted.length && wanted.every((kind) => kinds.has(kind));
}

function unifyCollections(types: readonly Type[], kind: 'list' | 'set' | 'map', mode: UnifyMode): Type | undefined {
  if (types.some((type) => type.kind === 'any')) return untold(mode);
  return unifyMembers(memberTypes(types), (element) => ({ kind, element }), mode);
}

function unifyMembers(members: readonly Type[], make: (element: Type) => Type, mode: UnifyMode): Type | undefined {
  const element = unify(members, mode);
  return element === undefined ? undefined : make(element);
}

function memberTypes(types: readonly Type[]): readonly Type[] {
  return types.flatMap((type) => {
    if (isCollection(type)) return [type.element];
    if (type.kind === 'tuple') return [...type.elements];
    return type.kind === 'object' ? [...type.attributes.values()] : [];
  });
}

function unifyObjects(types: readonly Type[], mode: UnifyMode): Type | undefined {
  const objects = types.filter((type) => type.kind === 'object');
  const [first] = objects;
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const alike = objects.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!alike) return unifyMembers(memberTypes(types), mapOf, mode);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(
      objects.map((object) => object.attributes.get(name) ?? anyType),
      mode,
    );
    // What cannot be unified in one attribute cannot be in a map of all of them.
    if (type === undefined) return undefined;
    attributes.set(name, type);
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly Type[], mode: UnifyMode): Type | undefined {
  const tuples = types.filter((type) => type.kind === 'tuple');
  const [first] = tuples;
  if (first === undefined) return undefined;
  if (tuples.some((tuple) => tuple.elements.length !== first.elements.length)) {
    return unifyMembers(memberTypes(types), listOf, mode);
  }
  const elements = first.elements.map((_, index) =>
    unify(
      tuples.map((tuple) => tuple.elements[index] ?? anyType),
      mode,
    ),
  );
  return elements.every((element) => element !== undefined) ? { kind: 'tuple', elements } : undefined;
}

// More general types first: text can show every primitive, a list every set, and a collection what a structure holds.
const generality: readonly Kind[] = ['string', 'number', 'bool', 'list', 'set', 'map', 'tuple', 'object', 'any'];

function preferred(types: readonly Type[]): readonly Type[] {
  return [...types].sort((a, b) => generality.indexOf(a.kind) - generality.indexOf(b.kind));
}

function distinctTypes(types: readonly Type[]): readonly Type[] {
  const distinct: Type[] = [];
  for (const type of types) if (!distinct.some((known) => typesEqual(known, type))) distinct.push(type);
  return distinct;
}
