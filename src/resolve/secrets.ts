import { allowedTypes, keyword, type SchemaView } from './schema-view.ts';

/** Texts that are credentials whatever they are called, with what they are. */
const credentialForms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/, 'a private key'],
  [/"private_key"\s*:\s*"[^"]/, 'a service account key'],
  [/(?<![\w-])AIza[\w-]{35}(?![\w-])/, 'a Google API key'],
  [/(?<![\w.-])ya29\.[\w-]{20,}/, 'a Google OAuth access token'],
  [/(?<![\w-])GOCSPX-[\w-]{20,}/, 'a Google OAuth client secret'],
  [/(?<!\w)gh[pousr]_[A-Za-z0-9]{36,}(?!\w)/, 'a GitHub token'],
  [/(?<!\w)github_pat_\w{50,}/, 'a GitHub token'],
  [/(?<![\w-])glpat-[\w-]{20,}/, 'a GitLab token'],
  [/(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/, 'an AWS access key'],
  [/(?<![\w-])xox[abeoprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\/\/hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/, 'a Slack webhook address'],
  [/(?<!\w)[rs]k_live_[A-Za-z0-9]{16,}/, 'a Stripe key'],
  [/(?<!\w)npm_[A-Za-z0-9]{36}(?!\w)/, 'an npm token'],
  [/(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, 'a JSON Web Token'],
];

/** A password before the `@` of an address, unless it is a place-holder. Begins at the `://`, which keeps the search linear. */
const passwordInUrl = /(?<=[a-z0-9]):\/\/[^\s/:@?#]*:(?!\$|\*|<|\{|x{3,}@)[^\s/@?#]+@/i;

/** Names whose value is a password, whatever it looks like. */
const passwordName = /(?:^|[_.-])(?:password|passwd|passphrase|pwd)$/;

/** Names whose value is a credential when it looks random; a plain word is rather the name of a secret. */
const credentialName =
  /(?:^|[_.-])(?:secret|token|credentials?|(?:api|access|private|secret|signing|encryption|auth)_?key)$/;

const secretVersion = /^projects\/[^/\s]+(?:\/locations\/[a-z0-9-]+)?\/secrets\/[\w-]{1,255}\/versions\/[\w-]+$/;

/** Whether a text is the full name of a Secret Manager version, the one form in which a secret may be named. */
export function isSecretVersion(text: string): boolean {
  return secretVersion.test(text);
}

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
  const form = credentialForms.find(([pattern]) => pattern.test(value));
  if (form !== undefined) return `holds ${form[1]}`;
  if (passwordInUrl.test(value)) return 'holds an address with a password';
  return isNamedSecret(name, value, view) ? 'is named like a secret and holds a literal value' : undefined;
}

function isNamedSecret(name: string, value: string, view: SchemaView): boolean {
  if (value === '' || isConstrained(view)) return false;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return passwordName.test(words) || (credentialName.test(words) && looksRandom(value));
}

/** Whether the schema says what the value is, so that its name need not be guessed at. */
function isConstrained(view: SchemaView): boolean {
  if (['format', 'enum', 'const'].some((name) => keyword(view, name) !== undefined)) return true;
  const types = allowedTypes(view);
  return types.length > 0 && !types.includes('string');
}

/** Whether a text looks made by a machine: long, without separators of words or paths, of mixed characters, and with few repetitions. */
function looksRandom(text: string): boolean {
  if (text.length < 16 || /[\s/:]/.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  return kinds >= 2 && !/^[a-z]+(?:[-_.][a-z0-9]+)*$/.test(text) && entropy(text) >= 3;
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
