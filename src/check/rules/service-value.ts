import { unknownServiceValues } from '../../terraform/derived/service-values.ts';
import type { Rule } from '../rule.ts';

/** The provider takes a value that its service does not know. */
export const serviceValue: Rule = {
  code: 'service-value',
  severity: 'warning',
  scope: 'module',
  isRare: true,
  summary: 'The provider takes a value that its service does not know',
  why: 'Many texts are handed on by the provider as they are. A slip in one of them passes validate and plan, and fails when it is applied; in `deletion_policy` it never fails: it silently means DELETE.',
  source: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs',
  check: ({ evaluation }, report) => {
    for (const { address, path, value, expected } of unknownServiceValues(evaluation)) {
      report({
        message: `\`${path.filter((step) => typeof step === 'string').join('.')}\` is "${value}", expected ${expected}`,
        at: { kind: 'attribute', address, path },
        hint: 'write it as the service knows it: the plan does not find this',
        args: { value, expected },
      });
    }
  },
};
