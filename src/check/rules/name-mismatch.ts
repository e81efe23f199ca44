import type { Rule } from '../rule.ts';

/** A document is not called as its file or folder is. */
export const nameMismatch: Rule = {
  code: 'name-mismatch',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A document is not called as its file or folder is',
  why: 'Names on the command line, in `extends` and in `dependsOn` are looked for in the file of that name. A copied file whose name was not changed would otherwise stand for its original.',
  source: 'docs/checks.md',
};
