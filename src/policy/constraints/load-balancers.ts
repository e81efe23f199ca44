import type { ConstraintSubject } from '../constraints.ts';
import { openAsked, unknownAsked } from './asked-values.ts';
import type { Asked, AskedOf } from './listed.ts';
import { type Reading, readingsAt } from './readings.ts';
import { referencedAttribute } from './references.ts';
import { scalarText } from './shown-value.ts';

type TargetKind = 'http' | 'tcp' | 'ssl' | 'backend' | 'instance' | 'vpn' | 'service-connect';

/**
 * Kinds of load balancers by scheme, reach and target, as policies name them.
 *
 * @see https://cloud.google.com/load-balancing/docs/org-policy-constraints
 */
const balancers: Readonly<Record<string, string>> = {
  'EXTERNAL regional backend': 'EXTERNAL_NETWORK_TCP_UDP',
  'EXTERNAL global http': 'EXTERNAL_HTTP_HTTPS',
  'EXTERNAL global tcp': 'EXTERNAL_TCP_PROXY',
  'EXTERNAL global ssl': 'EXTERNAL_SSL_PROXY',
  'EXTERNAL_MANAGED regional http': 'EXTERNAL_MANAGED_HTTP_HTTPS',
  'EXTERNAL_MANAGED regional tcp': 'REGIONAL_EXTERNAL_MANAGED_TCP_PROXY',
  'EXTERNAL_MANAGED global http': 'GLOBAL_EXTERNAL_MANAGED_HTTP_HTTPS',
  'EXTERNAL_MANAGED global tcp': 'GLOBAL_EXTERNAL_MANAGED_TCP_PROXY',
  'EXTERNAL_MANAGED global ssl': 'GLOBAL_EXTERNAL_MANAGED_SSL_PROXY',
  'INTERNAL regional backend': 'INTERNAL_TCP_UDP',
  'INTERNAL_MANAGED regional http': 'INTERNAL_HTTP_HTTPS',
  'INTERNAL_MANAGED regional tcp': 'REGIONAL_INTERNAL_MANAGED_TCP_PROXY',
  'INTERNAL_MANAGED global http': 'GLOBAL_INTERNAL_MANAGED_HTTP_HTTPS',
  'INTERNAL_MANAGED global tcp': 'GLOBAL_INTERNAL_MANAGED_TCP_PROXY',
};

const globalRule = 'google_compute_global_forwarding_rule';

/** Asks about the kind of load balancer a forwarding rule makes. */
export const balancerType: AskedOf = {
  reads: ['load_balancing_scheme', 'target'],
  ask: (subject) => {
    const { scheme, kind, reading } = ruleOf(subject);
    if (scheme === undefined || kind === undefined) return [openAsked(reading, 'load_balancing_scheme or target')];
    const reach = subject.resource.type === globalRule ? 'global' : 'regional';
    const value = balancers[`${scheme} ${reach} ${kind}`];
    if (value !== undefined) return [{ kind: 'value', value, reading }];
    const isNone = ['instance', 'vpn', 'service-connect'].includes(kind) || scheme === 'INTERNAL_SELF_MANAGED';
    return [isNone ? none(reading) : openAsked(reading, 'the kind of load balancer')];
  },
};

/** Asks whether a forwarding rule forwards protocols to an instance, inside or from outside. */
export const protocolForwarding: AskedOf = {
  reads: ['load_balancing_scheme', 'target'],
  ask: (subject) => {
    const { scheme, kind, reading } = ruleOf(subject);
    if (kind === undefined) return [openAsked(reading, 'target')];
    if (kind !== 'instance') return [none(reading)];
    if (scheme === undefined) return [unknownAsked(reading, 'load_balancing_scheme')];
    return [{ kind: 'value', value: scheme.startsWith('INTERNAL') ? 'INTERNAL' : 'EXTERNAL', reading }];
  },
};

function none(reading: Reading): Asked {
  return { kind: 'none', verdict: 'PASS', reading, reason: 'the rule makes nothing of the kind' };
}

function ruleOf(subject: ConstraintSubject) {
  const { resource } = subject;
  const [scheme] = readingsAt(resource, 'load_balancing_scheme');
  const [target = { state: 'unset', path: ['target'] } as const] = readingsAt(resource, 'target');
  return {
    scheme: schemeOf(scheme),
    kind: targetKind(target, subject),
    reading: target.state === 'unset' && scheme ? scheme : target,
  };
}

/** The provider takes an empty scheme for endpoints of Private Service Connect. */
function schemeOf(reading: Reading | undefined): string | undefined {
  if (reading?.state === 'unset') return 'EXTERNAL';
  return reading?.state === 'known' ? scalarText(reading.value) : undefined;
}

const kindsByType: readonly (readonly [RegExp, TargetKind])[] = [
  [/target_?https?_?prox/i, 'http'],
  [/target_?grpc_?prox/i, 'http'],
  [/target_?tcp_?prox/i, 'tcp'],
  [/target_?ssl_?prox/i, 'ssl'],
  [/target_?instance/i, 'instance'],
  [/target_?pool/i, 'backend'],
  [/vpn_?gateway/i, 'vpn'],
  [/service_?attachment/i, 'service-connect'],
];

/** A rule without target has a backend service. */
function targetKind(reading: Reading, subject: ConstraintSubject): TargetKind | undefined {
  if (reading.state === 'unset') return 'backend';
  const text = reading.state === 'known' ? scalarText(reading.value) : referencedName(reading, subject);
  if (text === undefined) return undefined;
  if (text === 'all-apis' || text === 'vpc-sc') return 'service-connect';
  return kindsByType.find(([pattern]) => pattern.test(text))?.[1];
}

function referencedName(reading: Reading, subject: ConstraintSubject): string | undefined {
  const reference = reading.state === 'unknown' && reading.value && referencedAttribute(reading.value, subject);
  const [first] = reference ? reference.resources : [];
  return first === undefined || !reference ? undefined : `${first.type} ${reference.attribute}`;
}
