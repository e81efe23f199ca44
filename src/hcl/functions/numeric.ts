import type { BigFloat } from '../value.ts';
import { absolute, isNegative } from '../values/arithmetic.ts';
import { compareNumbers, isInfinite, makeFloat, truncate } from '../values/number.ts';
import { numberType } from '../values/types.ts';
import { numberValue } from '../values/values.ts';
import { number, numberAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

/** Functions of numbers. */
export const numericFunctions: readonly FunctionDescriptor[] = [
  ofOne('abs', (value) => absolute(value)),
  ofOne('ceil', (value) => rounded(value, false)),
  ofOne('floor', (value) => rounded(value, true)),
  extreme('max', 1),
  extreme('min', -1),
];

/** A function of one number. */
export function ofOne(name: string, calculate: (value: BigFloat) => BigFloat): FunctionDescriptor {
  return {
    name,
    parameters: [number('num')],
    returns: numberType,
    evaluate: (args) => numberValue(calculate(numberAt(args, 0))),
  };
}

function extreme(name: string, sign: 1 | -1): FunctionDescriptor {
  return {
    name,
    parameters: [],
    variadic: number('numbers'),
    returns: numberType,
    evaluate: (args) => {
      if (args.length === 0) throw new FunctionFault('at least one number is required');
      return numberValue(
        args
          .map((_, index) => numberAt(args, index))
          .reduce((best, next) => (compareNumbers(next, best) * sign > 0 ? next : best)),
      );
    },
  };
}

function rounded(value: BigFloat, down: boolean): BigFloat {
  if (isInfinite(value)) return value;
  if (value.exponent >= 0) return makeFloat(value.mantissa, value.exponent, value.precision);
  const whole = truncate(value);
  const step = isNegative(value) === down ? (down ? -1n : 1n) : 0n;
  return makeFloat(whole + step, 0, value.precision);
}
