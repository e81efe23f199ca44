import type { Origin, Value } from '../value.ts';

/** Where the member at a path is written, or the nearest thing around it; undefined when no text stands behind the value. */
export function memberPlace(value: Value, path: readonly (string | number)[]): Origin | undefined {
  let current: Value | undefined = value;
  let place = value.origin;
  for (const step of path) {
    if (current === undefined) break;
    if ('items' in current && typeof step === 'number') current = current.items[step];
    else if ('entries' in current) current = current.entries.get(String(step));
    else break;
    place = current?.origin ?? place;
  }
  return place;
}
