import type { SetValue, Type, UnknownValue, Value } from '../value.ts';
import { compareNumbers } from './number.ts';
import { isInRange, numberRangeOf } from './number-range.ts';
import { setKey } from './sets.ts';
import { anyType, hasAny, isCollection, typesEqual } from './types.ts';
import { isMapping, isSequence, isWhollyKnown, typeOf } from './values.ts';

/** Whether two values are equal, as `==` has it: values of different types never are. Undefined while it depends on something unknown. */
export function areEqual(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return equalUnknown(a, b);
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (isPrimitiveKind(a) && isPrimitiveKind(b)) return equalPrimitives(a, b);
  const typeA = typeOf(a);
  const typeB = typeOf(b);
  if (hasUnknownType(a) || hasUnknownType(b))
    return conforms(typeA, typeB) || conforms(typeB, typeA) ? undefined : false;
  return typesEqual(typeA, typeB) ? equalMembers(a, b) : false;
}

function isPrimitiveKind(value: Value): boolean {
  return value.kind === 'string' || value.kind === 'number' || value.kind === 'bool';
}

function equalPrimitives(a: Value, b: Value): boolean {
  if (a.kind === 'string' && b.kind === 'string') return a.value === b.value;
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value) === 0;
  return a.kind === 'bool' && b.kind === 'bool' && a.value === b.value;
}

function equalUnknown(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' && b.kind === 'unknown') return undefined;
  const [unknown, known] = a.kind === 'unknown' ? [a, b] : [b, a];
  if (unknown.kind !== 'unknown') return undefined;
  if (known.kind === 'null') return unknown.refinement?.notNull === true ? false : undefined;
  if (excludes(unknown, known)) return false;
  const type = typeOf(known);
  if (hasAny(unknown.type) || hasAny(type)) return undefined;
  return typesEqual(unknown.type, type) ? undefined : false;
}

function excludes(unknown: UnknownValue, known: Value): boolean {
  const { prefix, minLength, maxLength } = unknown.refinement ?? {};
  if (known.kind === 'number') return !isInRange(known.value, numberRangeOf(unknown));
  if (known.kind === 'string') return prefix !== undefined && !known.value.startsWith(prefix);
  if (!isSequence(known) && !isMapping(known)) return false;
  const count = isSequence(known) ? known.items.length : known.entries.size;
  return count < (minLength ?? 0) || count > (maxLength ?? Number.POSITIVE_INFINITY);
}

function equalMembers(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'set' && b.kind === 'set') return equalSets(a, b);
  if (isSequence(a) && isSequence(b)) return equalItems(a.items, b.items);
  return isMapping(a) && isMapping(b) ? equalEntries(a.entries, b.entries) : false;
}

// Elements are compared in order, and the first that differs or is not known decides, as Terraform does.
function equalItems(a: readonly Value[], b: readonly Value[]): boolean | undefined {
  if (a.length !== b.length) return false;
  for (const [index, item] of a.entries()) {
    const other = b[index];
    const equal = other === undefined ? false : areEqual(item, other);
    if (equal !== true) return equal;
  }
  return true;
}

function equalEntries(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean | undefined {
  if (a.size !== b.size) return false;
  let result: boolean | undefined = true;
  for (const [key, item] of a) {
    const other = b.get(key);
    const equal = other === undefined ? false : areEqual(item, other);
    if (equal === false) return false;
    if (equal === undefined) result = undefined;
  }
  return result;
}

function equalSets(a: SetValue, b: SetValue): boolean | undefined {
  if (!isWhollyKnown(a) || !isWhollyKnown(b)) return undefined;
  return a.items.length === b.items.length && setKey(a) === setKey(b);
}

function hasUnknownType(value: Value): boolean {
  if (value.kind === 'unknown') return value.type.kind === 'any';
  if (value.kind === 'object' && value.open !== undefined) return true;
  if (isSequence(value)) return value.items.some(hasUnknownType);
  return isMapping(value) && [...value.entries.values()].some(hasUnknownType);
}

function conforms(given: Type, wanted: Type): boolean {
  if (wanted.kind === 'any') return true;
  if (given.kind !== wanted.kind) return false;
  if (isCollection(given)) return isCollection(wanted) && conforms(given.element, wanted.element);
  if (given.kind === 'tuple' && wanted.kind === 'tuple') {
    return (
      given.elements.length === wanted.elements.length &&
      given.elements.every((element, index) => conforms(element, wanted.elements[index] ?? anyType))
    );
  }
  if (given.kind !== 'object' || wanted.kind !== 'object') return true;
  if (given.attributes.size !== wanted.attributes.size) return false;
  return [...given.attributes].every(([name, type]) => {
    const other = wanted.attributes.get(name);
    return other !== undefined && conforms(type, other);
  });
}
