/** The commonest patterns of the facts in words; the pattern itself follows them. */
const words: ReadonlyMap<string, string> = new Map([
  [
    '^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$',
    '1 to 63 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
  ],
  [
    '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$',
    '1 to 63 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
  ],
  [
    '^[a-z]([-a-z0-9]*[a-z0-9])?$',
    'lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen',
  ],
  ['^[0-9]+(?:\\.[0-9]{1,9})?s$', 'seconds with up to 9 decimals and a final "s"'],
  ['^(0|[1-9][0-9]*)(\\.[0-9]{1,9})?s$', 'seconds with up to 9 decimals and a final "s"'],
  ['.*/[^/]+/$', 'an address that ends with "/"'],
]);

/** What a pattern wants: completes "expected …". */
export function describePattern(pattern: string): string {
  const known = words.get(pattern);
  return known === undefined ? `a text that matches \`${pattern}\`` : `${known} (\`${pattern}\`)`;
}
