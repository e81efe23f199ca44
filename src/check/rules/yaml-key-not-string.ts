import type { Rule } from '../rule.ts';

/** A key that YAML does not read as text. */
export const yamlKeyNotString: Rule = {
  code: 'yaml-key-not-string',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A key that YAML does not read as text',
  why: 'Keys of JSON and Terraform are text. A number, true or null as key would be turned into one: 1.10 into "1.1", and 0x10 into "16".',
  source: 'https://yaml.org/spec/1.2.2/#103-core-schema',
};
