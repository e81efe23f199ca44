import type { Value } from '../value.ts';
import { isInteger, truncate } from '../values/number.ts';
import { listOf, stringType } from '../values/types.ts';
import { listValue, stringValue } from '../values/values.ts';
import { integerAt, number, numberAt, text, textAt } from './arguments.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';
import { formatAddress, type Prefix, parsePrefix } from './ip-address.ts';

/** Functions of address ranges. */
export const ipFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'cidrhost',
    parameters: [text('prefix'), number('hostnum')],
    returns: stringType,
    evaluate: (args) => {
      const prefix = parsePrefix(textAt(args, 0));
      const host = bigAt(args, 1);
      const size = 1n << BigInt(prefix.bits - prefix.length);
      if (host >= size || host < -size) throw new FunctionFault(`the range has no host number ${host}`, 1);
      const offset = host < 0n ? size + host : host;
      return stringValue(formatAddress(prefix.first | offset, prefix.bits));
    },
  },
  {
    name: 'cidrnetmask',
    parameters: [text('prefix')],
    returns: stringType,
    evaluate: (args) => {
      const { bits, length } = parsePrefix(textAt(args, 0));
      if (bits !== 32) throw new FunctionFault('only IPv4 ranges have a netmask', 0);
      const free = BigInt(bits - length);
      return stringValue(formatAddress((0xffffffffn >> free) << free, bits));
    },
  },
  {
    name: 'cidrsubnet',
    parameters: [text('prefix'), number('newbits'), number('netnum')],
    returns: stringType,
    evaluate: (args) => {
      const prefix = parsePrefix(textAt(args, 0));
      const extra = integerAt(args, 1);
      const length = subnetLength(prefix, extra, 1);
      const index = bigAt(args, 2);
      if (index < 0n || index >= 1n << BigInt(extra)) {
        throw new FunctionFault(`${extra} more bits have no network number ${index}`, 2);
      }
      return stringValue(
        formatPrefix({ ...prefix, first: prefix.first | (index << BigInt(prefix.bits - length)), length }),
      );
    },
  },
  {
    name: 'cidrsubnets',
    parameters: [text('prefix')],
    variadic: number('newbits'),
    returns: listOf(stringType),
    evaluate: (args) => listValue(stringType, consecutive(args).map(stringValue)),
  },
];

function consecutive(args: readonly Value[]): readonly string[] {
  const prefix = parsePrefix(textAt(args, 0));
  let next = prefix.first;
  const end = prefix.first + (1n << BigInt(prefix.bits - prefix.length));
  return args.slice(1).map((_, position) => {
    const extra = integerAt(args, position + 1);
    if (extra < 1) throw new FunctionFault('at least one more bit is needed', position + 1);
    const length = subnetLength(prefix, extra, position + 1);
    const size = 1n << BigInt(prefix.bits - length);
    // A range begins at a multiple of its own size.
    const first = ((next + size - 1n) / size) * size;
    if (first + size > end) throw new FunctionFault('there is no room left in the range', position + 1);
    next = first + size;
    return formatPrefix({ first, bits: prefix.bits, length });
  });
}

function subnetLength(prefix: Prefix, extra: number, argument: number): number {
  const length = prefix.length + extra;
  if (extra < 0 || length > prefix.bits) {
    throw new FunctionFault(`a range of length ${prefix.length} cannot be made ${extra} bits longer`, argument);
  }
  return length;
}

function formatPrefix({ first, bits, length }: Prefix): string {
  return `${formatAddress(first, bits)}/${length}`;
}

function bigAt(args: readonly Value[], index: number): bigint {
  const value = numberAt(args, index);
  if (!isInteger(value)) throw new FunctionFault('a whole number is required', index);
  return truncate(value);
}
