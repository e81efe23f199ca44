import type { ProvenanceSource } from './resolved-environment.ts';
import type { ListPatchSetting, MapSetting, Setting } from './setting.ts';

/**
 * Lays one setting over another: maps key by key, a list patch around the list below, anything else in the place of what is below.
 * Associative: any grouping of layers in order gives the same result.
 */
export function mergeSettings(below: Setting | undefined, over: Setting): Setting {
  if (below === undefined) return over;
  if (over.kind === 'map' && !over.closed) return overlayMap(below, over);
  if (over.kind === 'list patch' && !over.closed) return applyPatch(below, over);
  return { ...over, overrode: history(below, over) };
}

/** Merges map over map, which `mergeSettings` does too, with the result known to be a map. */
export function mergeMaps(below: MapSetting | undefined, over: MapSetting): MapSetting {
  if (below === undefined) return over;
  if (over.closed) return { ...over, overrode: history(below, over) };
  const entries = new Map(below.entries);
  for (const [key, setting] of over.entries) entries.set(key, mergeSettings(entries.get(key), setting));
  return { kind: 'map', source: over.source, overrode: history(below, over), entries, closed: below.closed };
}

function overlayMap(below: Setting, over: MapSetting): Setting {
  return below.kind === 'map' ? mergeMaps(below, over) : { ...over, closed: true, overrode: history(below, over) };
}

function applyPatch(below: Setting, over: ListPatchSetting): Setting {
  const overrode = history(below, over);
  switch (below.kind) {
    case 'list':
      return {
        kind: 'list',
        source: over.source,
        overrode,
        items: [...over.prepended, ...below.items, ...over.appended],
      };
    case 'list patch':
      return {
        ...below,
        source: over.source,
        overrode,
        prepended: [...over.prepended, ...below.prepended],
        appended: [...below.appended, ...over.appended],
      };
    case 'unset':
      return { ...over, overrode, closed: true };
    default:
      return { ...over, overrode, closed: true, misplacedOn: below.source };
  }
}

function history(below: Setting, over: Setting): readonly ProvenanceSource[] {
  return [...over.overrode, below.source, ...below.overrode];
}
