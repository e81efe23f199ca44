import type { Json } from '../../config-api/json.ts';
import type { PropertyChange } from '../../config-api/preview.ts';
import type { ObjectValue, Value } from '../../hcl/value.ts';
import { isMapping, isSequence, isWhollyKnown } from '../../hcl/values/values.ts';
import type { ResourceChange } from '../../terraform/plan/plan-model.ts';
import { valueJson } from '../../terraform/plan/value-json.ts';
import { jsonOfValue } from './json-values.ts';

/** What stands in place of a sensitive value (12.2). */
const hidden = '(sensitive value)';

/**
 * The attributes and blocks that differ, by name: of a new resource those that are set, of one that goes those it has. Texts
 * that are secret anywhere in the plan are hidden: providers copy values without their marks.
 */
export function propertyChanges(
  { before, after }: Pick<ResourceChange, 'before' | 'after'>,
  secrets: ReadonlySet<string>,
): readonly PropertyChange[] {
  const names = new Set([...(before?.entries.keys() ?? []), ...(after?.entries.keys() ?? [])]);
  return [...names].sort().flatMap((path): readonly PropertyChange[] => {
    const [old, wanted] = [setValueOf(before, path), setValueOf(after, path)];
    if (isSame(old, wanted)) return [];
    return [{ path, ...side('before', old, secrets), ...side('after', wanted, secrets) }];
  });
}

/** A member that says something: null and empty blocks are left out. */
function setValueOf(values: ObjectValue | undefined, name: string): Value | undefined {
  const value = values?.entries.get(name);
  if (value === undefined || value.kind === 'null') return undefined;
  return isSequence(value) && value.items.length === 0 ? undefined : value;
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return isWhollyKnown(a) && isWhollyKnown(b) && valueJson(a) === valueJson(b);
}

/** Value and sensitive paths of one side; what is known after the apply has no value. */
function side(name: 'before' | 'after', value: Value | undefined, secrets: ReadonlySet<string>): PropertyChange {
  if (value === undefined) return {};
  const marked = withSecretsMarked(value, secrets);
  const json = jsonOfValue(withoutSecrets(marked), () => undefined);
  const paths = sensitivePaths(marked, '');
  // One of the two, so its fields are those of the message.
  return {
    ...(json === undefined ? {} : ({ [name]: json } as Readonly<Record<string, Json>>)),
    ...(paths.length === 0 ? {} : { [`${name}SensitivePaths`]: paths }),
  };
}

function withSecretsMarked(value: Value, secrets: ReadonlySet<string>): Value {
  if (value.kind === 'string') return secrets.has(value.value) ? { ...value, sensitive: true } : value;
  if (isSequence(value)) return { ...value, items: value.items.map((item) => withSecretsMarked(item, secrets)) };
  if (!isMapping(value)) return value;
  const entries = [...value.entries].map(([key, each]) => [key, withSecretsMarked(each, secrets)] as const);
  return { ...value, entries: new Map(entries) };
}

function withoutSecrets(value: Value): Value {
  if (value.sensitive === true) return { kind: 'string', value: hidden };
  if (isSequence(value)) return { kind: 'tuple', items: value.items.map(withoutSecrets) };
  if (!isMapping(value)) return value;
  return { kind: 'object', entries: new Map([...value.entries].map(([key, each]) => [key, withoutSecrets(each)])) };
}

/** Paths of marked members from the attribute: `[0].password`; `''` when the whole is marked. */
function sensitivePaths(value: Value, path: string): readonly string[] {
  if (value.sensitive === true) return [path];
  if (isSequence(value)) return value.items.flatMap((item, index) => sensitivePaths(item, `${path}[${index}]`));
  if (!isMapping(value)) return [];
  return [...value.entries].flatMap(([key, each]) => sensitivePaths(each, path === '' ? key : `${path}.${key}`));
}
