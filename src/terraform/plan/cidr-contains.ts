interface Range {
  readonly address: number;
  readonly length: number;
}

/** Whether an IPv4 range in CIDR notation contains another; false when one is not such a range. */
export function cidrContains(outer: string, inner: string): boolean {
  const a = readRange(outer);
  const b = readRange(inner);
  if (a === undefined || b === undefined || a.length > b.length) return false;
  const size = 2 ** (32 - a.length);
  return Math.floor(a.address / size) === Math.floor(b.address / size);
}

function readRange(text: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0, length = 0] = match.slice(1).map(Number);
  if (Math.max(first, second, third, fourth) > 255 || length > 32) return undefined;
  return { address: ((first * 256 + second) * 256 + third) * 256 + fourth, length };
}
