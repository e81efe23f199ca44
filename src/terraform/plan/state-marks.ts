import type { ObjectValue, Value } from '../../hcl/value.ts';
import { toSafeInteger } from '../../hcl/values/number.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';

type Path = readonly (string | number)[];

/** Paths as `sensitive_attributes` of a state has them: lists of `get_attr` and `index` steps. What is not such a path is left out. */
export function readPaths(written: readonly Value[]): readonly Path[] {
  return written.flatMap((path): readonly Path[] => {
    if (!isSequence(path)) return [];
    const steps = path.items.map(readStep);
    return steps.every((step) => step !== undefined) ? [steps] : [];
  });
}

function readStep(step: Value): string | number | undefined {
  if (!isMapping(step)) return undefined;
  let value = step.entries.get('value');
  // The key of an index comes with its type.
  if (value !== undefined && isMapping(value)) value = value.entries.get('value');
  if (value?.kind === 'string') return value.value;
  return value?.kind === 'number' ? toSafeInteger(value.value) : undefined;
}

/** The values with the members at the paths marked sensitive; inside of a set, the set. Paths that lead nowhere are left out. */
export function markPaths(values: ObjectValue, paths: readonly Path[]): ObjectValue {
  let marked = values;
  for (const path of paths) {
    const result = markAt(marked, path);
    if (result.kind === 'object') marked = result;
  }
  return marked;
}

function markAt(value: Value, [step, ...rest]: Path): Value {
  if (step === undefined || value.kind === 'set')
    return value.sensitive === true ? value : { ...value, sensitive: true };
  if (isMapping(value)) {
    const member = value.entries.get(String(step));
    if (member === undefined) return value;
    return { ...value, entries: new Map(value.entries).set(String(step), markAt(member, rest)) };
  }
  if (!isSequence(value) || typeof step !== 'number') return value;
  return { ...value, items: value.items.map((item, index) => (index === step ? markAt(item, rest) : item)) };
}
