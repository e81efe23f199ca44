import type { Rule } from '../rule.ts';

/** A document asks for a format this version does not read. */
export const wrongApiVersion: Rule = {
  code: 'wrong-api-version',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A document asks for a format this version does not read',
  why: 'The version stands for the meaning of all other fields. Reading a document of another version as if it were this one may deploy something its author did not mean.',
  source: 'docs/checks.md',
};
