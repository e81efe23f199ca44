import type { Rule } from '../rule.ts';

/** A text is not YAML. */
export const yamlSyntax: Rule = {
  code: 'yaml-syntax',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A text is not YAML',
  why: 'The values the author meant cannot be known. Quotes, indentation and a missing space after a colon are the usual causes.',
  source: 'https://yaml.org/spec/1.2.2/',
};
