import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type FoundReference, referencesOf } from '../../hcl/evaluate/references.ts';
import { compareVersions } from '../../hcl/version.ts';
import type { ConditionConfig, VariableConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { reportAt } from '../config/recorder.ts';

/** Reports conditions that look at nothing, so that they could never change, and validations that do not look at their variable. */
export function checkConditions({ config }: ModuleNode, terraformVersion: string, faults: Diagnostic[]): void {
  for (const variable of config.variables.values()) {
    for (const each of variable.validations) checkValidation(variable, each, terraformVersion, faults);
  }
  const others = [
    ...[...config.resources.values()].flatMap((each) => [...each.preconditions, ...each.postconditions]),
    ...[...config.outputs.values()].flatMap((each) => each.preconditions),
    ...config.checks.flatMap((each) => each.assertions),
  ];
  for (const { condition, file } of others) {
    if (referencesOf(condition).length > 0) continue;
    const message = 'this condition refers to nothing, so its result would always be the same';
    reportAt(faults, file, condition.range, { code: 'invalid-declaration', message });
  }
}

function checkValidation(
  { name }: VariableConfig,
  { condition, file }: ConditionConfig,
  terraformVersion: string,
  faults: Diagnostic[],
): void {
  const references = referencesOf(condition);
  const isOwn = ({ root, steps }: FoundReference): boolean => root.name === 'var' && steps[0]?.key === name;
  if (!references.some(isOwn)) {
    const message = `this condition does not look at var.${name}, whose values it is to judge`;
    reportAt(faults, file, condition.range, { code: 'invalid-declaration', message });
  }
  // Up to 1.8, a validation sees nothing but its variable.
  if (compareVersions(terraformVersion, '1.9') >= 0) return;
  for (const reference of references.filter((each) => !isOwn(each))) {
    reportAt(faults, reference.file ?? file, reference.expression.range, {
      code: 'newer-terraform',
      message: `a validation that looks at more than var.${name} came with Terraform 1.9, this module is read as ${terraformVersion}`,
      args: { since: '1.9' },
    });
  }
}
