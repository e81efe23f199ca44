import { graphemesOf } from '../../diagnostics/graphemes.ts';
import type { Type, Value } from '../value.ts';
import { tryConvert } from '../values/convert.ts';
import { areEqual } from '../values/equality.ts';
import { marksOf, withMarks, withoutMarks } from '../values/marks.ts';
import { fromInteger } from '../values/number.ts';
import { anyType, listOf, mapOf, numberType, stringType } from '../values/types.ts';
import {
  boolValue,
  integerValue,
  isMapping,
  isSequence,
  isWhollyKnown,
  listValue,
  mapValue,
  nullAny,
  nullValue,
  objectValue,
  stringValue,
  tupleValue,
  typeOf,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { compareVersions } from '../version.ts';
import { anything, argumentAt, integerAt, itemsAt, number, textAt } from './arguments.ts';
import { type FunctionContext, type FunctionDescriptor, FunctionFault } from './function.ts';

/** Functions that look into collections, or take parts of them. */
export const collectionFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'length',
    parameters: [{ name: 'value', type: anyType, unknown: true, marked: true }],
    returns: numberType,
    evaluate: ([value = nullAny]) => withMarks(lengthOf(value), marksOf(value)),
  },
  {
    name: 'element',
    parameters: [{ name: 'list', type: anyType, marked: true }, number('index')],
    returns: ([list = unknownAny]) => memberType(list),
    mayBeNull: true,
    evaluate: elementOf,
  },
  {
    name: 'index',
    parameters: [anything('list'), anything('value')],
    returns: numberType,
    evaluate: (args) => {
      const items = sequenceAt(args, 0);
      for (const [position, item] of items.entries()) {
        const equal = areEqual(item, argumentAt(args, 1));
        if (equal === undefined) return unknownValue(numberType, { notNull: true });
        if (equal) return integerValue(position);
      }
      throw new FunctionFault(items.length === 0 ? 'the list is empty' : 'the value is not in the list');
    },
  },
  {
    name: 'contains',
    parameters: [anything('list'), { name: 'value', type: anyType }],
    returns: { kind: 'bool' },
    evaluate: (args) => {
      const results = itemsAt(args, 0).map((item) => areEqual(argumentAt(args, 1), item));
      if (results.includes(true)) return boolValue(true);
      return results.includes(undefined) ? unknownValue({ kind: 'bool' }, { notNull: true }) : boolValue(false);
    },
  },
  {
    name: 'keys',
    parameters: [{ name: 'inputMap', type: anyType, unknown: true, marked: true }],
    returns: listOf(stringType),
    evaluate: ([map = nullAny]) => withMarks(keysOf(map), marksOf(map)),
  },
  {
    name: 'values',
    parameters: [{ name: 'mapping', type: anyType, unknown: true, marked: true }],
    returns: ([map = unknownAny]) =>
      map.kind === 'unknown' && map.type.kind === 'map' ? listOf(map.type.element) : anyType,
    evaluate: ([map = nullAny]) => withMarks(valuesOf(map), marksOf(map)),
  },
  {
    name: 'lookup',
    parameters: [
      { name: 'inputMap', type: anyType, marked: true },
      { name: 'key', type: stringType, marked: true },
    ],
    variadic: { name: 'default', type: anyType, nullable: true, unknown: true, marked: true },
    returns: ([map = unknownAny]) => (map.kind === 'map' ? map.element : anyType),
    mayBeNull: true,
    evaluate: lookUp,
  },
  {
    name: 'one',
    parameters: [{ name: 'list', type: anyType, marked: true }],
    returns: ([list = unknownAny]) => memberType(list),
    mayBeNull: true,
    evaluate: ([list = nullAny]) => {
      if (!isSequence(list)) throw new FunctionFault('a list, set or tuple with at most one element is required', 0);
      if (list.items.length > 1)
        throw new FunctionFault(`at most one element is allowed, there are ${list.items.length}`, 0);
      return withMarks(list.items[0] ?? nullValue(list.kind === 'tuple' ? anyType : list.element), marksOf(list));
    },
  },
  {
    name: 'slice',
    parameters: [{ name: 'list', type: anyType, marked: true }, number('start_index'), number('end_index')],
    returns: ([list = unknownAny]) => (typeOf(list).kind === 'list' ? typeOf(list) : anyType),
    evaluate: sliceOf,
  },
  {
    name: 'zipmap',
    parameters: [
      { name: 'keys', type: listOf(stringType), whole: true },
      { name: 'values', type: anyType, marked: true },
    ],
    returns: ([, values = unknownAny]) => (typeOf(values).kind === 'list' ? mapOf(memberType(values)) : anyType),
    evaluate: zipMap,
  },
];

function lengthOf(value: Value): Value {
  if (value.kind === 'unknown') return unknownLength(value);
  if (value.kind === 'string') return integerValue(graphemesOf(value.value).length);
  // Elements that are not known yet may turn out to be one; a single element stays one.
  if (value.kind === 'set' && value.items.length > 1 && !isWhollyKnown(value)) {
    return unknownValue(numberType, {
      notNull: true,
      minimum: fromInteger(1),
      maximum: fromInteger(value.items.length),
    });
  }
  if (isSequence(value)) return integerValue(value.items.length);
  if (!isMapping(value)) throw new FunctionFault('a collection or string is required', 0);
  if (value.kind === 'object' && value.open !== undefined) return unknownValue(numberType, { notNull: true });
  return integerValue(value.entries.size);
}

