import type { Rule } from '../rule.ts';

/** A key stands twice in one map. */
export const yamlDuplicateKey: Rule = {
  code: 'yaml-duplicate-key',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A key stands twice in one map',
  why: 'YAML readers disagree on which of the two counts. Mostly both came together in a merge, and one of them was meant to go.',
  source: 'https://yaml.org/spec/1.2.2/#3213-node-comparison',
};
