import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { literalText } from '../config/blocks.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';
import { parseConstraint, satisfies } from '../config/version-constraint.ts';

/** Reports `required_version` settings that the Terraform version does not satisfy, or that are no constraint. */
export function checkVersions({ config }: ModuleNode, terraformVersion: string, faults: Diagnostic[]): void {
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
