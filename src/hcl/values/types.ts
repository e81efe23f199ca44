import type { Type } from '../value.ts';

/** The type of text. */
export const stringType: Type = { kind: 'string' };
/** The type of numbers. */
export const numberType: Type = { kind: 'number' };
/** The type of `true` and `false`. */
export const boolType: Type = { kind: 'bool' };
/** The dynamic type. */
export const anyType: Type = { kind: 'any' };

/** `list(element)`. */
export function listOf(element: Type): Type {
  return { kind: 'list', element };
}

/** `set(element)`. */
export function setOf(element: Type): Type {
  return { kind: 'set', element };
}

/** `map(element)`. */
export function mapOf(element: Type): Type {
  return { kind: 'map', element };
}

/** Whether two types are the same; optional attributes and their defaults do not count. */
export function typesEqual(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if ('element' in a) return 'element' in b && typesEqual(a.element, b.element);
  if (a.kind === 'tuple') {
    if (b.kind !== 'tuple' || a.elements.length !== b.elements.length) return false;
    return a.elements.every((element, index) => typesEqual(element, b.elements[index] ?? anyType));
  }
  if (a.kind !== 'object') return true;
  if (b.kind !== 'object' || a.attributes.size !== b.attributes.size) return false;
  for (const [name, type] of a.attributes) {
    const other = b.attributes.get(name);
    if (other === undefined || !typesEqual(type, other)) return false;
  }
  return true;
}

const dynamic = new WeakMap<Type, boolean>();

/** Whether the dynamic type occurs anywhere in the type. */
export function hasAny(type: Type): boolean {
  if (type.kind === 'any') return true;
  if (isPrimitive(type)) return false;
  const remembered = dynamic.get(type);
  if (remembered !== undefined) return remembered;
  const has = hasAnyWithin(type);
  dynamic.set(type, has);
  return has;
}

function hasAnyWithin(type: Type): boolean {
  if ('element' in type) return hasAny(type.element);
  if (type.kind === 'tuple') return type.elements.some(hasAny);
  return type.kind === 'object' && [...type.attributes.values()].some(hasAny);
}

/** Whether the type is string, number or bool. */
export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool';
}

/** Whether the type is a list, set or map. */
export function isCollection(type: Type): type is Extract<Type, { readonly element: Type }> {
  return 'element' in type;
}

/** The type's name as messages put it: `list of string`, `object`. */
export function describeType(type: Type): string {
  if (type.kind === 'any') return 'dynamic';
  if (isCollection(type))
    return type.element.kind === 'any' ? type.kind : `${type.kind} of ${describeType(type.element)}`;
  return type.kind;
}

/** With an article: `a number`, `an object`. */
export function withArticle(type: Type): string {
  const name = describeType(type);
  return `${name.startsWith('o') ? 'an' : 'a'} ${name}`;
}
