import type { Rule } from '../rule.ts';

/** A file that should hold a document holds none. */
export const emptyDocument: Rule = {
  code: 'empty-document',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A file that should hold a document holds none',
  why: 'An empty file, or one with comments only, is a document that was never written or lost its content in a merge. Taken for an empty map it would say the same as if it were not there.',
  source: 'https://yaml.org/spec/1.2.2/#95-yaml-streams',
};
