import { credentialForm, isSecretVersion, namedCredential } from './credential-text.ts';
import { allowedTypes, keyword, type SchemaView } from './schema-view.ts';

/**
 * Says why a value may not be an input; undefined when it may. `name` is the key it stands under (of a list, the list's).
 * The answer never holds the value.
 */
export function secretFault(
  name: string,
  value: string | number | boolean | null,
  view: SchemaView,
): string | undefined {
  if (value === null || (typeof value === 'string' && isSecretVersion(value))) return undefined;
  if (keyword(view, 'x-sensitive')?.value === true) return 'is declared sensitive';
  if (typeof value !== 'string') return undefined;
  return credentialForm(value) ?? (isConstrained(view) ? undefined : namedCredential(name, value));
}

/** Whether the schema says what the value is, so that its name need not be guessed at. */
function isConstrained(view: SchemaView): boolean {
  if (['format', 'enum', 'const'].some((name) => keyword(view, name) !== undefined)) return true;
  const types = allowedTypes(view);
  return types.length > 0 && !types.includes('string');
}
