import type { Rule } from '../rule.ts';

/** `$append` or `$prepend` cannot be applied. */
export const listPatch: Rule = {
  code: 'list-patch',
  severity: 'error',
  scope: 'deployment',
  summary: '`$append` or `$prepend` cannot be applied',
  why: 'List patches add to the list of a base. Beside other keys, without a list, or over a value that is no list they have no meaning, and would end up in the value themselves.',
  source: 'schemas/environment.schema.json',
};
