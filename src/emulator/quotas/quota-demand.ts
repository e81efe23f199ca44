import type { Json, JsonObject } from '../../config-api/json.ts';
import { isObject } from '../json/scalars.ts';
import { quotaName } from './quota.ts';

/** A resource, planned or there. */
export interface QuotaResource {
  readonly address: string;
  readonly type: string;
  /** Its values, as far as they are known. */
  readonly values: JsonObject;
}

/** Where resources are that do not say so. */
export interface DefaultPlace {
  readonly project: string;
  readonly region: string;
}

/** What resources ask of quotas. */
export interface Demand {
  /** Amounts by the name of the quota. */
  readonly amounts: ReadonlyMap<string, number>;
  /** What could not be counted, in order of the resources. */
  readonly uncounted: readonly { readonly address: string; readonly reason: string }[];
}

interface Part {
  readonly metric: string;
  readonly amount: number | undefined;
  /** Why the amount is not known. */
  readonly reason?: string;
}

/** Parts of one resource by its type; the service looks at these three types only (17.2). */
const partsByType: Readonly<Record<string, (values: JsonObject) => readonly Part[]>> = {
  google_compute_network: () => [{ metric: 'NETWORKS', amount: 1 }],
  google_compute_disk: (disk) => [diskPart(disk)],
  google_compute_instance: (instance) => [
    { metric: 'INSTANCES', amount: 1 },
    processors(text(instance, 'machine_type')),
    ...blocks(instance, 'boot_disk')
      .filter((disk) => text(disk, 'source') === '')
      .flatMap((disk) => blocks(disk, 'initialize_params'))
      .map(diskPart),
  ],
};

/** What resources ask of the quotas of their projects and regions. */
export function demandOf(resources: readonly QuotaResource[], place: DefaultPlace): Demand {
  const amounts = new Map<string, number>();
  const uncounted: { readonly address: string; readonly reason: string }[] = [];
  for (const { address, type, values } of resources) {
    for (const { metric, amount, reason = '' } of partsByType[type]?.(values) ?? []) {
      const region = type === 'google_compute_network' ? undefined : regionOf(values, place);
      const name = quotaName(text(values, 'project') || place.project, region, metric);
      if (amount === undefined) uncounted.push({ address, reason });
      else amounts.set(name, (amounts.get(name) ?? 0) + amount);
    }
  }
  return { amounts, uncounted };
}

/** Region of a zone given as name or URL. */
function regionOf(values: JsonObject, { region }: DefaultPlace): string {
  const zone = text(values, 'zone').split('/').at(-1) ?? '';
  return zone === '' ? region : zone.replace(/-[a-z]$/, '');
}

/** @see https://docs.cloud.google.com/compute/resource-usage#disk_quota */
function diskPart(disk: JsonObject): Part {
  const type = text(disk, 'type').split('/').at(-1) || 'pd-standard';
  const metric = type === 'pd-standard' ? 'DISKS_TOTAL_GB' : 'SSD_TOTAL_GB';
  const size = Number(disk['size'] ?? Number.NaN);
  if (!['pd-standard', 'pd-balanced', 'pd-ssd'].includes(type)) {
    return { metric, amount: undefined, reason: `disks of type '${type}' are not counted` };
  }
  return Number.isFinite(size)
    ? { metric, amount: size }
    : { metric, amount: undefined, reason: 'the disk has no size, which is then that of its image or snapshot' };
}

/** Shared-core types with their processors. */
const sharedCore: Readonly<Record<string, number>> = {
  'e2-micro': 2,
  'e2-small': 2,
  'e2-medium': 2,
  'f1-micro': 1,
  'g1-small': 1,
};

/** Families that count against `CPUS`; every other one has a quota of its own. */
const commonFamilies: readonly string[] = ['e2', 'n1', 'f1', 'g1'];

/** @see https://docs.cloud.google.com/compute/resource-usage#cpu_quota */
function processors(machineType: string): Part {
  const name = machineType.split('/').at(-1) ?? '';
  const custom = /^(?:([a-z]\d[a-z]*)-)?custom-(?:micro-|small-|medium-)?(\d+)-\d+(?:-ext)?$/.exec(name);
  const named = /^([a-z]\d[a-z]*)-[a-z]+-(\d+)(?:-lssd)?$/.exec(name);
  const family = (custom ?? named)?.[1] ?? (custom === null ? name.slice(0, 2) : 'n1');
  const count = (custom ?? named)?.[2] ?? sharedCore[name];
  const metric = commonFamilies.includes(family) ? 'CPUS' : `${family.toUpperCase()}_CPUS`;
  return count === undefined
    ? { metric, amount: undefined, reason: `the processors of machine type '${name}' are not known` }
    : { metric, amount: Number(count) };
}

function text(json: JsonObject, field: string): string {
  const value = json[field];
  return typeof value === 'string' ? value : '';
}

/** Nested blocks, which are lists of objects or a single one. */
function blocks(json: JsonObject, name: string): readonly JsonObject[] {
  const value: Json = json[name] ?? [];
  return (Array.isArray(value) ? value : [value]).filter((block: Json): block is JsonObject => isObject(block));
}
