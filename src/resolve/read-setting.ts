import type { Range } from '../diagnostics/range.ts';
import type { DocumentPositions, JsonObject, JsonValue } from '../load/document.ts';
import { isJsonList, isJsonObject } from '../load/json-values.ts';
import { joinPointer, parentPointer } from '../load/pointer.ts';
import type { ProvenanceSource } from './resolved-environment.ts';
import type { MapSetting, Setting, SourceAt } from './setting.ts';

/** A document as far as places are concerned. */
export interface Positioned {
  readonly file: string;
  readonly positions: DocumentPositions;
}

/** Turns the JSON at a pointer of a document into settings. */
export function readSetting(value: JsonValue, pointer: string, sourceAt: SourceAt): Setting {
  const origin = { source: sourceAt(pointer), overrode: [] };
  if (value === null) return { kind: 'unset', ...origin };
  if (isJsonList(value)) return { kind: 'list', ...origin, items: readItems(value, pointer, sourceAt) };
  if (!isJsonObject(value)) return { kind: 'scalar', ...origin, value };
  const patch = patchOperator(value);
  if (patch === undefined) return readMap(value, pointer, sourceAt);
  const items = readItems(patch.items, joinPointer(pointer, patch.operator), sourceAt);
  const [prepended, appended] = patch.operator === '$prepend' ? [items, []] : [[], items];
  return { kind: 'list patch', ...origin, prepended, appended, closed: false };
}

/** Turns a map, taken as it stands, into settings: `$append` in it is a key like any other. */
export function readMap(value: JsonObject, pointer: string, sourceAt: SourceAt): MapSetting {
  const entries = new Map(
    Object.entries(value).map(([key, item]) => [key, readSetting(item, joinPointer(pointer, key), sourceAt)]),
  );
  return { kind: 'map', source: sourceAt(pointer), overrode: [], entries, closed: false };
}

function readItems(items: readonly JsonValue[], pointer: string, sourceAt: SourceAt): readonly Setting[] {
  return items.map((item, index) => {
    const at = joinPointer(pointer, index);
    return item === null
      ? { kind: 'scalar', source: sourceAt(at), overrode: [], value: null }
      : readSetting(item, at, sourceAt);
  });
}

/** Whether a map is a well-formed list patch: one operator with a list, and nothing beside it. */
function patchOperator(
  value: JsonObject,
): { operator: '$append' | '$prepend'; items: readonly JsonValue[] } | undefined {
  const [first, ...rest] = Object.entries(value);
  if (first === undefined || rest.length > 0) return undefined;
  const [operator, items] = first;
  return (operator === '$append' || operator === '$prepend') && isJsonList(items) ? { operator, items } : undefined;
}

/** The places of a document's values; a value without a place of its own (below an alias) has that of the nearest ancestor. */
export function documentPlaces(
  document: Positioned,
): (pointer: string) => { location: { file: string; pointer: string; range?: Range }; key?: Range } {
  return (pointer) => {
    let at = pointer;
    while (at !== '' && !document.positions.has(at)) at = parentPointer(at);
    const position = document.positions.get(at);
    const key = at === pointer ? position?.key : undefined;
    return {
      location: { file: document.file, pointer, ...(position && { range: position.value }) },
      ...(key && { key }),
    };
  };
}

/** Sources of the values of an environment document. */
export function documentSource(document: Positioned): SourceAt {
  const placeOf = documentPlaces(document);
  return (pointer): ProvenanceSource => ({ kind: 'document', ...placeOf(pointer) });
}
