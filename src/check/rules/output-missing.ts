import type { Rule } from '../rule.ts';

/** The blueprint describes an output that no template has. */
export const outputMissing: Rule = {
  code: 'output-missing',
  severity: 'error',
  scope: 'blueprint',
  summary: 'The blueprint describes an output that no template has',
  why: 'Whoever reads the output of the deployment, or feeds it to another one with `inputsFrom`, finds nothing.',
  source: 'https://developer.hashicorp.com/terraform/language/values/outputs',
};
