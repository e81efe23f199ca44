import type { Block, Body } from '../../hcl/ast.ts';
import type { Rule } from '../rule.ts';

/** A resource runs a provisioner. */
export const imProvisioner: Rule = {
  code: 'im-provisioner',
  severity: 'warning',
  scope: 'module',
  summary: 'A resource runs a provisioner',
  why: 'Provisioners run in the image that Infrastructure Manager happens to run Terraform in. Google may change that image at any time, and what they do is neither planned nor undone.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform#constraints',
  check: ({ bodies }, report) => {
    for (const [file, { items }] of bodies) {
      const resources = nested(items, 'resource');
      for (const block of resources.flatMap(({ body }) => nested(body.items, 'provisioner'))) {
        const type = block.labels[0]?.text ?? '';
        report({
          message: `the provisioner \`${type}\` runs in an image that may change at any time`,
          at: { kind: 'range', file, range: block.headerRange },
          hint: 'use a resource of the provider instead, or a step before or after the deployment',
          args: { type },
        });
      }
    }
  },
};

function nested(items: Body['items'], type: string): readonly Block[] {
  return items.filter((item): item is Block => item.kind === 'block' && item.type === type);
}
