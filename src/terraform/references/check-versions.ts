import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareVersions } from '../../hcl/version.ts';
import { literalText } from '../config/blocks.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';
import { parseConstraint, satisfies } from '../config/version-constraint.ts';

/**
 * Reports `required_version` settings that the Terraform version does not satisfy, or that are no constraint, and uses of `terraform_data`
 * by a version that does not have it yet.
 */
export function checkVersions({ config }: ModuleNode, terraformVersion: string, faults: Diagnostic[]): void {
  checkBuiltIn(config, terraformVersion, faults);
  for (const { file, expression } of config.requiredVersions) {
    const text = literalText(expression);
    const constraint = text === undefined ? undefined : parseConstraint(text);
    if (constraint === undefined) {
      const message = 'a version constraint such as ">= 1.5, < 2.0" is expected here';
      reportAt(faults, file, expression.range, { code: 'required-version', message });
    } else if (!satisfies(terraformVersion, constraint)) {
      reportAt(faults, file, expression.range, {
        code: 'required-version',
        message: `the module needs Terraform ${text}, it would be run by ${terraformVersion}`,
        args: { constraint: text ?? '', terraformVersion },
      });
    }
  }
}

function checkBuiltIn({ resources }: ModuleConfig, terraformVersion: string, faults: Diagnostic[]): void {
  if (compareVersions(terraformVersion, '1.4') >= 0) return;
  for (const { type, mode, file, block } of resources.values()) {
    if (type !== 'terraform_data' || mode !== 'managed') continue;
    reportAt(faults, file, block.labels[0]?.range ?? block.headerRange, {
      code: 'newer-terraform',
      message: `the resource type "terraform_data" came with Terraform 1.4, this module is read as ${terraformVersion}`,
      args: { since: '1.4' },
    });
  }
}
