import type { Type, Value } from '../value.ts';
import { add, isNumber } from '../values/arithmetic.ts';
import { compareBytes } from '../values/byte-order.ts';
import { tryConvert } from '../values/convert.ts';
import { joinMarks, type Marks, marksOf, noMarks, withMarks } from '../values/marks.ts';
import { setKey } from '../values/sets.ts';
import { anyType, boolType, listOf, mapOf, numberType, stringType, typesEqual } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import {
  boolValue,
  isMapping,
  isSequence,
  isWhollyKnown,
  listValue,
  mapValue,
  nullAny,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  typeOf,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { argumentAt, integerAt, itemsAt, number, textAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

/** Functions that make one collection out of several, or one value out of a collection. */
export const combiningFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'merge',
    parameters: [],
    variadic: { name: 'maps', type: anyType, nullable: true, marked: true },
    returns: (args) =>
      args.every((arg) => arg.kind === 'unknown' && typesEqual(arg.type, typeOf(args[0] ?? arg)))
        ? typeOf(args[0] ?? unknownAny)
        : anyType,
    evaluate: mergeMaps,
  },
  {
    name: 'concat',
    parameters: [],
    variadic: { name: 'seqs', type: anyType, marked: true },
    returns: (args) =>
      args.every((arg) => typeOf(arg).kind === 'list') ? (unify(args.map(typeOf)) ?? anyType) : anyType,
    evaluate: concatenate,
  },
  {
    name: 'coalesce',
    parameters: [],
    variadic: { name: 'vals', type: anyType, nullable: true, unknown: true },
    returns: (args) => unify(args.map(typeOf)) ?? anyType,
    evaluate: firstPresent,
  },
  {
    name: 'coalescelist',
    parameters: [],
    variadic: { name: 'vals', type: anyType, nullable: true, unknown: true },
    returns: (args) =>
      args.every((arg) => typesEqual(typeOf(arg), typeOf(args[0] ?? arg))) ? typeOf(args[0] ?? nullAny) : anyType,
    evaluate: firstNotEmpty,
  },
  {
    name: 'flatten',
    parameters: [{ name: 'list', type: anyType, marked: true }],
    returns: anyType,
    evaluate: ([list = nullAny]) => flattened(list),
  },
  {
    name: 'sum',
    parameters: [{ name: 'list', type: anyType, whole: true }],
    returns: numberType,
    evaluate: (args) => sumOf(itemsAt(args, 0)),
  },
  {
    name: 'alltrue',
    parameters: [{ name: 'list', type: listOf(boolType) }],
    returns: boolType,
    evaluate: (args) => {
      const decisive = itemsAt(args, 0).find((item) => item.kind !== 'bool' || !item.value);
      return decisive?.kind === 'unknown'
        ? unknownValue(boolType, { notNull: true })
        : boolValue(decisive === undefined);
    },
  },
  {
    name: 'anytrue',
    parameters: [{ name: 'list', type: listOf(boolType) }],
    returns: boolType,
    evaluate: (args) => {
      const items = itemsAt(args, 0);
      if (items.some((item) => item.kind === 'bool' && item.value)) return boolValue(true);
      return items.some((item) => item.kind === 'unknown')
        ? unknownValue(boolType, { notNull: true })
        : boolValue(false);
    },
  },
  {
    name: 'transpose',
    parameters: [{ name: 'values', type: mapOf(listOf(stringType)), whole: true }],
    returns: mapOf(listOf(stringType)),
    evaluate: ([map = nullAny]) => transposed(map),
  },
  {
    name: 'matchkeys',
    parameters: [
      { name: 'values', type: listOf(anyType) },
      { name: 'keys', type: listOf(anyType) },
      { name: 'searchset', type: listOf(anyType) },
    ],
    returns: ([values = unknownAny]) => typeOf(values),
    evaluate: matchKeys,
  },
  {
    name: 'chunklist',
    parameters: [{ name: 'list', type: listOf(anyType), marked: true }, number('size')],
    returns: ([list = unknownAny]) => listOf(typeOf(list)),
    evaluate: chunkList,
  },
];

function mergeMaps(args: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  let marks: Marks = noMarks;
  for (const [index, arg] of args.entries()) {
    marks = joinMarks(marks, marksOf(arg));
    if (arg.kind === 'null') continue;
    if (!isMapping(arg)) throw new FunctionFault(`a map or object is required`, index);
    if (arg.kind === 'object' && arg.open !== undefined) return withMarks(unknownAny, marks);
    for (const [key, value] of arg.entries) entries.set(key, value);
  }
  const [first] = args;
  const types = args.map(typeOf);
  const alike = first !== undefined && types.every((type) => type.kind === 'map' && typesEqual(type, typeOf(first)));
  const [type] = types;
  return withMarks(alike && type?.kind === 'map' ? mapValue(type.element, entries) : objectValue(entries), marks);
}

function concatenate(args: readonly Value[]): Value {
  if (args.length === 0) throw new FunctionFault('at least one argument is required');
  let marks: Marks = noMarks;
  const items: Value[] = [];
  for (const [index, arg] of args.entries()) {
    if (arg.kind !== 'list' && arg.kind !== 'tuple') throw new FunctionFault('a list or tuple is required', index);
    marks = joinMarks(marks, marksOf(arg));
    for (const item of arg.items) items.push(item);
  }
  const type = args.every((arg) => arg.kind === 'list') ? unify(args.map(typeOf)) : undefined;
  if (type?.kind !== 'list') return withMarks(tupleValue(items), marks);
  return withMarks(
    listValue(
      type.element,
      items.map((item) => tryConvert(item, type.element) ?? item),
    ),
    marks,
  );
}

