import type { ListValue, Type, Value } from '../value.ts';
import { tryConvert } from '../values/convert.ts';
import { joinMarks, marksOf, noMarks, withMarks } from '../values/marks.ts';
import { setKey, setValue } from '../values/sets.ts';
import { anyType, isPrimitive, listOf, setOf } from '../values/types.ts';
import { unify } from '../values/unify.ts';
import { isSequence, isWhollyKnown, listValue, tupleValue, typeOf, unknownValue } from '../values/values.ts';
import { itemsAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

const anySet = { name: 'first_set', type: setOf(anyType) };

/** Functions that make sets of sets. */
export const setAlgebraFunctions: readonly FunctionDescriptor[] = [
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
];

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
  // An element that is not known may turn out to be any of those of another set.
  if (!sets.every(isWhollyKnown)) return unknownValue(type, { notNull: true });
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
