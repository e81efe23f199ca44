import type { Rule } from '../rule.ts';

/** A file holds more than one document. */
export const yamlSeveralDocuments: Rule = {
  code: 'yaml-several-documents',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A file holds more than one document',
  why: 'Which of them is meant, and whose faults are whose, would depend on the reader; `kubectl`-like streams are no form of a blueprint or environment.',
  source: 'https://yaml.org/spec/1.2.2/#92-streams',
};
