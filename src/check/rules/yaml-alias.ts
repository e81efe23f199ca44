import type { Rule } from '../rule.ts';

/** A YAML alias that cannot be followed. */
export const yamlAlias: Rule = {
  code: 'yaml-alias',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A YAML alias that cannot be followed',
  why: 'An alias without an anchor, or one inside the value it stands for, has no value. Nested aliases multiply: a few hundred bytes can stand for billions of values, so all aliases of a document together may stand for 10,000.',
  source: 'https://yaml.org/spec/1.2.2/#71-alias-nodes',
};
