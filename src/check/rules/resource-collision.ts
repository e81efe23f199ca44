import { sameObjects } from '../../terraform/derived/same-objects.ts';
import type { Rule } from '../rule.ts';

/** Two resources describe the same object. */
export const resourceCollision: Rule = {
  code: 'resource-collision',
  severity: 'warning',
  scope: 'module',
  summary: 'Two resources describe the same object',
  why: 'Terraform tells resources apart by their addresses, Google Cloud tells objects apart by their names. Of two resources with one name the second fails with "already exists" when it is created; where creating is idempotent, each undoes the changes of the other.',
  source: 'https://docs.cloud.google.com/apis/design/resource_names',
  check: ({ evaluation }, report) => {
    for (const { first, second, attribute, name } of sameObjects(evaluation)) {
      report({
        message: `${first.address} is the same object: both have the ${attribute} "${name}"`,
        at: { kind: 'attribute', address: second.address, path: [attribute] },
        hint: 'give one of them another name, or remove it',
        args: { attribute, name, otherAddress: first.address },
      });
    }
  },
};
