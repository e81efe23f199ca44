import type { PartialFunction } from '../../cel/partial/partial-cel.ts';
import { joinTrails, type PartialValue, scalar, type Trail } from '../../cel/partial/partial-value.ts';

/** `true`, `false`, or undefined when it depends on what is not known. */
type Answer = boolean | undefined;

/** Protocol numbers of the names firewall rules may have in their place. */
const protocolNumbers: Readonly<Record<string, string>> = {
  icmp: '1',
  igmp: '2',
  ipip: '94',
  tcp: '6',
  udp: '17',
  esp: '50',
  ah: '51',
  sctp: '132',
};

/**
 * `list.containsFirewallPort(protocol[, port])` of firewall rules and `list.containsIpProtocolAndPort(protocol, port)` of firewall
 * policies: whether an entry admits the protocol at the port. Ranges contain their ports, an entry without ports has all of them, and
 * `all` is every protocol (as the names say; Google does not document these corners).
 * @see https://cloud.google.com/firewall/docs/custom-constraints
 */
export const firewallFunctions: readonly PartialFunction[] = [
  { name: 'containsFirewallPort', call: (target, args) => containsPort(target, args, 'IPProtocol') },
  { name: 'containsIpProtocolAndPort', call: (target, args) => containsPort(target, args, 'ipProtocol') },
];

function containsPort(
  target: PartialValue | undefined,
  args: readonly PartialValue[],
  protocolField: string,
): PartialValue | undefined {
  if (target?.kind === 'unknown' || target?.kind === 'error') return target;
  if (target?.kind !== 'list' || args.length === 0 || args.length > 2) return undefined;
  const texts = args.map(textOf);
  const open = args.find((arg) => arg.kind === 'unknown' || arg.kind === 'error');
  if (open !== undefined) return open;
  const [protocol, port] = texts;
  if (protocol === undefined || texts.includes(undefined)) return undefined;
  const answers = target.items.map((entry) => admits(entry, protocol, port, protocolField));
  const yes = answers.indexOf(true);
  if (yes !== -1) return scalar(true, target.items[yes]);
  const trail: Trail = joinTrails([target, ...target.items]);
  return answers.includes(undefined) ? { kind: 'unknown', ...trail } : scalar(false, trail);
}

function textOf(value: PartialValue): string | undefined {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

function admits(entry: PartialValue, protocol: string, port: string | undefined, protocolField: string): Answer {
  if (entry.kind !== 'message') return undefined;
  const own = entry.fields.get(protocolField);
  const isProtocol =
    own === undefined || own.kind === 'unknown' ? undefined : isSameProtocol(textOf(own) ?? '', protocol);
  if (isProtocol === false || port === undefined) return isProtocol;
  const isPort = hasPort(entry.fields.get('ports'), port);
  return isPort === false ? false : isPort === undefined ? undefined : isProtocol;
}

function isSameProtocol(own: string, wanted: string): boolean {
  const [a, b] = [own, wanted].map((name) => protocolNumbers[name.toLowerCase()] ?? name.toLowerCase());
  return a === 'all' || a === b;
}

function hasPort(ports: PartialValue | undefined, port: string): Answer {
  if (ports === undefined) return true;
  if (ports.kind !== 'list') return undefined;
  if (ports.items.length === 0) return true;
  const answers = ports.items.map(
    (item): Answer => (item.kind === 'scalar' ? covers(String(item.value), port) : undefined),
  );
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function covers(range: string, wanted: string): Answer {
  const [first, last] = bounds(range);
  const [from, to] = bounds(wanted);
  if ([first, last, from, to].some(Number.isNaN)) return undefined;
  return first <= from && to <= last;
}

function bounds(range: string): readonly [number, number] {
  const [, first, last = first] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(range) ?? [];
  return [Number(first), Number(last)];
}
