import type { BigFloat } from '../value.ts';

/** Bits of a number literal and of everything calculated from one. */
export const defaultPrecision = 512;

/** Zero, exact. */
export const zero: BigFloat = { mantissa: 0n, exponent: 0 };

/** `mantissa * 2 ** exponent`, rounded to nearest even at `precision` bits. */
export function makeFloat(mantissa: bigint, exponent: number, precision: number = defaultPrecision): BigFloat {
  if (mantissa === 0n) return precision === defaultPrecision ? zero : { mantissa, exponent: 0, precision };
  const rounded = roundMantissa(mantissa, exponent, precision);
  const shift = trailingZeros(rounded.mantissa);
  const reduced = rounded.mantissa >> BigInt(shift);
  const raised = rounded.exponent + shift;
  return precision === defaultPrecision
    ? { mantissa: reduced, exponent: raised }
    : { mantissa: reduced, exponent: raised, precision };
}

/** An integer with 64 bits of precision, as Terraform's functions return them (`length`, `index`, …). */
export function fromInteger(value: number | bigint): BigFloat {
  return makeFloat(BigInt(value), 0, 64);
}

/** A 64-bit float with 53 bits of precision, as `pow` and `log` return them. */
export function fromDouble(value: number): BigFloat {
  if (value === Number.POSITIVE_INFINITY) return infinity(false);
  if (value === Number.NEGATIVE_INFINITY) return infinity(true);
  if (Object.is(value, -0)) return { ...zero, precision: 53, special: '-0' };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return makeFloat(value < 0 ? -mantissa : mantissa, Math.max(biased, 1) - 1075, 53);
}

/** The nearest 64-bit float. */
export function toDouble(value: BigFloat): number {
  if (value.special !== undefined) return Number(value.special.replace('Inf', 'Infinity'));
  const { mantissa, exponent } = makeFloat(value.mantissa, value.exponent, 53);
  return Number(mantissa) * 2 ** Math.max(exponent, -1022) * 2 ** Math.min(exponent + 1022, 0);
}

/** Infinity, with a sign. */
export function infinity(negative: boolean): BigFloat {
  return { ...zero, special: negative ? '-Inf' : '+Inf' };
}

/** Whether the number is infinite. */
export function isInfinite(value: BigFloat): boolean {
  return value.special === '+Inf' || value.special === '-Inf';
}

/** Whether the number has no fraction. Infinities have one, for this purpose. */
export function isInteger(value: BigFloat): boolean {
  return value.exponent >= 0 && !isInfinite(value);
}

/** The integer part (towards zero) as a bigint; 0 for infinities. */
export function truncate(value: BigFloat): bigint {
  if (value.exponent >= 0) return value.mantissa << BigInt(value.exponent);
  const shift = BigInt(-value.exponent);
  return value.mantissa < 0n ? -(-value.mantissa >> shift) : value.mantissa >> shift;
}

/** The value as a JavaScript integer; undefined when it has a fraction or lies beyond 2 ** 53. */
export function toSafeInteger(value: BigFloat): number | undefined {
  if (!isInteger(value) || value.exponent > 64) return undefined;
  const integer = Number(truncate(value));
  return Number.isSafeInteger(integer) ? integer : undefined;
}

/** -1, 0 or 1: the order of two numbers. */
export function compareNumbers(a: BigFloat, b: BigFloat): number {
  if (isInfinite(a) || isInfinite(b)) return Math.sign(order(a) - order(b));
  const low = Math.min(a.exponent, b.exponent);
  const difference = (a.mantissa << BigInt(a.exponent - low)) - (b.mantissa << BigInt(b.exponent - low));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** -1, 0 or 1: the sign. */
export function signOf(value: BigFloat): number {
  if (isInfinite(value)) return order(value);
  return value.mantissa < 0n ? -1 : value.mantissa > 0n ? 1 : 0;
}

/** Number of significant bits. */
export function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size < 0x1_0000_0000n) return 32 - Math.clz32(Number(size));
  const hex = size.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

function order(value: BigFloat): number {
  return value.special === '+Inf' ? 1 : value.special === '-Inf' ? -1 : 0;
}

function trailingZeros(value: bigint): number {
  if ((value & 1n) === 1n) return 0;
  let low = value & 0xffffffffn;
  let count = 0;
  let rest = value;
  while (low === 0n) {
    rest >>= 32n;
    count += 32;
    low = rest & 0xffffffffn;
  }
  const bits = Number(low);
  return count + (31 - Math.clz32(bits & -bits));
}

function roundMantissa(
  mantissa: bigint,
  exponent: number,
  precision: number,
): { readonly mantissa: bigint; readonly exponent: number } {
  const excess = bitLength(mantissa) - precision;
  if (excess <= 0) return { mantissa, exponent };
  const negative = mantissa < 0n;
  const size = negative ? -mantissa : mantissa;
  const shift = BigInt(excess);
  const kept = size >> shift;
  const rest = size - (kept << shift);
  const half = 1n << (shift - 1n);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  const rounded = up ? kept + 1n : kept;
  return { mantissa: negative ? -rounded : rounded, exponent: exponent + excess };
}
