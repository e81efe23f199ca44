import { type CelInput, type CelValue, isCelList, isCelMap, isCelUint } from '@bufbuild/cel';
import type { CelJson } from './engine.ts';

const converted = new WeakMap<object, CelInput>();

/**
 * Turns JSON into the engine's values. Whole numbers become `int` and others `double`, since JSON has one kind of number only;
 * lists and maps are converted once and remembered by identity.
 */
export function toCel(value: CelJson): CelInput {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value !== 'object') return value;
  const known = converted.get(value);
  if (known !== undefined) return known;
  const result: CelInput = isList(value)
    ? value.map(toCel)
    : new Map(Object.entries(value).map(([key, item]) => [key, toCel(item)]));
  converted.set(value, result);
  return result;
}

function isList(value: CelJson): value is readonly CelJson[] {
  return Array.isArray(value);
}

/** Turns a result back into JSON; undefined for what JSON has no form for (bytes, types, timestamps, durations). */
export function fromCel(value: CelValue): CelJson | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (isCelUint(value)) return Number(value.value);
  if (value === null || typeof value !== 'object') return value;
  if (isCelList(value)) return fromList([...value]);
  if (!isCelMap(value)) return undefined;
  const entries: [string, CelJson][] = [];
  for (const [key, item] of value) {
    const json = fromCel(item);
    if (json === undefined) return undefined;
    entries.push([String(isCelUint(key) ? key.value : key), json]);
  }
  return Object.fromEntries(entries);
}

function fromList(items: readonly CelValue[]): readonly CelJson[] | undefined {
  const result: CelJson[] = [];
  for (const item of items) {
    const json = fromCel(item);
    if (json === undefined) return undefined;
    result.push(json);
  }
  return result;
}