function firstPresent(args: readonly Value[]): Value {
  const type = unify(args.map(typeOf));
  if (type === undefined) throw new FunctionFault('all arguments must have the same type');
  for (const arg of args) {
    const value = tryConvert(arg, type) ?? arg;
    if (value.kind === 'unknown') return type.kind === 'any' ? unknownAny : unknownValue(type, { notNull: true });
    if (value.kind !== 'null' && !(value.kind === 'string' && value.value === '')) return value;
  }
  throw new FunctionFault('no argument is other than null or the empty string');
}

function firstNotEmpty(args: readonly Value[]): Value {
  if (args.length === 0) throw new FunctionFault('at least one argument is required');
  for (const [index, arg] of args.entries()) {
    // As Terraform does, which then looks no further.
    if (arg.kind === 'unknown') return unknownAny;
    const { kind } = typeOf(arg);
    if (kind !== 'list' && kind !== 'tuple') throw new FunctionFault('a list or tuple is required', index);
  }
  for (const arg of args) if (isSequence(arg) && arg.items.length > 0) return arg;
  throw new FunctionFault('no argument is other than null or empty');
}

function flattened(list: Value): Value {
  if (!isSequence(list)) throw new FunctionFault('a list, set or tuple is required', 0);
  const items: Value[] = [];
  const state = { marks: noMarks as Marks, known: true };
  collect(list, items, state);
  return withMarks(state.known ? tupleValue(items) : unknownAny, state.marks);
}

function collect(list: Value, items: Value[], state: { marks: Marks; known: boolean }): void {
  state.marks = joinMarks(state.marks, marksOf(list));
  if (!isSequence(list)) return;
  if (list.kind === 'set' && !isWhollyKnown(list)) state.known = false;
  for (const item of list.items) {
    if (item.kind === 'unknown' && mayBeSequence(item.type)) state.known = false;
    if (isSequence(item)) collect(item, items, state);
    else items.push(item);
  }
}

function mayBeSequence({ kind }: Type): boolean {
  return kind === 'list' || kind === 'set' || kind === 'tuple' || kind === 'any';
}

function sumOf(items: readonly Value[]): Value {
  const [first, ...rest] = items.map((item) => {
    const number = item.kind === 'null' ? undefined : tryConvert(item, numberType);
    if (number?.kind !== 'number') throw new FunctionFault('all elements must be numbers', 0);
    return number.value;
  });
  if (first === undefined) throw new FunctionFault('the list is empty', 0);
  let total = first;
  for (const next of rest) {
    const result = add(total, next);
    if (!isNumber(result)) throw new FunctionFault(result.undefined);
    total = result;
  }
  return numberValue(total);
}

function transposed(map: Value): Value {
  const lists = new Map<string, string[]>();
  if (!isMapping(map)) throw new FunctionFault('a map is required', 0);
  for (const [key, list] of map.entries) {
    for (const item of itemsAt([list], 0)) {
      const name = textAt([item], 0);
      const list = lists.get(name) ?? [];
      lists.set(name, list);
      list.push(key);
    }
  }
  const entries = new Map<string, Value>();
  for (const [key, names] of lists) entries.set(key, listValue(stringType, names.sort(compareBytes).map(stringValue)));
  return mapValue(listOf(stringType), entries);
}

function matchKeys(args: readonly Value[]): Value {
  const values = argumentAt(args, 0);
  const keys = itemsAt(args, 1);
  const items = itemsAt(args, 0);
  if (keys.length !== items.length) throw new FunctionFault('there must be as many keys as values');
  const type = unify([typeOf(argumentAt(args, 1)), typeOf(argumentAt(args, 2))]);
  if (type === undefined || values.kind !== 'list')
    throw new FunctionFault('keys and searchset must have the same type');
  const searched = itemsAt(args, 2);
  if (searched.length === 0) return listValue(values.element, []);
  if (![...items, ...keys].every(isWhollyKnown)) return unknownValue(typeOf(values), { notNull: true });
  const present = convertedKeys(argumentAt(args, 1), type);
  // Terraform compares in order, and gives up with an empty list where a key meets one that is not known.
  const firstUnknown = searched.findIndex((item) => !isWhollyKnown(item));
  const wanted = new Set(
    convertedKeys(argumentAt(args, 2), type).slice(0, firstUnknown === -1 ? undefined : firstUnknown),
  );
  if (firstUnknown !== -1 && present.some((key) => !wanted.has(key))) return listValue(values.element, []);
  return listValue(
    values.element,
    items.filter((_, index) => wanted.has(present[index] ?? '')),
  );
}

function convertedKeys(list: Value, type: Type): readonly string[] {
  return itemsAt([tryConvert(list, type) ?? list], 0).map(setKey);
}

function chunkList(args: readonly Value[]): Value {
  const list = argumentAt(args, 0);
  const items = itemsAt(args, 0);
  const size = integerAt(args, 1);
  if (size < 0) throw new FunctionFault('the size must not be negative', 1);
  const type = typeOf(list);
  const chunks: Value[] = [];
  const step = size === 0 ? Math.max(items.length, 1) : size;
  const element = type.kind === 'list' ? type.element : anyType;
  for (let start = 0; start < items.length; start += step)
    chunks.push(listValue(element, items.slice(start, start + step)));
  return withMarks(listValue(listOf(element), chunks), marksOf(list));
}
