import type { Rule } from '../rule.ts';

/** `for_each` is neither a map nor a set of strings. */
export const invalidForEach: Rule = {
  code: 'invalid-for-each',
  severity: 'error',
  scope: 'module',
  summary: '`for_each` is neither a map nor a set of strings',
  why: 'The keys become part of the addresses of the instances, so they have to be distinct texts that may be shown. Lists are converted by toset().',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/for_each',
};
