import type { Rule } from '../rule.ts';

/** A number that cannot be kept as it is written. */
export const yamlNumber: Rule = {
  code: 'yaml-number',
  severity: 'error',
  scope: 'blueprint',
  summary: 'A number that cannot be kept as it is written',
  why: 'Numbers are kept as 64-bit floating point, by JSON and by the service too: an id of more than 16 digits comes out as another one, a leading zero is lost, and infinity has no form in JSON at all. Such values are text.',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
};
