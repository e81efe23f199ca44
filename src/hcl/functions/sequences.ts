import type { BigFloat, Type, Value } from '../value.ts';
import { add, isNumber } from '../values/arithmetic.ts';
import { compareBytes } from '../values/byte-order.ts';
import { marksOf, withMarks } from '../values/marks.ts';
import { compareNumbers } from '../values/number.ts';
import { setKey } from '../values/sets.ts';
import { anyType, listOf, numberType, stringType } from '../values/types.ts';
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

/** Functions that order and filter the elements of lists, and `range`. */
export const sequenceFunctions: readonly FunctionDescriptor[] = [
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
