import type { Location } from '../../diagnostics/range.ts';
import type { DocumentPositions, JsonValue } from '../../load/document.ts';
import { isJsonList, isJsonObject } from '../../load/json-values.ts';
import { joinPointer } from '../../load/pointer.ts';

/** A value of a policy document with the place it was written at, whether that is YAML, JSON or Terraform. */
export type PlacedNode = NodePlace &
  (
    | { readonly kind: 'scalar'; readonly value: null | boolean | number | string }
    | { readonly kind: 'list'; readonly items: readonly PlacedNode[] }
    | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, PlacedNode> }
    /** Of Terraform: known only after apply. */
    | { readonly kind: 'unknown' }
  );

/** A map of a policy document. */
export type PlacedMap = Extract<PlacedNode, { kind: 'map' }>;

interface NodePlace {
  readonly location: Location;
  /** The key it is the value of; absent for list items and roots. */
  readonly key?: Location;
  /** Offset in the file at which a text stands just as it reads; absent where it is written with escapes or folded. */
  readonly verbatimAt?: number;
}

/** A YAML or JSON document with the text it was read from. */
export interface PlacedSource {
  readonly file: string;
  readonly text: string;
  readonly positions: DocumentPositions;
}

/** Puts the values of a document together with their places. */
export function placeValue(value: JsonValue, source: PlacedSource, pointer = ''): PlacedNode {
  const { file, positions, text } = source;
  const position = positions.get(pointer);
  const range = position?.value;
  const place: NodePlace = {
    location: { file, pointer, ...(range && { range }) },
    ...(position?.key && { key: { file, pointer, range: position.key } }),
  };
  if (isJsonList(value)) {
    const items = value.map((item, index) => placeValue(item, source, joinPointer(pointer, index)));
    return { ...place, kind: 'list', items };
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(
      ([key, member]) => [key, placeValue(member, source, joinPointer(pointer, key))] as const,
    );
    return { ...place, kind: 'map', entries: new Map(entries) };
  }
  const offset = typeof value === 'string' && range ? text.slice(range.start, range.end).indexOf(value.trimEnd()) : -1;
  return { ...place, kind: 'scalar', value, ...(range && offset >= 0 && { verbatimAt: range.start + offset }) };
}

/** The value alone; unknown ones become null. */
export function plainValue(node: PlacedNode): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainValue);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, member]) => [key, plainValue(member)]));
    case 'unknown':
      return null;
  }
}

/** The map that is a member of a map; undefined where there is none. */
export function childMap(map: PlacedMap, name: string): PlacedMap | undefined {
  const node = map.entries.get(name);
  return node?.kind === 'map' ? node : undefined;
}

/** The maps in a list that is a member of a map; none where there is no such list. */
export function childItems(map: PlacedMap, name: string): readonly PlacedMap[] {
  const node = map.entries.get(name);
  return node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'map' ? [item] : [])) : [];
}

/** The text that is a member of a map, numbers as text; undefined where there is none. */
export function textOf(map: PlacedMap, name: string): string | undefined {
  const node = map.entries.get(name);
  if (node?.kind !== 'scalar') return undefined;
  return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined;
}

/** The texts of a list; none where it is no list. */
export function textsOf(node: PlacedNode | undefined): readonly string[] {
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []));
}
