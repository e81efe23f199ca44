import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { type Scope, scopeInFile } from '../../hcl/evaluate/scope.ts';
import type { Value } from '../../hcl/value.ts';
import { fromVariable } from '../../hcl/values/origin.ts';
import { unknownAny, unknownValue } from '../../hcl/values/values.ts';
import { checkConstant } from '../config/constants.ts';
import type { ModuleConfig, VariableConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';
import { type Assignment, readAssignments, type VariableSource } from './variable-assignments.ts';
import { convertVariable, declaredAt } from './variable-value.ts';

/** Where root variables get their values from, besides the tfvars files of the module. */
export interface VariableInput {
  /** Values that win over all files. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** What the command line gives, in its order: wins over the module's own tfvars files, a later one over an earlier one. Default: none. */
  readonly variableSources?: readonly VariableSource[];
  /** Variables that are given at run time and are unknown until then: outputs of other deployments. */
  readonly unknownVariables?: Iterable<string>;
  /** What to say of a variable without value and default: nothing (it is unknown), or that it is missing. */
  readonly missingVariables: 'unknown' | 'fault';
}

/** Values of the root variables before validation: the caller's, else those of the last tfvars file that sets them, else the default. */
export function rootVariables(
  config: ModuleConfig,
  files: ReadonlyMap<string, string>,
  input: VariableInput,
  scope: Scope,
): Map<string, Value> {
  const assigned = readAssignments(config, files, input.variableSources ?? [], scope.faults);
  const unknown = new Set(input.unknownVariables);
  const values = new Map<string, Value>();
  for (const [name, variable] of [...config.variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (unknown.has(name)) {
      values.set(name, convertVariable(variable, unknownValue(variable.type), scope.faults));
      continue;
    }
    const given = input.variables?.get(name) ?? assignedValue(assigned.get(name), scope);
    values.set(name, fromVariable(chooseValue(variable, given, input, scope), name));
  }
  reportUndeclared(config, input.variables?.keys() ?? [], scope.faults);
  return values;
}

function assignedValue(assignment: Assignment | undefined, scope: Scope): Value | undefined {
  if (assignment === undefined) return undefined;
  const { file, value } = assignment;
  if (!checkConstant(value, 'any', file, scope.faults)) return unknownAny;
  return evaluateExpression(value, scopeInFile(scope, file));
}

/** The value of a variable that is given `value`, or nothing: its default then. */
export function chooseValue(
  variable: VariableConfig,
  given: Value | undefined,
  { missingVariables }: Pick<VariableInput, 'missingVariables'>,
  scope: Scope,
): Value {
  const usesDefault =
    given === undefined || (given.kind === 'null' && !variable.nullable && variable.default !== undefined);
  if (!usesDefault) return checkNull(variable, convertVariable(variable, given, scope.faults), scope);
  if (variable.default !== undefined) {
    const value = evaluateExpression(variable.default, scopeInFile(scope, variable.file));
    return convertVariable(variable, value, scope.faults);
  }
  if (missingVariables === 'fault') {
    reportAt(scope.faults, variable.file, variable.block.headerRange, {
      code: 'missing-variable',
      message: `the variable "${variable.name}" has neither a value nor a default`,
      args: { variable: variable.name },
    });
  }
  return convertVariable(variable, unknownValue(variable.type), scope.faults);
}

function checkNull(variable: VariableConfig, value: Value, scope: Scope): Value {
  if (value.kind !== 'null' || variable.nullable) return value;
  const place = value.origin ?? { file: variable.file, range: variable.block.headerRange };
  reportAt(scope.faults, place.file, place.range, {
    code: 'invalid-variable-value',
    message: `the variable "${variable.name}" must not be null`,
    related: declaredAt(variable),
    args: { variable: variable.name, path: '' },
  });
  return unknownValue(variable.type);
}

function reportUndeclared(config: ModuleConfig, given: Iterable<string>, faults: Diagnostic[]): void {
  for (const name of given) {
    if (config.variables.has(name)) continue;
    const near = suggest(name, config.variables.keys());
    faults.push({
      code: 'undeclared-variable',
      severity: 'error',
      message: `the module declares no variable "${name}"`,
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
      args: { variable: name },
    });
  }
}
