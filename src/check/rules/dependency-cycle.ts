import type { Rule } from '../rule.ts';

/** Environments wait for each other in a circle. */
export const dependencyCycle: Rule = {
  code: 'dependency-cycle',
  severity: 'error',
  scope: 'deployment',
  summary: 'Environments wait for each other in a circle',
  why: 'Environments are deployed in the order of `dependsOn` and `inputsFrom`. In a circle none of them can be the first, and Infrastructure Manager refuses a deployment group with one.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest',
};
