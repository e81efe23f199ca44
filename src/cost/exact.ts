/** An exact number: `top / bottom` in lowest terms, `bottom` positive. Quantities and prices are these, so that nothing depends on the order of sums. */
export interface Exact {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Zero. */
export const zero: Exact = { top: 0n, bottom: 1n };

/** A fraction of whole numbers; `bottom` must not be 0. */
export function fraction(top: bigint | number, bottom: bigint | number = 1): Exact {
  const [a, b] = [BigInt(top), BigInt(bottom)];
  const divisor = commonDivisor(a < 0n ? -a : a, b < 0n ? -b : b) * (b < 0n ? -1n : 1n);
  return { top: a / divisor, bottom: b / divisor };
}

/** Reads a decimal number, such as `0.0000025` or `1e-7`; undefined when the text is none. */
export function parseExact(text: string): Exact | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', decimals = '', exponent = '0'] = match;
  const shift = Number(exponent) - decimals.length;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  return shift >= 0 ? fraction(digits * 10n ** BigInt(shift)) : fraction(digits, 10n ** BigInt(-shift));
}

/** `a + b`. */
export function add(a: Exact, b: Exact): Exact {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

/** `a - b`. */
export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { top: -b.top, bottom: b.bottom });
}

/** `a * b`. */
export function multiply(a: Exact, b: Exact): Exact {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

/** `a / b`; `b` must not be 0. */
export function divide(a: Exact, b: Exact): Exact {
  return fraction(a.top * b.bottom, a.bottom * b.top);
}

/** Negative when `a` is less than `b`, 0 when they are equal, positive when it is more. */
export function compareExact(a: Exact, b: Exact): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** The nearest whole number of parts of which `parts` are one, halves away from zero: with 100, cents of an amount. */
export function inParts({ top, bottom }: Exact, parts: bigint): bigint {
  const size = (top < 0n ? -top : top) * parts;
  const rounded = (2n * size + bottom) / (2n * bottom);
  return top < 0n ? -rounded : rounded;
}

/** Decimal text with at most so many decimals, halves rounded away from zero, without zeros at the end: `0.0144`. */
export function decimalText(value: Exact, decimals = 9): string {
  const fixed = fixedText(inParts(value, 10n ** BigInt(decimals)), decimals);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

/** The text of a number of parts, ten to the power of `decimals` of which are one: `fixedText(1205n, 2)` is `12.05`. */
export function fixedText(parts: bigint, decimals: number): string {
  const sign = parts < 0n ? '-' : '';
  const digits = (parts < 0n ? -parts : parts).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}
