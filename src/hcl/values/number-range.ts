import type { BigFloat, Refinement, Value } from '../value.ts';
import { compareNumbers } from './number.ts';

/** What is known of a number: bounds, inclusive; absent where there is none. */
export type NumberRange = Pick<Refinement, 'minimum' | 'maximum'>;

/** The bounds of a number, known or not; none for anything else. */
export function numberRangeOf(value: Value): NumberRange {
  if (value.kind === 'number') return { minimum: value.value, maximum: value.value };
  return value.kind === 'unknown' && value.refinement !== undefined ? value.refinement : {};
}

/** The bounds of a number that is one of two. */
export function rangeOfEither(a: NumberRange, b: NumberRange): NumberRange {
  const minimum = a.minimum && b.minimum && lesser(a.minimum, b.minimum);
  const maximum = a.maximum && b.maximum && greater(a.maximum, b.maximum);
  return { ...(minimum && { minimum }), ...(maximum && { maximum }) };
}

/**
 * Whether a number of the first range is less than any of the second one; undefined when that depends on the numbers, and also, as
 * Terraform has it, when the ranges touch.
 */
export function isLess(a: NumberRange, b: NumberRange): boolean | undefined {
  if (a.maximum && b.minimum && compareNumbers(a.maximum, b.minimum) < 0) return true;
  return a.minimum && b.maximum && compareNumbers(a.minimum, b.maximum) > 0 ? false : undefined;
}

/** Whether a number lies in a range. */
export function isInRange(number: BigFloat, { minimum, maximum }: NumberRange): boolean {
  return !(minimum && compareNumbers(number, minimum) < 0) && !(maximum && compareNumbers(number, maximum) > 0);
}

function lesser(a: BigFloat, b: BigFloat): BigFloat {
  return compareNumbers(a, b) <= 0 ? a : b;
}

function greater(a: BigFloat, b: BigFloat): BigFloat {
  return compareNumbers(a, b) >= 0 ? a : b;
}
