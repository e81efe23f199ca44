import { derived, type PartialValue, type Scalar, scalar } from '../../cel/partial/partial-value.ts';

/** How the value of an attribute becomes the value of a field. */
export type TransformName =
  | 'upper'
  | 'text'
  | 'integer'
  | 'seconds'
  | 'isLive'
  | 'enabledMode'
  | 'vpcNative'
  | 'kebab'
  | 'generation'
  | 'ingress'
  | 'defaultPolicy'
  | 'latest'
  | 'uploaded';

const ingressWords: Readonly<Record<string, string>> = {
  INGRESS_TRAFFIC_ALL: 'all',
  INGRESS_TRAFFIC_INTERNAL_ONLY: 'internal',
  INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: 'internal-and-cloud-load-balancing',
};

/** Undefined: the field is not sent. */
const transforms: Readonly<Record<TransformName, (value: Scalar) => Scalar | undefined>> = {
  upper: (value) => String(value).toUpperCase(),
  text: (value) => String(value),
  integer: (value) => (/^\d+$/.test(String(value)) ? BigInt(String(value)) : value),
  seconds: (value) =>
    /^\d+(\.\d+)?s$/.test(String(value)) ? BigInt(Math.trunc(Number.parseFloat(String(value)))) : value,
  isLive: (value) => (value === 'LIVE' ? true : value === 'ARCHIVED' ? false : undefined),
  enabledMode: (value) => (value === true ? 'Enabled' : undefined),
  vpcNative: (value) => value === 'VPC_NATIVE',
  kebab: (value) => String(value).toLowerCase().replaceAll('_', '-'),
  generation: (value) => String(value).replace('EXECUTION_ENVIRONMENT_', '').toLowerCase(),
  ingress: (value) => ingressWords[String(value)] ?? value,
  defaultPolicy: (value) => (value === true ? 'default' : undefined),
  uploaded: (value) => (value === '' ? undefined : 'USER_PROVIDED'),
  latest: (value) => value === 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST',
};

const kinds: Partial<Readonly<Record<TransformName, 'bool' | 'int'>>> = {
  integer: 'int',
  seconds: 'int',
  isLive: 'bool',
  vpcNative: 'bool',
  latest: 'bool',
};

/** What a field has as its type that a transformed attribute fills. */
export function transformedKind(name: TransformName): 'string' | 'bool' | 'int' {
  return kinds[name] ?? 'string';
}

/** Applies a transformation; undefined when the field is then not set. */
export function transform(name: TransformName, value: PartialValue): PartialValue | undefined {
  if (value.kind === 'unknown') return derived(value);
  if (value.kind !== 'scalar') return value;
  const changed = transforms[name](value.value);
  return changed === undefined ? undefined : scalar(changed, value);
}
