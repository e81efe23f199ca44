import type { BigFloat, Value } from '../value.ts';
import { bitLength, isInteger, truncate } from '../values/number.ts';
import { anyType, listOf, numberType, stringType } from '../values/types.ts';
import { isSequence } from '../values/values.ts';
import { FunctionFault, type Parameter } from './function.ts';

/** A parameter that takes text. */
export function text(name: string): Parameter {
  return { name, type: stringType };
}

/** A parameter that takes a number. */
export function number(name: string): Parameter {
  return { name, type: numberType };
}

/** A parameter that takes any value but null. */
export function anything(name: string): Parameter {
  return { name, type: anyType };
}

/** A parameter that takes a list of text whose elements must be known. */
export function texts(name: string): Parameter {
  return { name, type: listOf(stringType), whole: true };
}

/** The text of a known argument. */
export function textAt(args: readonly Value[], index: number): string {
  const value = args[index];
  if (value?.kind === 'string') return value.value;
  throw new FunctionFault('a string is required', index);
}

/** The number of a known argument. */
export function numberAt(args: readonly Value[], index: number): BigFloat {
  const value = args[index];
  if (value?.kind === 'number') return value.value;
  throw new FunctionFault('a number is required', index);
}

/** The whole number of a known argument; beyond 2 ** 53 only near it, which is as good for what counts and cuts. */
export function integerAt(args: readonly Value[], index: number): number {
  const value = numberAt(args, index);
  if (!isInteger(value)) throw new FunctionFault('a whole number is required', index);
  const integer = truncate(value);
  if (bitLength(integer) > 63) throw new FunctionFault('the number is too large', index);
  return Number(integer);
}

/** The elements of a known list, set or tuple. */
export function itemsAt(args: readonly Value[], index: number): readonly Value[] {
  const value = args[index];
  if (value !== undefined && isSequence(value)) return value.items;
  throw new FunctionFault('a list, set or tuple is required', index);
}

/** The texts of a known list of text; null among them is a fault. */
export function textsAt(args: readonly Value[], index: number): readonly string[] {
  return itemsAt(args, index).map((item, position) => {
    if (item.kind === 'string') return item.value;
    throw new FunctionFault(`element ${position} is null`, index);
  });
}

/** The argument, which the call has made sure is there. */
export function argumentAt(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw new FunctionFault('the argument is missing', index);
  return value;
}
