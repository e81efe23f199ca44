import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isMapping, isSequence } from '../../hcl/values/values.ts';

type Path = readonly (string | number)[];

/** The configuration with what `ignore_changes` names taken from the prior values. */
export function ignoreChanges(
  configuration: ObjectValue,
  prior: ObjectValue,
  ignored: 'all' | readonly Path[],
): ObjectValue {
  if (ignored === 'all') return { ...prior, ...(configuration.origin && { origin: configuration.origin }) };
  let result = configuration;
  for (const path of ignored) {
    const replaced = replaceAt(result, prior, path);
    if (replaced?.kind === 'object') result = replaced;
  }
  return result;
}

/** The value with the member at the path as in `prior`; undefined when it is in neither. */
function replaceAt(value: Value | undefined, prior: Value | undefined, [step, ...rest]: Path): Value | undefined {
  if (step === undefined) return prior;
  if (value === undefined) return undefined;
  if (isMapping(value)) return replaceMember(value, prior, String(step), rest);
  if (!isSequence(value) || value.kind === 'set' || typeof step !== 'number') return value;
  const before = prior !== undefined && isSequence(prior) ? prior.items[step] : undefined;
  const items = value.items.map((item, index) =>
    index === step && before !== undefined ? (replaceAt(item, before, rest) ?? item) : item,
  );
  return { ...value, items };
}

function replaceMember(
  value: Extract<Value, { readonly kind: 'map' | 'object' }>,
  prior: Value | undefined,
  name: string,
  rest: Path,
): Value {
  const before = prior !== undefined && isMapping(prior) ? prior.entries.get(name) : undefined;
  const member = rest.length === 0 ? before : replaceAt(value.entries.get(name), before, rest);
  const entries = new Map(value.entries);
  if (member !== undefined) entries.set(name, member);
  // A key that the prior map does not have is ignored by leaving it out.
  else if (value.kind === 'map' && rest.length === 0) entries.delete(name);
  return { ...value, entries };
}
