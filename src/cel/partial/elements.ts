import { firstUnknown, kindWord } from './equality.ts';
import {
  derived,
  errorValue,
  joinTrails,
  type ListValue,
  type MapValue,
  type PartialValue,
  scalar,
  type UnknownValue,
} from './partial-value.ts';

/** What a macro goes through. */
export interface Elements {
  /** They are there; of lists whose order is known in this order. */
  readonly certain: readonly PartialValue[];
  /** Each may be there any number of times, or not at all. */
  readonly possible: readonly PartialValue[];
}

/** The elements of a list, or the keys of a map; what is not known, or an error, stays what it is. */
export function elementsOf(range: PartialValue): Elements | PartialValue {
  if (range.kind === 'unknown' || range.kind === 'error') return range;
  if (range.kind === 'list') return itemsOf(range);
  if (range.kind === 'map') return keysOf(range);
  return errorValue(`a ${kindWord(range)} has no elements`, range);
}

/** Of a set at least what is known of it is there, and if that is nothing, one element. */
function itemsOf({ items, isLoose }: ListValue): Elements {
  if (isLoose !== true) return { certain: items, possible: [] };
  const certain = items.filter((item) => firstUnknown(item) === undefined);
  if (certain.length === 0) return { certain: items.slice(0, 1), possible: items.slice(1) };
  return { certain, possible: items.filter((item) => firstUnknown(item) !== undefined) };
}

function keysOf(map: MapValue): Elements {
  const certain: PartialValue[] = [];
  const possible: PartialValue[] = map.others === undefined ? [] : [map.others];
  for (const [key, value] of map.entries)
    (isOptional(value) ? possible : certain).push(scalar(key, joinTrails([value, map])));
  return { certain, possible };
}

/** Whether an entry of a map, or a field, may turn out not to be set. */
export function isOptional(value: PartialValue): value is UnknownValue {
  return value.kind === 'unknown' && value.isOptional === true;
}

/** What is not known about how many entries a map has; undefined when that is known. */
export function openEntry(map: MapValue): UnknownValue | undefined {
  const open = map.others ?? [...map.entries.values()].find(isOptional);
  return open && derived(open);
}
