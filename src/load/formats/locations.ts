import { suggest } from '../../diagnostics/suggest.ts';
import { type FormatCheck, type FormatFault, malformed } from './format.ts';
import { locations } from './locations.generated.ts';

/** Compass words Google builds region names from. */
const compass = '(?:central|north|south|east|west|northeast|northwest|southeast|southwest)';
const region = `[a-z]+(?:-[a-z]+)?-${compass}[1-9][0-9]?`;
const regionForm = new RegExp(`^${region}$`);
/** Zones end in a letter; zones for accelerators in `-ai1a` and the like. */
const zoneForm = new RegExp(`^(${region})-(?:[a-z]|ai[1-9][a-z])$`);

/** @see https://cloud.google.com/compute/docs/regions-zones */
export const gcpRegion: FormatCheck = (value) => {
  if (Object.hasOwn(locations.regions, value)) return undefined;
  const suggestion = didYouMean(value, Object.keys(locations.regions));
  if (regionForm.test(value)) return unknown('regions', suggestion);
  const zone = zoneForm.exec(value);
  return malformed('a region such as us-central1', zone ? `leave out the zone letter: ${zone[1]}` : suggestion);
};

/** @see https://cloud.google.com/compute/docs/regions-zones */
export const gcpZone: FormatCheck = (value) => {
  const inRegion = zonesOf(zoneForm.exec(value)?.[1] ?? '');
  if (inRegion?.includes(value)) return undefined;
  const all = Object.values(locations.regions).flat();
  if (inRegion) return unknown('zones', `zones of that region: ${inRegion.join(', ')}`);
  if (zoneForm.test(value)) return unknown('zones', didYouMean(value, all));
  const zones = zonesOf(value);
  return malformed('a zone such as us-central1-a', zones ? `one of ${zones.join(', ')}` : didYouMean(value, all));
};

/** A region, or a multi- or dual-region of any service; upper case is the same (`US`, `EU`). */
export const gcpLocation: FormatCheck = (value) => {
  const lower = value.toLowerCase();
  if (Object.hasOwn(locations.regions, lower) || groups.has(lower)) return undefined;
  const suggestion = didYouMean(lower, [...Object.keys(locations.regions), ...groups]);
  if (regionForm.test(lower) || /^(?:nam|eur|asia)[1-9][0-9]?$/.test(lower)) return unknown('locations', suggestion);
  return malformed('a region such as us-central1 or a multi-region such as us', suggestion);
};

function zonesOf(name: string): readonly string[] | undefined {
  return Object.hasOwn(locations.regions, name) ? locations.regions[name] : undefined;
}

const groups: ReadonlySet<string> = new Set([
  'global',
  ...Object.values(locations.multiRegions).flat(),
  ...Object.values(locations.dualRegions).flat(),
]);

function unknown(what: string, hint: string | undefined): FormatFault {
  const remark = `is not in the list of ${what} of ${locations.date}`;
  return hint === undefined ? { kind: 'unknown', remark } : { kind: 'unknown', remark, hint };
}

function didYouMean(value: string, candidates: readonly string[]): string | undefined {
  const near = suggest(value, candidates);
  return near === undefined ? undefined : `did you mean ${near}?`;
}
