import type { PolicyValue } from '../model.ts';
import type { Match } from './decide-value.ts';
import { type LocationGroup, locationGroups } from './location-groups.ts';

/**
 * Whether an entry of `gcp.resourceLocations` means a location. Case does not count. A region written bare stands for the group of its
 * zones, a zone or a multi-region for itself alone: allowing `us` does not allow `us-east1`.
 *
 * @param own the user's groups, by name without `in:`, with `*` at the end of a member standing for anything
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
 */
export function matchLocation(
  location: string,
  entry: PolicyValue,
  own: ReadonlyMap<string, readonly string[]> = new Map(),
): Match {
  const [place, text] = [location.toLowerCase(), entry.value.toLowerCase()];
  if (entry.form === 'is' && !isRegion(text) && !text.endsWith('-locations')) return place === text ? 'yes' : 'no';
  const group = text.replace(/-locations$/, '');
  const members = own.get(`${group}-locations`) ?? own.get(group);
  if (members) return members.some((member) => fits(member.toLowerCase(), place)) ? 'yes' : 'no';
  if (isRegion(group)) return matchRegion(group, place);
  const known = locationGroups.get(group);
  if (known) return matchGroup(known, place);
  return matchUnlisted(group, place);
}

/** Whether a name is that of a region: `us-east1`, `northamerica-northeast2`. */
export function isRegion(name: string): boolean {
  return /^[a-z]+-[a-z]+\d+$/.test(name);
}

/** Whether a name is that of a zone: `us-east1-b`. */
export function isZone(name: string): boolean {
  return /^[a-z]+-[a-z]+\d+-[a-z0-9]+$/.test(name);
}

/** Whether a group's name (without `in:`) is one that Google has, as far as is known. */
export function isKnownLocationGroup(name: string): boolean {
  const group = name.toLowerCase().replace(/-locations$/, '');
  return name.endsWith('-locations') && (isRegion(group) || locationGroups.has(group));
}

function matchRegion(region: string, place: string): Match {
  if (place === region || place.startsWith(`${region}-`)) return 'yes';
  return isRegionPair(place) ? 'maybe' : 'no';
}

/** Predefined pairs and sets of regions: `eur4`, `nam4`, `asia1`. Which groups admit them is not documented. */
function isRegionPair(name: string): boolean {
  return /^[a-z]+\d+$/.test(name);
}

function matchGroup({ members, except = [], outside = [] }: LocationGroup, place: string): Match {
  if (except.some((region) => place === region || place.startsWith(`${region}-`)) || outside.includes(place))
    return 'no';
  if (members.some((member) => fits(member, place))) return 'yes';
  return isRegion(place) || isZone(place) || place === 'global' ? 'no' : 'maybe';
}

/** Groups of low-carbon regions lie within their area, what else they hold changes; those of countries are not listed. */
function matchUnlisted(group: string, place: string): Match {
  const area = locationGroups.get(group.replace(/-low-carbon$/, ''));
  if (area && matchGroup(area, place) === 'no') return 'no';
  return place === 'global' ? 'no' : 'maybe';
}

function fits(pattern: string, place: string): boolean {
  return pattern.endsWith('*') ? place.startsWith(pattern.slice(0, -1)) : place === pattern;
}
