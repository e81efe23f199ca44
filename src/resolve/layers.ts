import type { SourceDocument } from '../load/document.ts';
import type { Environment } from '../load/environment.ts';
import { isJsonObject } from '../load/json-values.ts';
import type { EnvironmentEntry, EnvironmentIndex } from './environment-index.ts';
import { mergeMaps } from './merge-settings.ts';
import { documentSource, readMap } from './read-setting.ts';
import type { MapSetting } from './setting.ts';

const layers = new WeakMap<SourceDocument<Environment>, MapSetting>();

/** What one environment document sets, as settings of `spec`; `extends` is left out, since it is not inherited. */
export function layerOf(entry: EnvironmentEntry): MapSetting {
  const { document } = entry;
  const known = layers.get(document);
  if (known !== undefined) return known;
  const { extends: _, ...spec } = document.value.spec;
  // A document's value is JSON; its type merely names the keys, and an empty `spec:` is null.
  const value = spec as unknown as Parameters<typeof isJsonObject>[0];
  const layer = readMap(isJsonObject(value) ? value : {}, '/spec', documentSource(document));
  layers.set(document, layer);
  return layer;
}

/** Layers merged so far, by the layer that comes next. */
interface Prefix {
  readonly merged: MapSetting | undefined;
  readonly next: Map<EnvironmentEntry, Prefix>;
}

const prefixes = new WeakMap<EnvironmentIndex, Prefix>();

/** Lays documents over one another, lowest first. What a thousand environments share below their own document is merged once. */
export function mergeLayers(index: EnvironmentIndex, lineage: readonly EnvironmentEntry[]): MapSetting {
  const own = lineage.at(-1);
  if (own === undefined) throw new RangeError('a lineage holds at least the environment itself');
  let prefix = rootPrefix(index);
  for (const entry of lineage.slice(0, -1)) prefix = extendPrefix(prefix, entry);
  return mergeMaps(prefix.merged, layerOf(own));
}

function rootPrefix(index: EnvironmentIndex): Prefix {
  const root = prefixes.get(index) ?? { merged: undefined, next: new Map() };
  prefixes.set(index, root);
  return root;
}

function extendPrefix(prefix: Prefix, entry: EnvironmentEntry): Prefix {
  const next = prefix.next.get(entry) ?? { merged: mergeMaps(prefix.merged, layerOf(entry)), next: new Map() };
  prefix.next.set(entry, next);
  return next;
}
