import type { Rule } from '../rule.ts';

/** A YAML directive that changes how the document is read. */
export const yamlDirective: Rule = {
  code: 'yaml-directive',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A YAML directive that changes how the document is read',
  why: 'Under `%YAML 1.1` the words yes, no, on and off become true and false, and 010 becomes 8; a `%TAG` gives tags another meaning. Documents are YAML 1.2 and nothing else, so that all tools read the same.',
  source: 'https://yaml.org/spec/1.2.2/#681-yaml-directives',
};
