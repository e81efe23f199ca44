import type { Value } from '../../hcl/value.ts';
import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { textOf } from './blocks-at.ts';

/** A name that will be longer than its service takes, though the end of it is made when it is created. */
export interface LongName {
  readonly address: string;
  readonly attribute: string;
  /** How the name begins. */
  readonly start: string;
  /** Characters it will have at least. */
  readonly length: number;
  readonly limit: number;
}

/** The longest a name may be, in characters, for names that often end in something random. */
const limits: Readonly<Record<string, readonly [attribute: string, limit: number]>> = {
  google_cloud_run_v2_job: ['name', 49],
  google_cloud_run_v2_service: ['name', 49],
  google_compute_network: ['name', 63],
  google_compute_subnetwork: ['name', 63],
  google_container_cluster: ['name', 40],
  google_container_node_pool: ['name', 40],
  google_kms_key_ring: ['name', 63],
  google_service_account: ['account_id', 30],
  google_storage_bucket: ['name', 63],
};

/** Names that are only known in part, and too long all the same. A name that is wholly known is the provider's to check. */
export function longNames(evaluation: Pick<Evaluation, 'files' | 'resources'>): readonly LongName[] {
  return evaluation.resources.flatMap((instance) => {
    const [attribute, limit] = limits[instance.type] ?? [];
    if (instance.mode !== 'managed' || attribute === undefined || limit === undefined) return [];
    const value = instance.configuration.entries.get(attribute);
    const start = value?.kind === 'unknown' ? value.refinement?.prefix : undefined;
    if (value === undefined || start === undefined) return [];
    const length = start.length + randomPart(value, evaluation);
    return length > limit ? [{ address: instance.address, attribute, start, length, limit }] : [];
  });
}

/** Characters that the random resources named in the value's expressions add to it; zero where that cannot be told. */
function randomPart({ origin }: Value, { files, resources }: Pick<Evaluation, 'files' | 'resources'>): number {
  if (origin === undefined) return 0;
  const places = [origin, ...origin.through];
  const text = places.map(({ file, range }) => files.get(file)?.slice(range.start, range.end) ?? '').join('\n');
  const used = new Set(text.match(/\brandom_(id|string|pet)\.\w+(\.\w+)?/g) ?? []);
  return [...used].reduce((sum, reference) => sum + lengthOf(reference, resources), 0);
}

function lengthOf(reference: string, resources: readonly ResourceInstance[]): number {
  const [type, name, attribute] = reference.split('.');
  const found = resources.find((one) => one.type === type && one.name === name && one.module === '');
  if (found === undefined) return 0;
  const size = Number(numberText(found, type === 'random_id' ? 'byte_length' : 'length') ?? 0);
  if (type === 'random_id') return attribute === 'hex' ? 2 * size : Math.ceil((4 * size) / 3);
  return type === 'random_string' ? size : 0;
}

function numberText({ configuration }: ResourceInstance, name: string): string | undefined {
  const value = configuration.entries.get(name);
  if (value?.kind !== 'number') return textOf(configuration, name);
  return (value.value.mantissa * 2n ** BigInt(Math.max(0, value.value.exponent))).toString();
}
