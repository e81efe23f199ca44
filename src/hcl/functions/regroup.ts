import type { Type, Value } from '../value.ts';
import { compareBytes } from '../values/byte-order.ts';
import { tryConvert } from '../values/convert.ts';
import { marksOf, withMarks } from '../values/marks.ts';
import { setKey } from '../values/sets.ts';
import { anyType, listOf, mapOf, stringType } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import {
  isMapping,
  isWhollyKnown,
  listValue,
  mapValue,
  nullAny,
  stringValue,
  typeOf,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { argumentAt, integerAt, itemsAt, number, textAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

/** Functions that give the members of collections another order. */
export const regroupingFunctions: readonly FunctionDescriptor[] = [
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
