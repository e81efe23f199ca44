import type { Body, Expression } from '../../hcl/ast.ts';
import { blocksOf, literalText } from '../../terraform/config/blocks.ts';
import type { Rule } from '../rule.ts';

/** A provider comes from another registry than the public one. */
export const imProviderSource: Rule = {
  code: 'im-provider-source',
  severity: 'warning',
  scope: 'module',
  summary: 'A provider comes from another registry than the public one',
  why: 'Infrastructure Manager installs providers in each run, without tokens for private registries and without the mirrors that the settings of your own Terraform name.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform',
  check: ({ bodies }, report) => {
    for (const [file, body] of bodies) {
      for (const written of sourcesOf(body)) {
        const source = literalText(written) ?? '';
        const host = /^([^/]+)\/[^/]+\/[^/]+$/.exec(source)?.[1]?.toLowerCase();
        if (host === undefined || host === 'registry.terraform.io' || host === 'terraform.io') continue;
        report({
          message: `Infrastructure Manager has no token for the registry ${host}`,
          at: { kind: 'range', file, range: written.range },
          hint: 'use a provider of registry.terraform.io, or make sure that the registry asks for no token and can be reached',
          args: { source },
        });
      }
    }
  },
};

/** The `source` of all requirements. */
function sourcesOf(body: Body): readonly Expression[] {
  const requirements = blocksOf(body, 'terraform').flatMap((block) => blocksOf(block.body, 'required_providers'));
  return requirements
    .flatMap((block) => block.body.items)
    .flatMap((item) => {
      if (item.kind !== 'attribute' || item.value.kind !== 'object') return [];
      return item.value.items.filter(({ bareKey, key }) => (bareKey ?? literalText(key)) === 'source');
    })
    .map(({ value }) => value);
}
