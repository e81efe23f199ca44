import type { BigFloat } from '../value.ts';
import { divideIntegers } from './arithmetic.ts';
import { bitLength, defaultPrecision, infinity, makeFloat, zero } from './number.ts';

const decimalNumber = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

const plainInteger = /^\d+$/;

/** Decimal exponents beyond this are refused, so that `1e999999999` does not fill the memory. */
export const maxDecimalExponent = 100_000;

/** Reads a decimal number exactly as Terraform does (512 bits, nearest even); undefined when the text is not one. */
export function parseNumber(text: string): BigFloat | undefined {
  if (text.length < 16 && plainInteger.test(text)) return makeFloat(BigInt(text), 0);
  const match = decimalNumber.exec(text);
  if (match === null) return parseInfinity(text);
  const [, sign, whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const exponent = Number(exponentText) - fraction.length;
  if (Math.abs(exponent) > maxDecimalExponent) return undefined;
  if (digits === 0n) return sign === '-' ? { ...zero, special: '-0' } : zero;
  const signed = sign === '-' ? -digits : digits;
  if (exponent >= 0) return makeFloat(signed * 10n ** BigInt(exponent), 0);
  return divideIntegers(signed, 5n ** BigInt(-exponent), exponent);
}

function parseInfinity(text: string): BigFloat | undefined {
  const match = /^([+-]?)[Ii]nf$/.exec(text);
  return match === null ? undefined : infinity(match[1] === '-');
}

/** The shortest decimal that reads back as the same number at its precision, without an exponent: what Terraform prints. */
export function formatNumber(value: BigFloat): string {
  if (value.special !== undefined) return value.special;
  if (value.mantissa === 0n) return '0';
  const negative = value.mantissa < 0n;
  const mantissa = negative ? -value.mantissa : value.mantissa;
  const { exponent, precision = defaultPrecision } = value;
  // A whole number of fewer bits than the precision has no shorter decimal than its own digits.
  if (exponent >= 0 && mantissa < wordSize && exponent + wordBits < precision) {
    return (value.mantissa << BigInt(exponent)).toString();
  }
  const { digits, point } = shortestDigits(mantissa, exponent, precision);
  return (negative ? '-' : '') + placePoint(digits, point);
}

const wordBits = 64;
const wordSize = 1n << BigInt(wordBits);

/** Decimal digits without trailing zeros; the value is `0.digits * 10 ** point`. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** All decimal digits of `mantissa * 2 ** exponent`. */
export function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  const digits =
    exponent >= 0 ? (mantissa << BigInt(exponent)).toString() : (mantissa * 5n ** BigInt(-exponent)).toString();
  const point = exponent >= 0 ? digits.length : digits.length + exponent;
  return { digits: trimZeros(digits), point };
}

/** The decimal cut to `count` digits, nearest even. */
export function roundDecimal(decimal: Decimal, count: number): Decimal {
  if (count < 0) return { digits: '', point: 0 };
  if (count >= decimal.digits.length) return decimal;
  const next = decimal.digits.charCodeAt(count) - 48;
  const exactHalf = next === 5 && count + 1 === decimal.digits.length;
  const odd = count > 0 && (decimal.digits.charCodeAt(count - 1) & 1) === 1;
  return next > 5 || (next === 5 && (!exactHalf || odd)) ? roundUp(decimal, count) : roundDown(decimal, count);
}

// The algorithm of Go's big.Float.Text with precision -1: digits are cut at the first place at which
// the result stays strictly nearer than half a unit of the last binary place.
function shortestDigits(mantissa: bigint, exponent: number, precision: number): Decimal {
  const exact = exactDecimal(mantissa, exponent);
  const shift = precision + 1 - bitLength(mantissa);
  const scaled = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  const lower = exactDecimal(scaled - 1n, exponent - shift);
  const upper = exactDecimal(scaled + 1n, exponent - shift);
  const inclusive = (scaled & 2n) === 0n;
  for (let index = 0; index < exact.digits.length; index++) {
    const digit = digitAt(exact, index);
    const low = digitAt(lower, index);
    const high = digitAt(upper, index);
    const down = low !== digit || (inclusive && index + 1 === lower.digits.length);
    const up = digit !== high && (inclusive || digit + 1 < high || index + 1 < upper.digits.length);
    if (down && up) return roundDecimal(exact, index + 1);
    if (down) return roundDown(exact, index + 1);
    if (up) return roundUp(exact, index + 1);
  }
  return exact;
}

function digitAt(decimal: Decimal, index: number): number {
  return index < decimal.digits.length ? decimal.digits.charCodeAt(index) - 48 : 0;
}

function roundDown(decimal: Decimal, count: number): Decimal {
  return { digits: trimZeros(decimal.digits.slice(0, count)), point: decimal.point };
}

function roundUp(decimal: Decimal, count: number): Decimal {
  const kept = decimal.digits.slice(0, count).replace(/9+$/, '');
  if (kept === '') return { digits: '1', point: decimal.point + 1 };
  return {
    digits: kept.slice(0, -1) + String.fromCharCode(kept.charCodeAt(kept.length - 1) + 1),
    point: decimal.point,
  };
}

function placePoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
}
