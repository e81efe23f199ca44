import type { Rule } from '../rule.ts';

/** A brace, string, heredoc, template sequence or comment is not closed. */
export const hclUnclosed: Rule = {
  code: 'hcl-unclosed',
  severity: 'error',
  scope: 'module',
  summary: 'A brace, string, heredoc, template sequence or comment is not closed',
  why: 'All that follows is then read as its content. The place that lacks the closer is often far above the place where that is noticed.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration',
};
