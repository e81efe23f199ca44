import type { ObjectValue, UnknownValue, Value } from '../../hcl/value.ts';
import { stringType } from '../../hcl/values/types.ts';
import { stringValue, unknownValue } from '../../hcl/values/values.ts';
import type { TypeFacts } from '../facts/facts.ts';
import type { PlanFault } from './planned-instance.ts';

/** A resource while it is planned: its members, and what planning refuses. */
export interface Draft {
  readonly facts: TypeFacts;
  readonly configuration: ObjectValue;
  /** The provider's configuration; undefined when the module has none. */
  readonly settings: ObjectValue | undefined;
  /** Planned so far; rules write to it. */
  readonly entries: Map<string, Value>;
  readonly faults: PlanFault[];
}

/**
 * Fills in project, region, zone and deletion policy where they are not set: from the provider's configuration, or a default. Values
 * that are written stay.
 */
export function fillFromProvider(draft: Draft): void {
  const { isProjectUnknown, fromProvider = [] } = draft.facts.planning ?? {};
  const missing: string[] = [];
  if (isProjectUnknown !== true) fill(draft, 'project', missing);
  if (fromProvider.includes('region')) fill(draft, 'region', missing);
  if (fromProvider.includes('zone') && !hasZoneOfInstance(draft)) fill(draft, 'zone', missing);
  if (missing.length > 0) refuse(draft, missing);
  fillDeletionPolicy(draft);
}

function fill(draft: Draft, name: 'project' | 'region' | 'zone', missing: string[]): void {
  if (!isUnset(draft, name)) return;
  const setting = draft.settings?.entries.get(name);
  if (setting?.kind === 'unknown') return;
  if (setting?.kind !== 'string' || setting.value === '') {
    missing.push(name);
    return;
  }
  // A region may be given as the link of one.
  const text = name === 'region' ? setting.value.slice(setting.value.lastIndexOf('/') + 1) : setting.value;
  draft.entries.set(name, derivedFrom(stringValue(text), setting));
}

function refuse(draft: Draft, missing: readonly string[]): void {
  draft.faults.push({
    message: `the provider is given no ${missing.join(' and no ')}, and there are resources that say none either`,
    path: [],
    hint: `set ${missing.join(' and ')} here or in each resource, unless the environment of the run has it`,
    isOfProvider: true,
  });
}

/** Whether an attribute that the provider may fill in is there and not set: null or empty. */
function isUnset(draft: Draft, name: string): boolean {
  if (draft.facts.attributes?.[name]?.mode !== 'optional-computed') return false;
  const written = draft.configuration.entries.get(name);
  return written === undefined || written.kind === 'null' || (written.kind === 'string' && written.value === '');
}

const zoneInLink = /\/zones\/([^/]+)\//;

// A disk is attached where its instance is, when that is given by its link.
function hasZoneOfInstance(draft: Draft): boolean {
  if (draft.facts.type !== 'google_compute_attached_disk' || !isUnset(draft, 'zone')) return false;
  const instance = draft.configuration.entries.get('instance');
  const zone = instance?.kind === 'string' ? zoneInLink.exec(instance.value)?.[1] : undefined;
  if (instance === undefined || zone === undefined) return false;
  draft.entries.set('zone', derivedFrom(stringValue(zone), instance));
  return true;
}

function fillDeletionPolicy(draft: Draft): void {
  const written = draft.configuration.entries.get('deletion_policy');
  // Written as empty it counts as set, to something the provider then finds out.
  if (!isUnset(draft, 'deletion_policy') || written?.kind === 'string') return;
  const preset = draft.facts.planning?.deletionPolicy;
  if (preset === null) return;
  const setting = draft.settings?.entries.get('deletion_policy');
  if (setting?.kind === 'unknown') return;
  const value =
    setting?.kind === 'string' && setting.value !== ''
      ? derivedFrom(stringValue(setting.value), setting)
      : stringValue(preset ?? 'DELETE');
  draft.entries.set('deletion_policy', value);
}

/** The value with the origin of what it was made from; marks are not handed on, as the provider does not see them. */
export function derivedFrom<T extends Value>(value: T, source: Value): T {
  return source.origin === undefined ? value : { ...value, origin: source.origin };
}

/** A string that is known after apply. */
export const unknownString: UnknownValue = unknownValue(stringType);
