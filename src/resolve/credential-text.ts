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

/** Says which credential a text is, whatever it is called; undefined when its form is that of none. The answer never holds the text. */
export function credentialForm(text: string): string | undefined {
  const form = credentialForms.find(([pattern]) => pattern.test(text));
  if (form !== undefined) return `holds ${form[1]}`;
  return passwordInUrl.test(text) ? 'holds an address with a password' : undefined;
}

/** Says that a text is a credential by the name it stands under; undefined when the name does not say so, or the text is a plain word. */
export function namedCredential(name: string, text: string): string | undefined {
  if (text === '') return undefined;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const isNamed = passwordName.test(words) || (credentialName.test(words) && looksRandom(text));
  return isNamed ? 'is named like a secret and holds a literal value' : undefined;
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
