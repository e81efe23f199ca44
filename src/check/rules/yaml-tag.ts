import type { Rule } from '../rule.ts';

/** A tag that is not one of YAML's core schema. */
export const yamlTag: Rule = {
  code: 'yaml-tag',
  severity: 'error',
  scope: 'blueprint',
  summary: "A tag that is not one of YAML's core schema",
  why: 'Tags such as `!secret` or `!include` are instructions to one particular program. Here they would be silently dropped, and the value taken as it stands.',
  source: 'https://yaml.org/spec/1.2.2/#103-core-schema',
};
