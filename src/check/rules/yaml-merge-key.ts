import type { Rule } from '../rule.ts';

/** A YAML 1.1 merge key. */
export const yamlMergeKey: Rule = {
  code: 'yaml-merge-key',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A YAML 1.1 merge key',
  why: 'The merge key is not part of YAML 1.2, and readers disagree on what it does with keys that stand twice. Environments share values by `spec.extends`, which shows where each value comes from.',
  source: 'https://yaml.org/type/merge.html',
};
