import type { Rule } from '../rule.ts';

/** The condition of a template cannot be decided. */
export const templateCondition: Rule = {
  code: 'template-condition',
  severity: 'error',
  scope: 'deployment',
  summary: 'The condition of a template cannot be decided',
  why: 'Whether the file belongs to the module is not known, mostly because the condition reads a parameter that has no value here without asking `has(…)` first.',
  source: 'https://github.com/google/cel-spec/blob/master/doc/langdef.md',
};
