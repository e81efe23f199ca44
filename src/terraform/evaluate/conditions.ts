import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { type Scope, scopeInFile } from '../../hcl/evaluate/scope.ts';
import { tryConvert } from '../../hcl/values/convert.ts';
import { marksWithin, withoutMarks } from '../../hcl/values/marks.ts';
import { boolType, stringType } from '../../hcl/values/types.ts';
import type { ConditionConfig } from '../config/module-config.ts';
import type { EvaluationMode } from './run.ts';

/** A condition that does not hold. */
export interface FailedCondition {
  readonly condition: ConditionConfig;
  /** The module's own words, or ours when they are sensitive or not known. */
  readonly message: string;
}

/** The conditions that are known not to hold. Faults in evaluating them go to the scope. While validating, results are not looked at. */
export function failedConditions(
  conditions: readonly ConditionConfig[],
  scope: Scope,
  mode: EvaluationMode,
): readonly FailedCondition[] {
  const failed: FailedCondition[] = [];
  for (const condition of conditions) {
    const inFile = scopeInFile(scope, condition.file);
    const given = evaluateExpression(condition.condition, inFile);
    if (mode === 'validate') continue;
    const holds = given.kind === 'null' ? undefined : tryConvert(withoutMarks(given), boolType);
    if (holds === undefined) {
      reportNoBool(condition, inFile.faults);
    } else if (holds.kind === 'bool' && !holds.value) {
      failed.push({ condition, message: messageOf(condition, inFile) });
    }
  }
  return failed;
}

function reportNoBool({ condition, file }: ConditionConfig, faults: Diagnostic[]): void {
  const message = 'the condition is neither true nor false';
  faults.push({ code: 'type-mismatch', severity: 'error', message, location: { file, range: condition.range } });
}

function messageOf({ errorMessage }: ConditionConfig, scope: Scope): string {
  const value = evaluateExpression(errorMessage, scope);
  if (marksWithin(value).sensitive === true) return 'the condition does not hold (its message is sensitive)';
  const text = value.kind === 'null' ? undefined : tryConvert(value, stringType);
  if (text === undefined) {
    const message = 'the message of this condition is no text';
    scope.faults.push({
      code: 'type-mismatch',
      severity: 'error',
      message,
      location: { file: scope.file, range: errorMessage.range },
    });
  }
  return text?.kind === 'string'
    ? text.value.trim().replace(/\s+/g, ' ').replace(/\.$/, '')
    : 'the condition does not hold';
}

/** Reports failed conditions at their condition expression. */
export function reportFailed(
  failed: readonly FailedCondition[],
  what: string,
  faults: Diagnostic[],
  options: { readonly severity?: Severity; readonly address?: string } = {},
): void {
  for (const { condition, message } of failed) {
    faults.push({
      code: 'failed-condition',
      severity: options.severity ?? 'error',
      message: `${what}: ${message}`,
      location: { file: condition.file, range: condition.condition.range },
      ...(options.address !== undefined && { address: options.address }),
    });
  }
}
