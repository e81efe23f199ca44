import type { ObjectValue, Value } from '../../hcl/value.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { withMarks } from '../../hcl/values/marks.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import type { ResolveComputed } from './run.ts';

/** Planned values with what the caller makes of the unknown ones; those it has no value of their type for stay unknown. */
export function resolveUnknown(
  planned: ObjectValue,
  { mode, type }: Pick<ResourceConfig, 'mode' | 'type'>,
  address: string,
  resolveComputed: ResolveComputed,
): ObjectValue {
  if (mode === 'ephemeral') return planned;
  const resolve = (value: Value, path: readonly (string | number)[]): Value => {
    if (value.kind === 'unknown') {
      const known = resolveComputed({ address, mode, type, path, expected: value.type, values: planned });
      const converted = known && tryConvert(known, value.type);
      return converted === undefined ? value : withMarks(converted, value);
    }
    if (isSequence(value))
      return { ...value, items: value.items.map((item, index) => resolve(item, [...path, index])) };
    if (!isMapping(value)) return value;
    return { ...value, entries: resolveEntries(value.entries, path) };
  };
  const resolveEntries = (entries: ReadonlyMap<string, Value>, path: readonly (string | number)[]) =>
    new Map([...entries].map(([name, value]): [string, Value] => [name, resolve(value, [...path, name])]));
  return { ...planned, entries: resolveEntries(planned.entries, []) };
}
