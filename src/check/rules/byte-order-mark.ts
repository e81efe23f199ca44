import type { Rule } from '../rule.ts';

/** A file starts with a byte order mark. */
export const byteOrderMark: Rule = {
  code: 'byte-order-mark',
  severity: 'info',
  scope: 'blueprint',
  summary: 'A file starts with a byte order mark',
  why: 'Some editors on Windows put the bytes EF BB BF in front of a text. They are left out here, so the file means what it shows; other tools keep them: a shell does not find the interpreter of a script that starts with one, and Terraform, jq and older YAML readers stumble over them.',
  source: 'https://www.unicode.org/faq/utf_bom#BOM',
};
