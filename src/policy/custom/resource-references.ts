import { type PartialValue, scalar, trailOf, type UnknownValue } from '../../cel/partial/partial-value.ts';
import type { ObjectValue } from '../../hcl/value.ts';

/**
 * Attributes of Compute Engine types that take a name and are sent as a URL: the collection they name a member of. `machine_type =
 * "e2-medium"` is sent as `…/zones/ZONE/machineTypes/e2-medium`, and that is what conditions look at.
 * Unverified: whether a full or a partial URL; comparing one with its bare name is left open.
 */
const collections: Readonly<Record<string, string>> = {
  network: 'global/networks',
  subnetwork: 'regions/{region}/subnetworks',
  machine_type: 'zones/{zone}/machineTypes',
  region: 'regions',
  zone: 'zones',
  'initialize_params.type': 'zones/{zone}/diskTypes',
};

const computeService = 'compute.googleapis.com';

/** The collection an attribute names a member of, `image` for images; undefined when its value is sent as it is. */
export function referencedCollection(service: string | undefined, path: readonly string[]): string | undefined {
  if (service !== computeService) return undefined;
  const name = path.at(-1) ?? '';
  if (path.slice(-2).join('.') === 'initialize_params.image') return 'image';
  return collections[path.slice(-2).join('.')] ?? collections[name];
}

/** The URL that is sent for a bare name, without what is known of neither the resource nor its provider. */
export function expandReference(value: PartialValue, collection: string, resource: ObjectValue): PartialValue {
  if (value.kind === 'unknown') return withoutName(value, collection);
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.value === '') return value;
  const name = value.value;
  const shown = value.sensitive === true ? 'a sensitive name' : `\`${name}\``;
  const unknown = (reason: string): UnknownValue => ({ kind: 'unknown', reason, ...trailOf(value) });
  if (collection === 'image')
    return /(?:^|\/)projects\//.test(name) ? value : unknown(`the image that ${shown} means is looked up at apply`);
  if (name.includes('/')) return respelled(name, value, resource);
  const zone = textOf(resource, 'zone');
  const region = textOf(resource, 'region') ?? zone?.replace(/-[a-z]$/, '');
  const place = { '{zone}': zone, '{region}': region };
  for (const [hole, text] of Object.entries(place))
    if (collection.includes(hole) && text === undefined)
      return unknown(`the ${hole.slice(1, -1)} of ${shown} is not known`);
  const filled = collection.replace('{zone}', zone ?? '').replace('{region}', region ?? '');
  return spelled(`${filled}/${name}`, textOf(resource, 'project'), value);
}

/** The beginning of a name is not that of the URL which is sent for it, and a URL may be sent in another spelling. */
function withoutName(value: UnknownValue, collection: string): UnknownValue {
  const { prefix, ...rest } = value;
  const isKept = collection === 'image' && prefix !== undefined && /(?:^|\/)projects\//.test(prefix);
  return isKept ? value : rest;
}

/** A URL as it is written, with the other ways in which it may be sent. */
function respelled(written: string, value: PartialValue, resource: ObjectValue): PartialValue {
  const parts = /(?:^|\/)(?:projects\/([^/]+)\/)?((?:global|regions|zones)\/.+)$/.exec(written);
  if (parts === null) return value;
  const [, project = textOf(resource, 'project'), partial = ''] = parts;
  const known = spelled(partial, project, value);
  if (known.kind !== 'scalar') return value;
  const spellings = [String(known.value), ...(known.spellings ?? [])].filter((spelling) => spelling !== written);
  return { ...scalar(written, value), spellings };
}

/** A URL with the other ways in which the service may spell it. */
function spelled(partial: string, project: string | undefined, from: PartialValue): PartialValue {
  const relative = `projects/${project ?? '-'}/${partial}`;
  const full = `https://www.googleapis.com/compute/v1/${relative}`;
  if (project !== undefined) return { ...scalar(relative, from), spellings: [full] };
  return { ...scalar(partial, from), spellings: [relative, full] };
}

function textOf(resource: ObjectValue, name: string): string | undefined {
  const value = resource.entries.get(name);
  return value?.kind === 'string' && value.value !== '' ? value.value.replace(/^.*\//, '') : undefined;
}
