import type { Rule } from '../rule.ts';

/** A block stands where there are no blocks of that type. */
export const unsupportedBlock: Rule = {
  code: 'unsupported-block',
  severity: 'error',
  scope: 'module',
  summary: 'A block stands where there are no blocks of that type',
  why: 'Terraform refuses the module. Often it is a typing error, or a value that should be written with an equals sign.',
  source: 'https://developer.hashicorp.com/terraform/language/syntax/configuration#blocks',
};
