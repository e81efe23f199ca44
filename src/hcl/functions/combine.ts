import type { Type, Value } from '../value.ts';
import { tryConvert } from '../values/convert.ts';
import { joinMarks, type Marks, marksOf, noMarks, withMarks } from '../values/marks.ts';
import { anyType, boolType, listOf, typesEqual } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import {
  boolValue,
  isMapping,
  isSequence,
  isWhollyKnown,
  listValue,
  mapValue,
  nullAny,
  objectValue,
  tupleValue,
  typeOf,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { itemsAt } from './arguments.ts';
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