function unknownLength({ type, refinement }: Extract<Value, { readonly kind: 'unknown' }>): Value {
  if (type.kind === 'tuple') return integerValue(type.elements.length);
  if (type.kind === 'object') return integerValue(type.attributes.size);
  if (type.kind === 'number' || type.kind === 'bool') throw new FunctionFault('a collection or string is required', 0);
  const { minLength, maxLength } = refinement ?? {};
  if (minLength !== undefined && minLength === maxLength) return integerValue(minLength);
  return unknownValue(numberType, {
    notNull: true,
    minimum: fromInteger(minLength ?? 0),
    ...(maxLength !== undefined && { maximum: fromInteger(maxLength) }),
  });
}

function memberType(list: Value): Type {
  const type = typeOf(list);
  return 'element' in type ? type.element : anyType;
}

function sequenceAt(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  if (value?.kind === 'list' || value?.kind === 'tuple') return value.items;
  throw new FunctionFault('a list or tuple is required', index);
}

function elementOf(args: readonly Value[], { terraformVersion }: FunctionContext): Value {
  const items = sequenceAt(args, 0);
  const list = argumentAt(args, 0);
  const index = integerAt(args, 1);
  if (items.length === 0) throw new FunctionFault('the list is empty', 0);
  // Terraform 1.11 began to count from the end, but for tuples only whole rounds.
  const mayBeNegative =
    compareVersions(terraformVersion, '1.11') >= 0 && (list.kind === 'list' || index % items.length === 0);
  if (index < 0 && !mayBeNegative) throw new FunctionFault('a negative index is not allowed', 1);
  return withMarks(items.at(index % items.length) ?? nullAny, marksOf(list));
}

function keysOf(map: Value): Value {
  if (map.kind === 'unknown') {
    if (map.type.kind === 'object') return tupleValue([...map.type.attributes.keys()].map(stringValue));
    return unknownValue(map.type.kind === 'map' ? listOf(stringType) : anyType);
  }
  if (!isMapping(map)) throw new FunctionFault('a map or object is required', 0);
  if (map.kind === 'object' && map.open !== undefined) return unknownAny;
  const keys = [...map.entries.keys()].map(stringValue);
  return map.kind === 'map' ? listValue(stringType, keys) : tupleValue(keys);
}

function valuesOf(map: Value): Value {
  if (map.kind === 'unknown') return unknownValue(map.type.kind === 'map' ? listOf(map.type.element) : anyType);
  if (!isMapping(map)) throw new FunctionFault('a map or object is required', 0);
  if (map.kind === 'object' && map.open !== undefined) return unknownAny;
  const values = [...map.entries.values()];
  return map.kind === 'map' ? listValue(map.element, values) : tupleValue(values);
}

function lookUp(args: readonly Value[]): Value {
  const map = argumentAt(args, 0);
  const key = argumentAt(args, 1);
  if (args.length > 3) throw new FunctionFault('there is only one default', 3);
  if (!isMapping(map)) throw new FunctionFault('a map or object is required', 0);
  const name = textAt([withoutMarks(key)], 0);
  const member = map.entries.get(name) ?? (map.kind === 'object' ? map.open?.(name) : undefined) ?? args[2];
  if (member === undefined) throw new FunctionFault(`there is no element "${name}", and no default is given`);
  const value = map.kind === 'map' ? convertDefault(member, map.element) : member;
  return withMarks(withMarks(value, marksOf(map)), marksOf(key));
}

function convertDefault(value: Value, element: Type): Value {
  const converted = tryConvert(value, element);
  if (converted === undefined) throw new FunctionFault('the default must have the type of the elements', 2);
  return converted;
}

function sliceOf(args: readonly Value[]): Value {
  const items = sequenceAt(args, 0);
  const list = argumentAt(args, 0);
  const start = integerAt(args, 1);
  const end = integerAt(args, 2);
  if (start < 0) throw new FunctionFault('the start index must not be negative', 1);
  if (end < 0) throw new FunctionFault('the end index must not be negative', 2);
  if (end > items.length) throw new FunctionFault(`the end index must not exceed the length ${items.length}`, 2);
  if (start > end) throw new FunctionFault('the start index must not exceed the end index', 1);
  const part = items.slice(start, end);
  return withMarks(list.kind === 'list' ? listValue(list.element, part) : tupleValue(part), marksOf(list));
}

function zipMap(args: readonly Value[]): Value {
  const keys = itemsAt(args, 0);
  const values = argumentAt(args, 1);
  const items = sequenceAt(args, 1);
  if (keys.length !== items.length) {
    throw new FunctionFault(`there are ${keys.length} keys but ${items.length} values`);
  }
  const entries = new Map<string, Value>();
  for (const [index, key] of keys.entries()) entries.set(textAt([key], 0), items[index] ?? nullAny);
  return withMarks(values.kind === 'list' ? mapValue(values.element, entries) : objectValue(entries), marksOf(values));
}
