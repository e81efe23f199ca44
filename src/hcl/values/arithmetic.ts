import type { BigFloat } from '../value.ts';
import { bitLength, defaultPrecision, infinity, isInfinite, makeFloat, signOf, truncate, zero } from './number.ts';

/** Why an operation has no result: only infinities have such. */
export type ArithmeticResult = BigFloat | { readonly undefined: string };

/** Whether the operation had a result. */
export function isNumber(result: ArithmeticResult): result is BigFloat {
  return 'mantissa' in result;
}

/** `a + b`. Opposite infinities have no sum. */
export function add(a: BigFloat, b: BigFloat): ArithmeticResult {
  if (isInfinite(a) || isInfinite(b)) {
    if (isInfinite(a) && isInfinite(b) && a.special !== b.special) {
      return { undefined: 'the sum of opposite infinities is not a number' };
    }
    return isInfinite(a) ? a : b;
  }
  if (a.mantissa === 0n && b.mantissa === 0n) return a.special === b.special ? a : plain(a);
  const low = Math.min(a.exponent, b.exponent);
  const sum = (a.mantissa << BigInt(a.exponent - low)) + (b.mantissa << BigInt(b.exponent - low));
  return makeFloat(sum, low, widest(a, b));
}

/** `a - b`. Equal infinities have no difference. */
export function subtract(a: BigFloat, b: BigFloat): ArithmeticResult {
  return add(a, negate(b));
}

/** `-a`; zero keeps a sign. */
export function negate(a: BigFloat): BigFloat {
  if (a.special === '-0') return plain(a);
  if (isInfinite(a)) return infinity(a.special === '+Inf');
  if (a.mantissa === 0n) return { ...a, special: '-0' };
  return { ...a, mantissa: -a.mantissa };
}

/** `|a|`. */
export function absolute(a: BigFloat): BigFloat {
  return isNegative(a) ? negate(a) : a;
}

/** `a * b`; the precision grows when the exact product needs more bits, up to 512. */
export function multiply(a: BigFloat, b: BigFloat): ArithmeticResult {
  const negative = isNegative(a) !== isNegative(b);
  if (isInfinite(a) || isInfinite(b)) {
    if (signOf(a) === 0 || signOf(b) === 0) return { undefined: 'zero times infinity is not a number' };
    return infinity(negative);
  }
  const product = makeFloat(a.mantissa * b.mantissa, a.exponent + b.exponent);
  if (product.mantissa === 0n) return negative ? { ...product, special: '-0' } : product;
  return makeFloat(product.mantissa, product.exponent, Math.max(widest(a, b), bitLength(product.mantissa)));
}

/** `a / b`; a number divided by zero is infinite. */
export function divide(a: BigFloat, b: BigFloat): ArithmeticResult {
  const negative = isNegative(a) !== isNegative(b);
  if (isInfinite(a) && isInfinite(b)) return { undefined: 'infinity divided by infinity is not a number' };
  if (signOf(a) === 0 && signOf(b) === 0) return { undefined: 'zero divided by zero is not a number' };
  if (isInfinite(a) || signOf(b) === 0) return infinity(negative);
  if (isInfinite(b) || signOf(a) === 0) return negative ? { ...zero, special: '-0' } : zero;
  const precision = widest(a, b);
  return divideIntegers(a.mantissa, b.mantissa, a.exponent - b.exponent, precision);
}

/** `numerator / denominator * 2 ** exponent`, correctly rounded. */
export function divideIntegers(
  numerator: bigint,
  denominator: bigint,
  exponent: number,
  precision: number = defaultPrecision,
): BigFloat {
  const [a, b] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const shift = Math.max(0, precision + 2 + bitLength(b) - bitLength(a));
  const scaled = a << BigInt(shift);
  const quotient = scaled / b;
  // A sticky bit below the quotient lets the rounding see that something was cut off.
  const sticky = quotient * b === scaled ? 0n : 1n;
  const size = (quotient << 1n) | sticky;
  return makeFloat(numerator < 0n === denominator < 0n ? size : -size, exponent - shift - 1, precision);
}

/** `a % b` with the sign of `a`; `a % 0` is `a`, as Terraform has it. */
export function modulo(a: BigFloat, b: BigFloat): ArithmeticResult {
  if (signOf(b) === 0) return a;
  if (isInfinite(a) || isInfinite(b)) return { undefined: 'infinity has no remainder' };
  const quotient = divide(a, b);
  if (!isNumber(quotient)) return quotient;
  // Every step is rounded as the dividend is.
  const { precision } = a;
  const whole = makeFloat(truncate(quotient), 0, precision);
  const product = makeFloat(whole.mantissa * b.mantissa, whole.exponent + b.exponent, precision);
  if (product.mantissa === 0n) return a;
  const rest = subtract(a, product);
  return isNumber(rest) ? makeFloat(rest.mantissa, rest.exponent, precision) : rest;
}

/** Whether the number has a minus sign; true for negative zero. */
export function isNegative(a: BigFloat): boolean {
  return a.mantissa < 0n || a.special === '-0' || a.special === '-Inf';
}

function widest(a: BigFloat, b: BigFloat): number {
  return Math.max(a.precision ?? defaultPrecision, b.precision ?? defaultPrecision);
}

function plain(a: BigFloat): BigFloat {
  const { mantissa, exponent } = a;
  return a.precision === undefined ? { mantissa, exponent } : { mantissa, exponent, precision: a.precision };
}
