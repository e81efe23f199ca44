import type { AttributePath, FieldType, PartialValue, UnknownValue } from '../../cel/partial/partial-value.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { convertValue } from './convert-value.ts';

/**
 * Labels with those the provider adds; those of the module alone where it is not known which these are.
 *
 * @param value `effective_labels`
 * @param values of the level that has them
 */
export function convertLabels(
  value: Value,
  type: FieldType,
  values: ObjectValue,
  path: AttributePath,
): PartialValue | undefined {
  const all = convertValue(value, type, path);
  const written = values.entries.get('labels');
  const own = written && convertValue(written, type, path);
  if (written === undefined || all?.kind === 'map') return all && markAs(all, own);
  if (all?.kind !== 'unknown') return all;
  const others: UnknownValue = { kind: 'unknown', reason: 'the provider may add labels', paths: [path] };
  return own?.kind === 'map' ? { ...own, others } : (own ?? { kind: 'map', entries: new Map(), others, paths: [path] });
}

/** The provider's copy of labels does not carry their marks. */
function markAs(copy: PartialValue, own: PartialValue | undefined): PartialValue {
  if (own?.sensitive === true) return { ...copy, sensitive: true };
  if (copy.kind !== 'map' || own?.kind !== 'map') return copy;
  const entries = [...copy.entries].map(([key, value]): [string, PartialValue] => [
    key,
    own.entries.get(key)?.sensitive === true ? { ...value, sensitive: true } : value,
  ]);
  return { ...copy, entries: new Map(entries) };
}
