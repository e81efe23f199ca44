import { formatAddress, parseAddress, parsePrefix } from '../../hcl/functions/ip-address.ts';
import { isCidr, isIpAddress, readCidr } from './formats.ts';

/** What a range of addresses must be. */
interface RangeLimits {
  /** Bits of the prefix, both included. */
  readonly minimum: number;
  readonly maximum: number;
  /** Within the ranges of RFC 1918. */
  readonly isPrivate?: true;
  /** Bits after the prefix may be set. Absent: the text must be the range's usual notation. */
  readonly mayHaveHostBits?: true;
}

/** Whether a text is an address range of a size, written as usual. */
export function isRange(text: string | boolean, limits: RangeLimits): boolean {
  if (typeof text !== 'string') return false;
  const range = readCidr(text);
  if (range === undefined || range.length < limits.minimum || range.length > limits.maximum) return false;
  if (limits.mayHaveHostBits === undefined && !isCanonical(text)) return false;
  return limits.isPrivate === undefined || isWithin(text, privateRanges);
}

function isCanonical(text: string): boolean {
  const { first, bits, length } = parsePrefix(text);
  return `${formatAddress(first, bits)}/${length}` === text;
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** @see https://www.rfc-editor.org/rfc/rfc5735 */
const specialRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Whether a text is an address that a peer on the internet can have. IPv6 addresses are not looked at closer. */
export function isPublicPeer(text: string | boolean): boolean {
  return typeof text === 'string' && isIpAddress(text) && !isWithin(text, specialRanges);
}

function isWithin(text: string, ranges: readonly string[]): boolean {
  const address = parseAddress(isCidr(text) ? text.slice(0, text.indexOf('/')) : text);
  return ranges.some((range) => {
    const { first, bits, length } = parsePrefix(range);
    return address?.bits === bits && address.value >> BigInt(bits - length) === first >> BigInt(bits - length);
  });
}
