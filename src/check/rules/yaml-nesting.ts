import type { Rule } from '../rule.ts';

/** Lists and maps are nested too deeply. */
export const yamlNesting: Rule = {
  code: 'yaml-nesting',
  severity: 'error',
  scope: 'blueprint',
  summary: 'Lists and maps are nested too deeply',
  why: 'Nobody nests values a hundred levels deep by hand. Programs that read YAML recurse, and such a document makes them run out of stack.',
  source: 'https://yaml.org/spec/1.2.2/#742-flow-mappings',
};
