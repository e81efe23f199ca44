import { argumentOf, blocksOf, literalBool } from '../../terraform/config/blocks.ts';
import type { Rule } from '../rule.ts';

/** A resource may not be destroyed, so neither may the deployment. */
export const imPreventDestroy: Rule = {
  code: 'im-prevent-destroy',
  severity: 'info',
  scope: 'module',
  summary: 'A resource that may not be destroyed keeps its deployment from being deleted',
  why: 'Infrastructure Manager deletes a deployment by destroying its resources with the configuration it was last given. With `prevent_destroy` that run fails, and so does every update that would replace the resource: another revision without the argument has to come first, or the deployment is deleted with its resources abandoned.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy',
  check: ({ bodies }, report) => {
    for (const [file, body] of bodies) {
      for (const lifecycle of blocksOf(body, 'resource').flatMap((block) => blocksOf(block.body, 'lifecycle'))) {
        const argument = argumentOf(lifecycle.body, 'prevent_destroy');
        if (argument === undefined || literalBool(argument.value) !== true) continue;
        report({
          message: 'with this the deployment cannot be deleted, nor updated in a way that replaces the resource',
          at: { kind: 'range', file, range: argument.range },
          hint: 'keep it where that is what you want; else use the deletion protection of the resource itself',
        });
      }
    }
  },
};
