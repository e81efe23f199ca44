import type { Value } from '../../hcl/value.ts';
import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { type AddressRange, addressRange, overlap } from './address-range.ts';
import { projectOf } from './project-of.ts';
import { textAt } from './values-at.ts';

/** A range of a subnet, and where it is written. */
export interface SubnetRange {
  readonly address: string;
  /** Path of the attribute: `['ip_cidr_range']`, `['secondary_ip_range', 0, 'ip_cidr_range']`. */
  readonly path: readonly (string | number)[];
  readonly cidr: string;
}

/** Two ranges of one network that have addresses in common, in the order of the evaluation. */
export interface SubnetOverlap {
  readonly first: SubnetRange;
  readonly second: SubnetRange;
}

type Located = SubnetRange & { readonly network: string; readonly range: AddressRange };

/**
 * Ranges of subnets, primary and secondary, that overlap in one VPC network, which its API refuses. Only subnets that surely are
 * in the same network are compared: those that name it by the same text, or that depend on the same one of the module.
 *
 * @see https://docs.cloud.google.com/vpc/docs/subnets#ipv4-ranges
 */
export function subnetOverlaps({ resources }: Pick<Evaluation, 'resources'>): readonly SubnetOverlap[] {
  const ranges = resources.flatMap((instance) => rangesOf(instance, resources));
  return ranges.flatMap((second, index) =>
    ranges
      .slice(0, index)
      .filter((first) => first.network === second.network && overlap(first.range, second.range))
      .map((first) => ({ first, second })),
  );
}

function rangesOf(instance: ResourceInstance, resources: readonly ResourceInstance[]): Located[] {
  const { type, mode, key, address, configuration } = instance;
  if (type !== 'google_compute_subnetwork' || mode !== 'managed' || typeof key === 'object') return [];
  const network = networkOf(instance, resources);
  if (network === undefined) return [];
  const located = (value: Value | undefined, path: SubnetRange['path']): Located[] => {
    const range = value?.kind === 'string' ? addressRange(value.value) : undefined;
    return range && value?.kind === 'string' ? [{ address, path, cidr: value.value, network, range }] : [];
  };
  const secondary = configuration.entries.get('secondary_ip_range');
  const blocks = secondary !== undefined && 'items' in secondary ? secondary.items : [];
  return [
    ...located(configuration.entries.get('ip_cidr_range'), ['ip_cidr_range']),
    ...blocks.flatMap((block, index) =>
      block.kind === 'object'
        ? located(block.entries.get('ip_cidr_range'), ['secondary_ip_range', index, 'ip_cidr_range'])
        : [],
    ),
  ];
}

/** A text that two subnets have in common only when they are in the same network; undefined when that cannot be told. */
function networkOf(instance: ResourceInstance, resources: readonly ResourceInstance[]): string | undefined {
  const network = instance.configuration.entries.get('network');
  if (network?.kind === 'string') {
    const named = /(?:projects\/([^/]+)\/)?global\/networks\/([^/]+)$/.exec(network.value);
    return JSON.stringify([named?.[1] ?? projectOf(instance) ?? instance.provider, named?.[2] ?? network.value]);
  }
  if (network?.kind !== 'unknown') return undefined;
  // The id of a network that is made here is not known. Where a subnet depends on one such network only, it is in that.
  const made = instance.dependencies.filter((address) => /(?:^|\.)google_compute_network\.[^.]+$/.test(address));
  const [only] = made.length === 1 ? resources.filter(({ address }) => address === made[0]) : [];
  if (only === undefined) return undefined;
  const name = textAt(only.configuration, 'name');
  return typeof name === 'string' ? only.address : JSON.stringify([projectOf(only) ?? only.provider, name.text]);
}
