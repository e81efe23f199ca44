import type { JsonObject, JsonValue } from '../load/document.ts';
import { type Exact, parseExact } from './exact.ts';
import type { UsageUse } from './model.ts';
import { type UsageKey, usageAssumptions } from './usage-keys.ts';

/** The assumptions of an environment, as its `spec.usage` gives them; the schema of environments has checked it. */
export type Usage = JsonObject;

/** The key below which assumptions about single resources stand, by address. */
const resourcesKey = 'resources';

/** Whether free allowances are counted: yes, unless `freeAllowances` is false because others of the billing account use them up. */
export function countsAllowances(usage: Usage): boolean {
  return usage['freeAllowances'] !== false;
}

/** Addresses of the resources that assumptions are made about. */
export function usageAddresses(usage: Usage): readonly string[] {
  return Object.keys(objectOf(usage[resourcesKey]));
}

/** The assumption about a resource: its own, else that of the environment, else the default; undefined when there is none of them. */
export function findUsage(usage: Usage, key: UsageKey, address: string | undefined): UsageUse | undefined {
  const [group = '', name = ''] = key.split('.');
  const own = address === undefined ? undefined : objectOf(objectOf(usage[resourcesKey])[address]);
  const ofResource = scalarText(objectOf(own?.[group])[name]);
  if (ofResource !== undefined && address !== undefined)
    return { key, value: ofResource, pointer: `/usage/${resourcesKey}/${escapeName(address)}/${group}/${name}` };
  const ofEnvironment = scalarText(objectOf(usage[group])[name]);
  if (ofEnvironment !== undefined) return { key, value: ofEnvironment, pointer: `/usage/${group}/${name}` };
  const fallback = usageAssumptions[key].default;
  return fallback === undefined ? undefined : { key, value: fallback };
}

/** The number an assumption says; undefined for words. */
export function usageNumber({ value }: UsageUse): Exact | undefined {
  return parseExact(value);
}

function objectOf(value: JsonValue | undefined): JsonObject {
  // Arrays have no members that are asked for here.
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function scalarText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}

function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
