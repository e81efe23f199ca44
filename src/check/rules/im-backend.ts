import type { Block } from '../../hcl/ast.ts';
import type { Rule } from '../rule.ts';

/** The module says where its state is kept. */
export const imBackend: Rule = {
  code: 'im-backend',
  severity: 'error',
  scope: 'module',
  summary: 'The module says where its state is kept',
  why: 'Infrastructure Manager keeps the state of every deployment itself. A backend or cloud block would send it elsewhere, so such a configuration is not accepted.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform#constraints',
  check: ({ bodies }, report) => {
    for (const [file, body] of bodies) {
      // Terraform reads the setting in the root module only.
      if (file.includes('/')) continue;
      for (const block of blocksOf(body.items, 'terraform').flatMap((settings) => settings.body.items)) {
        if (block.kind !== 'block' || (block.type !== 'backend' && block.type !== 'cloud')) continue;
        report({
          message: `Infrastructure Manager keeps the state itself, so there must be no ${block.type} block`,
          at: { kind: 'range', file, range: block.headerRange },
          hint: 'remove the block; a module for both uses gets it from a file of its own that is not uploaded',
          args: { type: block.type },
        });
      }
    }
  },
};

function blocksOf(items: readonly (Block | { readonly kind: 'attribute' })[], type: string): readonly Block[] {
  return items.filter((item): item is Block => item.kind === 'block' && item.type === type);
}
