import type { BigFloat, ListValue, Type, Value } from '../value.ts';
import { add, isNumber } from '../values/arithmetic.ts';
import { compareBytes } from '../values/byte-order.ts';
import { tryConvert } from '../values/convert.ts';
import { joinMarks, marksOf, noMarks, withMarks } from '../values/marks.ts';
import { compareNumbers } from '../values/number.ts';
import { setKey, setValue } from '../values/sets.ts';
import { anyType, isPrimitive, listOf, numberType, setOf, stringType } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import {
  isSequence,
  isWhollyKnown,
  listValue,
  nullAny,
  numberValue,
  stringValue,
  tupleValue,
  typeOf,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { itemsAt, numberAt, texts, textsAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

const anySet = { name: 'first_set', type: setOf(anyType) };

/** Functions that order, filter and combine the elements of lists and sets. */
export const setFunctions: readonly FunctionDescriptor[] = [
  ...(['setunion', 'setintersection'] as const).map(
    (name): FunctionDescriptor => ({
      name,
      parameters: [anySet],
      variadic: { name: 'other_sets', type: setOf(anyType) },
      returns: (args) => unify(args.map(typeOf)) ?? setOf(anyType),
      evaluate: (args) => combineSets(args, name),
    }),
  ),
  {
    name: 'setsubtract',
    parameters: [
      { name: 'a', type: setOf(anyType) },
      { name: 'b', type: setOf(anyType) },
    ],
    returns: (args) => unify(args.map(typeOf)) ?? setOf(anyType),
    evaluate: (args) => combineSets(args, 'setsubtract'),
  },
  {
    name: 'setproduct',
    parameters: [],
    variadic: { name: 'sets', type: anyType, marked: true },
    returns: anyType,
    evaluate: setProduct,
  },
  {
    name: 'distinct',
    parameters: [{ name: 'list', type: listOf(anyType), whole: true }],
    returns: ([list = unknownAny]) => typeOf(list),
    evaluate: ([list = nullAny]) => {
      const unique = new Map<string, Value>();
      for (const item of itemsAt([list], 0)) {
        const key = setKey(item);
        if (!unique.has(key)) unique.set(key, item);
      }
      return listValue(elementOf(list), [...unique.values()]);
    },
  },
  {
    name: 'compact',
    parameters: [texts('list')],
    returns: listOf(stringType),
    evaluate: (args) =>
      listValue(
        stringType,
        itemsAt(args, 0).filter((item) => item.kind === 'string' && item.value !== ''),
      ),
  },
  {
    name: 'sort',
    parameters: [{ name: 'list', type: listOf(stringType) }],
    returns: listOf(stringType),
    evaluate: (args) => sorted(itemsAt(args, 0)),
  },
  {
    name: 'reverse',
    parameters: [{ name: 'list', type: anyType, marked: true }],
    returns: ([list = unknownAny]) => reversedType(typeOf(list)),
    evaluate: ([list = nullAny]) => {
      if (!isSequence(list)) throw new FunctionFault('a list, set or tuple is required', 0);
      if (list.kind === 'set' && !isWhollyKnown(list)) return unknownValue(listOf(list.element), { notNull: true });
      const items = [...list.items].reverse();
      return withMarks(list.kind === 'tuple' ? tupleValue(items) : listValue(list.element, items), marksOf(list));
    },
  },
  {
    name: 'range',
    parameters: [],
    variadic: { name: 'params', type: numberType },
    returns: listOf(numberType),
    evaluate: (args) => listValue(numberType, numbersBetween(args)),
  },
];

// With unknown elements only the number of elements is known of the result.
function sorted(items: readonly Value[]): Value {
  const known = items.every(({ kind }) => kind !== 'unknown');
  const values = known
    ? [...textsAt([listValue(stringType, items)], 0)].sort(compareBytes).map(stringValue)
    : items.map(() => unknownValue(stringType));
  return listValue(stringType, values);
}

function elementOf(list: Value): Type {
  const type = typeOf(list);
  return 'element' in type ? type.element : anyType;
}

function reversedType(type: Type): Type {
  if (type.kind === 'tuple') return { kind: 'tuple', elements: [...type.elements].reverse() };
  return type.kind === 'set' ? listOf(type.element) : type;
}

function combineSets(args: readonly Value[], operation: 'setunion' | 'setintersection' | 'setsubtract'): Value {
  // An empty set of no type goes with sets of every type.
  const typed = args.filter((arg) => !(arg.kind === 'set' && arg.element.kind === 'any' && arg.items.length === 0));
  const type = typed.length === 0 ? setOf(anyType) : unify(typed.map(typeOf));
  if (type?.kind !== 'set') throw new FunctionFault('the sets must have elements of the same type');
  const sets = args.map((arg) => tryConvert(arg, type) ?? arg);
  const [first, ...others] = sets;
  if (first?.kind !== 'set' || sets.some((set) => set.kind !== 'set')) return unknownValue(type, { notNull: true });
  const elements = typed.map((arg) => (arg.kind === 'set' ? arg.element : anyType));
  if (
    elements.some(({ kind }) => kind === 'any') &&
    elements.some((each) => each.kind !== 'any' && !isPrimitive(each))
  ) {
    throw new FunctionFault('the sets must have elements of the same type');
  }
  if (operation === 'setunion')
    return setValue(
      type.element,
      sets.flatMap((set) => itemsAt([set], 0)),
    );
  const keys = others.map((set) => new Set(itemsAt([set], 0).map(setKey)));
  const wanted = operation === 'setintersection';
  return setValue(
    type.element,
    first.items.filter((item) => keys.every((other) => other.has(setKey(item)) === wanted)),
  );
}

function setProduct(args: readonly Value[]): Value {
  if (args.length < 2) throw new FunctionFault('at least two arguments are required');
  const sets = args.map((arg, index) => {
    if (!isSequence(arg)) throw new FunctionFault('a list, set or tuple is required', index);
    return arg.kind === 'tuple' ? homogeneous(arg, index) : arg;
  });
  const elements = sets.map((set) => set.element);
  const element: Type = { kind: 'tuple', elements };
  const isSet = args.some((arg) => arg.kind === 'set');
  const size = sets.reduce((product, set) => product * set.items.length, 1);
  if (size > 1_000_000)
    throw new FunctionFault(`the product would have ${size} elements, at most 1,000,000 are supported`);
  if (isSet && !sets.every(isWhollyKnown)) return unknownValue(setOf(element), { notNull: true });
  let product: readonly (readonly Value[])[] = [[]];
  for (const set of sets) product = product.flatMap((head) => set.items.map((item) => [...head, item]));
  const tuples = product.map((items) => tupleValue(items));
  const marks = args.map(marksOf).reduce(joinMarks, noMarks);
  return withMarks(isSet ? setValue(element, tuples) : listValue(element, tuples), marks);
}

function homogeneous(arg: Value, index: number): ListValue {
  const list = tryConvert(arg, listOf(anyType));
  if (list?.kind !== 'list') throw new FunctionFault('all elements must have the same type', index);
  return list;
}

/** Elements that `range` gives at most; Terraform's own limit. */
export const maxRange = 1024;

function numbersBetween(args: readonly Value[]): readonly Value[] {
  const [start, end, step] = rangeBounds(args);
  const numbers: Value[] = [];
  const down = compareNumbers(step, zeroNumber) < 0;
  let current = start;
  for (;;) {
    const order = compareNumbers(current, end);
    if (down ? order <= 0 : order >= 0) return numbers;
    if (numbers.length >= maxRange) throw new FunctionFault(`more than ${maxRange} values would be made`);
    numbers.push(numberValue(current));
    const next = add(current, step);
    if (!isNumber(next)) throw new FunctionFault(next.undefined);
    current = next;
  }
}

const zeroNumber: BigFloat = { mantissa: 0n, exponent: 0 };
const one: BigFloat = { mantissa: 1n, exponent: 0 };
const minusOne: BigFloat = { mantissa: -1n, exponent: 0 };

function rangeBounds(args: readonly Value[]): readonly [BigFloat, BigFloat, BigFloat] {
  if (args.length === 0 || args.length > 3) throw new FunctionFault('one, two or three arguments are required');
  const start = args.length === 1 ? zeroNumber : numberAt(args, 0);
  const end = numberAt(args, args.length === 1 ? 0 : 1);
  const down = compareNumbers(end, start) < 0;
  if (args.length < 3) return [start, end, down ? minusOne : one];
  const step = numberAt(args, 2);
  const direction = compareNumbers(step, zeroNumber);
  if (direction === 0) throw new FunctionFault('the step must not be zero', 2);
  if (down && direction > 0) throw new FunctionFault('the step must be negative, since the end is below the start', 2);
  if (!down && direction < 0 && compareNumbers(end, start) > 0) {
    throw new FunctionFault('the step must be positive, since the end is above the start', 2);
  }
  return [start, end, step];
}
