import { textAt } from '../../terraform/derived/values-at.ts';
import type { ResourceInstance } from '../../terraform/evaluation.ts';
import type { Rule } from '../rule.ts';

/** Types that live on the machine Terraform runs on, with what is wrong with that. */
const localTypes: Readonly<Record<string, string>> = {
  external: 'it runs a program, which the image that Terraform runs in need not have',
  local_command: 'it runs a program, which the image that Terraform runs in need not have',
  local_file: 'the file is gone after the run',
  local_sensitive_file: 'the file is gone after the run',
};

/** A resource uses the machine that runs Terraform. */
export const imLocalMachine: Rule = {
  code: 'im-local-machine',
  severity: 'warning',
  scope: 'module',
  summary: 'A resource uses the machine that runs Terraform',
  why: 'Infrastructure Manager runs Terraform in a container that is new for each run, from an image that may change at any time. Programs of your own machine are not there, files that were written are gone with the next run, and Terraform then wants to write them again.',
  source: 'https://docs.cloud.google.com/infrastructure-manager/docs/terraform#constraints',
  check: ({ evaluation }, report) => {
    for (const instance of evaluation.resources) {
      const problem = problemOf(instance);
      if (problem === undefined) continue;
      const { address, type } = instance;
      report({
        message: `${type} does not work in Infrastructure Manager: ${problem}`,
        at: { kind: 'attribute', address, path: [] },
        hint: 'use an output or a storage object, or a step before or after the deployment',
        args: { type },
      });
    }
  },
};

function problemOf({ type, mode, configuration }: ResourceInstance): string | undefined {
  if (type === 'terraform_remote_state') {
    const backend = textAt(configuration, 'backend');
    return typeof backend === 'object' && backend.text === 'local' ? 'there is no state on its disk' : undefined;
  }
  // The data source `local_file` reads a file, which may well be one of the module.
  if (type === 'local_file' && mode === 'data') return undefined;
  return Object.hasOwn(localTypes, type) ? localTypes[type] : undefined;
}
