import { refusedByService } from '../../terraform/derived/service-combinations.ts';
import type { Rule } from '../rule.ts';

/** The provider plans values that the service refuses together. */
export const serviceCombination: Rule = {
  code: 'service-combination',
  severity: 'warning',
  scope: 'module',
  isRare: true,
  summary: 'The provider plans values that the service refuses together',
  why: 'Each value is right by itself and the provider does not look at them together, so that validate and plan say nothing; the service refuses them when they are applied, after other resources were made.',
  source: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs',
  check: ({ evaluation }, report) => {
    for (const { address, path, fault } of refusedByService(evaluation)) {
      report({
        message: fault,
        at: { kind: 'attribute', address, path },
        hint: 'change it here: the plan does not find this',
      });
    }
  },
};
