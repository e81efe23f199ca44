import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Type, Value } from '../value.ts';
import { tryConvert } from '../values/convert.ts';
import { marksOf, withMarks, withoutMarks } from '../values/marks.ts';
import { toSafeInteger } from '../values/number.ts';
import { formatNumber } from '../values/number-text.ts';
import { isPrimitive, numberType, stringType, withArticle } from '../values/types.ts';
import { isMapping, typeOf, unknownAny, unknownValue } from '../values/values.ts';
import { report, type Scope } from './scope.ts';

type Recorder = Pick<Scope, 'file' | 'faults'>;

/** `container.name`. Reports what is not there at `range` (the step), and gives an unknown value then. */
export function attributeOf(container: Value, name: string, range: Range, scope: Recorder): Value {
  return withMarks(plainAttribute(container, name, range, scope), marksOf(container));
}

function plainAttribute(container: Value, name: string, range: Range, scope: Recorder): Value {
  switch (container.kind) {
    case 'object':
    case 'map': {
      const member = container.entries.get(name);
      if (member !== undefined) return member;
      if (container.kind === 'object' && container.open !== undefined) return container.open(name);
      return missingMember(container.kind, name, [...container.entries.keys()], range, scope);
    }
    case 'unknown':
      return unknownAttribute(container.type, name, range, scope);
    case 'null':
      report(scope, { code: 'unsupported-attribute', message: `the value before ".${name}" is null`, range });
      return unknownAny;
    default:
      return noAttributes(typeOf(container), name, range, scope);
  }
}

function missingMember(
  kind: 'object' | 'map',
  name: string,
  known: readonly string[],
  range: Range,
  scope: Recorder,
): Value {
  const near = suggest(name, known);
  report(scope, {
    code: kind === 'object' ? 'unsupported-attribute' : 'invalid-index',
    message: kind === 'object' ? `there is no attribute "${name}" here` : `the map has no element "${name}"`,
    range,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    args: { name },
  });
  return unknownAny;
}

function unknownAttribute(type: Type, name: string, range: Range, scope: Recorder): Value {
  if (type.kind === 'any') return unknownAny;
  if (type.kind === 'map') return unknownValue(type.element);
  if (type.kind !== 'object') return noAttributes(type, name, range, scope);
  const attribute = type.attributes.get(name);
  if (attribute !== undefined) return unknownValue(attribute);
  return missingMember('object', name, [...type.attributes.keys()], range, scope);
}

function noAttributes(type: Type, name: string, range: Range, scope: Recorder): Value {
  const indexed = type.kind === 'list' || type.kind === 'tuple';
  report(scope, {
    code: 'unsupported-attribute',
    message: `${withArticle(type)} has no attributes, so "${name}" cannot be read`,
    range,
    ...(indexed && { hint: `choose an element first, such as [0].${name}, or all of them by [*].${name}` }),
    args: { name },
  });
  return unknownAny;
}

/** `container[index]`. Reports what is not there at `range`, and gives an unknown value then. A sensitive index is not shown. */
export function indexOf(container: Value, index: Value, range: Range, scope: Recorder): Value {
  const faults: Scope['faults'] = [];
  const member = plainIndex(container, withoutMarks(index), range, { file: scope.file, faults });
  if (faults.length > 0 && index.sensitive === true)
    wrongIndex('there is no element for this index, which is sensitive', range, scope);
  else scope.faults.push(...faults);
  return withMarks(member, marksOf(container));
}

function plainIndex(container: Value, index: Value, range: Range, scope: Recorder): Value {
  if (container.kind === 'null') return wrongIndex('the value before the index is null', range, scope);
  if (index.kind === 'null') return wrongIndex('the index is null', range, scope);
  if (isMapping(container)) return byKey(container, index, range, scope);
  const type = typeOf(container);
  if (container.kind === 'unknown' && type.kind === 'any') return unknownAny;
  if (type.kind === 'object' || type.kind === 'map') return byKey(container, index, range, scope);
  if (type.kind === 'list' || type.kind === 'tuple') return byNumber(container, type, index, range, scope);
  const hint =
    type.kind === 'set' ? 'elements of a set have no index: convert it by tolist() or use a for expression' : undefined;
  const what =
    isPrimitive(type) || type.kind === 'set'
      ? `${withArticle(type)} has no elements to choose by index`
      : 'this has no index';
  return wrongIndex(what, range, scope, hint);
}

function byKey(container: Value, index: Value, range: Range, scope: Recorder): Value {
  const key = tryConvert(index, stringType);
  if (key === undefined)
    return wrongIndex(`${withArticle(typeOf(index))} cannot be a key, string expected`, range, scope);
  if (key.kind === 'string') {
    if (container.kind === 'map' || container.kind === 'object') return memberByKey(container, key.value, range, scope);
    // Terraform does not look for the key in the type of an unknown object.
    const isUnknownObject = container.kind === 'unknown' && container.type.kind === 'object';
    return isUnknownObject ? unknownAny : plainAttribute(container, key.value, range, scope);
  }
  const type = typeOf(container);
  return type.kind === 'map' ? unknownValue(type.element) : unknownAny;
}

function memberByKey(
  container: Extract<Value, { readonly kind: 'map' | 'object' }>,
  key: string,
  range: Range,
  scope: Recorder,
): Value {
  const present = container.entries.get(key) ?? (container.kind === 'object' ? container.open?.(key) : undefined);
  if (present !== undefined) return present;
  const near = suggest(key, [...container.entries.keys()]);
  report(scope, {
    code: 'invalid-index',
    message: `there is no element "${key}"`,
    range,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    args: { key },
  });
  return unknownAny;
}

function byNumber(container: Value, type: Type, index: Value, range: Range, scope: Recorder): Value {
  const number = tryConvert(index, numberType);
  if (number === undefined)
    return wrongIndex(`${withArticle(typeOf(index))} cannot be an index, number expected`, range, scope);
  if (number.kind !== 'number') return type.kind === 'list' ? unknownValue(type.element) : unknownAny;
  const position = toSafeInteger(number.value);
  if (position === undefined || position < 0) {
    return wrongIndex(`${formatNumber(number.value)} is not an index: whole numbers from 0 are`, range, scope);
  }
  if (container.kind === 'list' || container.kind === 'tuple') {
    const member = container.items[position];
    return member ?? wrongIndex(`there is no element ${position}: ${countOf(container.items.length)}`, range, scope);
  }
  const element = type.kind === 'list' ? type.element : type.kind === 'tuple' ? type.elements[position] : undefined;
  return element === undefined ? wrongIndex(`there is no element ${position}`, range, scope) : unknownValue(element);
}

function countOf(length: number): string {
  return length === 0
    ? 'there is none at all'
    : length === 1
      ? 'there is only element 0'
      : `the last one is ${length - 1}`;
}

function wrongIndex(message: string, range: Range, scope: Recorder, hint?: string): Value {
  report(scope, { code: 'invalid-index', message, range, ...(hint !== undefined && { hint }) });
  return unknownAny;
}
