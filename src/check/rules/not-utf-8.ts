import type { Rule } from '../rule.ts';

/** A file is not encoded in UTF-8. */
export const notUtf8: Rule = {
  code: 'not-utf-8',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A file is not encoded in UTF-8',
  why: 'Read in another encoding, a text changes silently: names and labels would reach the cloud with other characters than the author sees. YAML, HCL and JSON are all exchanged as UTF-8.',
  source: 'https://www.rfc-editor.org/rfc/rfc3629',
};
