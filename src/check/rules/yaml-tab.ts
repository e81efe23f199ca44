import type { Rule } from '../rule.ts';

/** A tab indents a line of YAML. */
export const yamlTab: Rule = {
  code: 'yaml-tab',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A tab indents a line of YAML',
  why: 'YAML allows only spaces, since a tab is as wide as each editor likes: the structure would depend on who looks at it.',
  source: 'https://yaml.org/spec/1.2.2/#61-indentation-spaces',
};
