import type { BigFloat } from '../value.ts';
import { compareNumbers, isInfinite, zero } from '../values/number.ts';
import { type Decimal, exactDecimal, formatNumber, roundDecimal } from '../values/number-text.ts';

/** Digits of a number: without sign, point or exponent. */
function digitsOf(value: BigFloat): Decimal {
  const mantissa = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  return mantissa === 0n ? { digits: '', point: 0 } : exactDecimal(mantissa, value.exponent);
}

/** Whether the number is printed with a minus sign. */
export function hasMinus(value: BigFloat): boolean {
  return compareNumbers(value, zero) < 0 || value.special === '-0' || value.special === '-Inf';
}

/** `%e` without sign: one digit before the point, `precision` after it. */
export function exponentForm(value: BigFloat, precision: number, letter: string): string {
  return placeExponent(roundDecimal(digitsOf(value), precision + 1), precision, letter);
}

/** `%f` without sign: `precision` digits after the point. */
export function fixedForm(value: BigFloat, precision: number): string {
  const decimal = digitsOf(value);
  return placePoint(roundDecimal(decimal, decimal.point + precision), precision);
}

/** `%g` without sign: the shorter of both, `precision` digits in all, or as few as tell the number apart. */
export function generalForm(value: BigFloat, precision: number | undefined, letter: string): string {
  const decimal =
    precision === undefined ? shortest(value) : roundDecimal(digitsOf(value), precision === 0 ? 1 : precision);
  const count = decimal.digits.length;
  const wanted = precision === undefined ? 6 : precision === 0 ? 1 : precision;
  const limit = precision !== undefined && wanted > count && count >= decimal.point ? count : wanted;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) return placeExponent(decimal, Math.max(count - 1, 0), letter);
  return placePoint(decimal, Math.max(count - decimal.point, 0));
}

/** `+Inf` or `-Inf` without sign; undefined for other numbers. */
export function infinityForm(value: BigFloat): string | undefined {
  return isInfinite(value) ? 'Inf' : undefined;
}

function shortest(value: BigFloat): Decimal {
  const text = formatNumber(value).replace('-', '');
  const [whole = '', fraction = ''] = text.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const leading = (whole + fraction).length - digits.length;
  return { digits: digits.replace(/0+$/, ''), point: digits === '' ? 0 : whole.length - leading };
}

function placeExponent({ digits, point }: Decimal, precision: number, letter: string): string {
  const first = digits === '' ? '0' : digits.charAt(0);
  const fraction = precision > 0 ? `.${digits.slice(1).padEnd(precision, '0')}` : '';
  const exponent = digits === '' ? 0 : point - 1;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${first}${fraction}${letter}${exponent < 0 ? '-' : '+'}${size}`;
}

function placePoint({ digits, point }: Decimal, precision: number): string {
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  if (precision === 0) return whole;
  const fraction = '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  return `${whole}.${fraction.padEnd(precision, '0').slice(0, precision)}`;
}
