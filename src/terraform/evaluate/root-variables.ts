import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Expression } from '../../hcl/ast.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import { referencesOf } from '../../hcl/evaluate/references.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import { parseBody } from '../../hcl/syntax/parse.ts';
import type { Value } from '../../hcl/value.ts';
import { fromVariable } from '../../hcl/values/origin.ts';
import { unknownAny, unknownValue } from '../../hcl/values/values.ts';
import type { ModuleConfig, VariableConfig } from '../config/module-config.ts';
import { tfvarsPaths } from '../config/module-paths.ts';
import { reportAt } from '../config/recorder.ts';
import { convertVariable, declaredAt } from './variable-value.ts';

/** Where root variables get their values from, besides the tfvars files of the module. */
export interface VariableInput {
  /** Values that win over all files. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** Variables that are given at run time and are unknown until then: outputs of other deployments. */
  readonly unknownVariables?: Iterable<string>;
  /** What to say of a variable without value and default: nothing (it is unknown), or that it is missing. */
  readonly missingVariables: 'unknown' | 'fault';
}

/** A value in a tfvars file. */
interface Assignment {
  readonly file: string;
  readonly nameRange: Range;
  readonly value: Expression;
}

/** Values of the root variables before validation: the caller's, else those of the last tfvars file that sets them, else the default. */
export function rootVariables(
  config: ModuleConfig,
  files: ReadonlyMap<string, string>,
  input: VariableInput,
  scope: Scope,
): Map<string, Value> {
  const assigned = readAssignments(config, files, scope.faults);
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
  const [reference] = referencesOf(value);
  if (reference !== undefined) {
    const message = 'a tfvars file holds constants only, names mean nothing in it';
    reportAt(scope.faults, file, reference.expression.range, { code: 'unknown-reference', message });
    return unknownAny;
  }
  return evaluateExpression(value, { ...scope, file });
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
    const value = evaluateExpression(variable.default, { ...scope, file: variable.file });
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

function readAssignments(
  config: ModuleConfig,
  files: ReadonlyMap<string, string>,
  faults: Diagnostic[],
): ReadonlyMap<string, Assignment> {
  const assigned = new Map<string, Assignment>();
  for (const file of tfvarsPaths(files)) {
    const { value, diagnostics } = parseBody(files.get(file) ?? '', file);
    faults.push(...diagnostics);
    for (const item of value.items) {
      if (item.kind === 'block') {
        const hint = `write it as a value: ${item.type} = { … }`;
        const message = 'a tfvars file holds no blocks';
        reportAt(faults, file, item.headerRange, { code: 'unsupported-block', message, hint });
      } else if (config.variables.has(item.name)) {
        assigned.set(item.name, { file, nameRange: item.nameRange, value: item.value });
      } else {
        reportUndeclaredName(item.name, [...config.variables.keys()], file, item.nameRange, faults);
      }
    }
  }
  return assigned;
}

function reportUndeclaredName(
  name: string,
  known: readonly string[],
  file: string,
  range: Range,
  faults: Diagnostic[],
): void {
  const near = suggest(name, known);
  reportAt(faults, file, range, {
    code: 'undeclared-variable',
    message: `the module declares no variable "${name}"`,
    hint: near !== undefined ? `did you mean "${near}"?` : `declare it by variable "${name}" {}, or remove the value`,
    args: { variable: name },
  });
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
