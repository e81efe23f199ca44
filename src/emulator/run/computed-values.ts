import type { Json } from '../../config-api/json.ts';
import type { Type, Value } from '../../hcl/value.ts';
import { valueOfJson } from './json-values.ts';
import { type Described, type MadeUpScope, madeUp } from './made-up.ts';

/** Attributes that are secrets by the providers' own marks. */
const secrets: readonly (readonly [type: RegExp, attribute: RegExp])[] = [
  [/^random_password$/, /^(?:result|bcrypt_hash)$/],
  [/^google_service_account_key$/, /^private_key$/],
  [/^tls_private_key$/, /^private_key/],
  [/^google_sql_/, /^(?:password|root_password|private_key)$/],
];

/**
 * The value of an attribute the module does not set (8.6); undefined, and so unknown, for one of no known kind: what may stand
 * below it is not known either, and a text in place of a list would make faults that are none.
 */
export function computedValue(
  resource: Described,
  path: readonly (string | number)[],
  scope: MadeUpScope,
): Value | undefined {
  const attribute = String(path.at(-1));
  // Below a nested block the attribute names the kind, the whole path what it follows from.
  const described =
    path.length === 1
      ? resource
      : { ...resource, type: 'block', address: `${resource.address}.${path.slice(0, -1).join('.')}` };
  const json = madeUp(described, attribute, scope);
  const isSecret = secrets.some(([type, name]) => type.test(resource.type) && name.test(attribute));
  if (json === undefined) return undefined;
  return isSecret ? { ...valueOfJson(json), sensitive: true } : valueOfJson(json);
}

/** A value of a type, for what nothing else is known of: texts say that they are made up, lists have one element, maps none. */
export function madeUpOfType(type: Type, label: string, scope: MadeUpScope): Json {
  const seed = `${scope.deployment} ${label}`;
  const inside = (inner: Type, step: string | number): Json => madeUpOfType(inner, `${label} ${step}`, scope);
  switch (type.kind) {
    case 'number':
      return scope.random.integer(seed, 1_000_000);
    case 'bool':
      return false;
    case 'list':
    case 'set':
      return [inside(type.element, 0)];
    case 'tuple':
      return type.elements.map(inside);
    case 'map':
      return {};
    case 'object':
      return Object.fromEntries([...type.attributes].map(([name, inner]) => [name, inside(inner, name)]));
    case 'string':
    case 'any':
      return `made-up-${scope.random.letters(seed, 12)}`;
  }
}
