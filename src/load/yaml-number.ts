/**
 * Says why a plain YAML number cannot be kept as written; undefined when it can.
 * Numbers become doubles, so `9007199254740993` would silently turn into …992, and `007` into 7.
 */
export function numberFault(source: string, value: number): string | undefined {
  if (!Number.isFinite(value)) {
    return /^[-+]?\.(inf|nan)$/i.test(source) ? 'is no number JSON and Terraform know' : 'is too large for a number';
  }
  if (/^[-+]?0\d/.test(source)) return `would be read as ${value}: leading zeros are lost`;
  return isExact(source, value) ? undefined : `would be read as ${value}: numbers keep about 16 digits`;
}

function isExact(source: string, value: number): boolean {
  if (/^0[xo]/.test(source)) return BigInt(source) === BigInt(value);
  const integer = source.replace(/^\+/, '');
  if (/^-?\d+$/.test(integer)) return BigInt(integer) === BigInt(value);
  return decimalForm(source) === decimalForm(String(value));
}

/** Significant digits and power of ten: `1.50`, `15e-1` and `01.5` have the same. */
function decimalForm(text: string): string {
  const match = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text);
  if (!match) return text;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - kept.length);
  return `${sign === '-' ? '-' : ''}${kept}e${power}`;
}
