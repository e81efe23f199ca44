import { FunctionFault } from './function.ts';

/** An IP address range: the first address as a number, with all bits after `length` zero. */
export interface Prefix {
  readonly first: bigint;
  /** 32 or 128. */
  readonly bits: number;
  /** Bits that are fixed. */
  readonly length: number;
}

/**
 * A range in CIDR notation. Bits after the prefix are cleared; leading zeros in IPv4 parts are read as decimal, as Terraform does.
 *
 * @throws {FunctionFault} when the text is not one
 */
export function parsePrefix(text: string): Prefix {
  const [address = '', lengthText, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  const length = lengthText !== undefined && /^\d{1,3}$/.test(lengthText) ? Number(lengthText) : Number.NaN;
  if (parsed === undefined || rest.length > 0 || !(length <= parsed.bits)) {
    throw new FunctionFault(`"${text}" is not an address range such as 10.0.0.0/8`, 0);
  }
  // An IPv4 range in IPv6 clothes is an IPv4 range.
  const mapped = parsed.bits === 128 && parsed.value >> 32n === 0xffffn && length >= 96;
  const { value, bits } = mapped ? { value: parsed.value & 0xffffffffn, bits: 32 } : parsed;
  const fixed = mapped ? length - 96 : length;
  const free = BigInt(bits - fixed);
  return { first: (value >> free) << free, bits, length: fixed };
}

/** An address as a number, with 32 or 128 bits; undefined when the text is none. */
export function parseAddress(text: string): { readonly value: bigint; readonly bits: number } | undefined {
  if (text.includes(':')) return parseVersion6(text);
  const value = parseVersion4(text);
  return value === undefined ? undefined : { value, bits: 32 };
}

function parseVersion4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseVersion6(text: string): { readonly value: bigint; readonly bits: number } | undefined {
  const embedded = /^(.*:)([\d.]+\.[\d.]+)$/.exec(text);
  let groups = text;
  if (embedded !== null) {
    const last = parseVersion4(embedded[2] ?? '');
    if (last === undefined) return undefined;
    groups = `${embedded[1]}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
  }
  const halves = groups.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const value = all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
  return { value, bits: 128 };
}

/** An address as text: IPv6 in the canonical form of RFC 5952. */
export function formatAddress(value: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16));
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)];
  const longest = runs.reduce<RegExpMatchArray | undefined>(
    (best, run) => (run[0].length > (best?.[0].length ?? 0) ? run : best),
    undefined,
  );
  if (longest?.index === undefined) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
