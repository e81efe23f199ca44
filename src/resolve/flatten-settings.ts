import { compareText } from '../diagnostics/order.ts';
import type { JsonObject, JsonValue } from '../load/document.ts';
import { joinPointer } from '../load/pointer.ts';
import type { Provenance } from './resolved-environment.ts';
import type { MapSetting, Setting } from './setting.ts';

/** Plain values with who set them. */
export interface FlatSettings {
  readonly value: JsonObject;
  /** By pointer, the root included: each leaf, list and map. */
  readonly provenance: Map<string, Provenance>;
}

/** Turns settings into plain values, keys of maps sorted; what is unset is left out, and an open list patch is the list it makes alone. */
export function flattenSettings(root: MapSetting): FlatSettings {
  const provenance = new Map<string, Provenance>();
  return { value: flattenMap(root, '', provenance), provenance };
}

function flattenMap(map: MapSetting, pointer: string, provenance: Map<string, Provenance>): JsonObject {
  provenance.set(pointer, { source: map.source, overrode: map.overrode });
  const entries: [string, JsonValue][] = [];
  for (const key of [...map.entries.keys()].sort(compareText)) {
    const setting = map.entries.get(key);
    const value = setting && flatten(setting, joinPointer(pointer, key), provenance);
    if (value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function flatten(setting: Setting, pointer: string, provenance: Map<string, Provenance>): JsonValue | undefined {
  if (setting.kind === 'unset') return undefined;
  if (setting.kind === 'map') return flattenMap(setting, pointer, provenance);
  provenance.set(pointer, { source: setting.source, overrode: setting.overrode });
  if (setting.kind === 'scalar') return setting.value;
  const items = setting.kind === 'list' ? setting.items : [...setting.prepended, ...setting.appended];
  return items.map((item, index) => flatten(item, joinPointer(pointer, index), provenance) ?? null);
}
