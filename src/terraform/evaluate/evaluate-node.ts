import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { evaluateExpression } from '../../hcl/evaluate/evaluate.ts';
import type { Value } from '../../hcl/value.ts';
import { marksWithin, withMarks } from '../../hcl/values/marks.ts';
import { unknownAny, unknownValue } from '../../hcl/values/values.ts';
import { compareVersions } from '../../hcl/version.ts';
import type { OutputConfig, VariableConfig } from '../config/module-config.ts';
import { reportAt } from '../config/recorder.ts';
import { failedConditions, reportFailed } from './conditions.ts';
import { settingsOf } from './evaluate-provider.ts';
import { evaluateResource } from './evaluate-resource.ts';
import { type ExpansionContext, expandFor } from './expansion.ts';
import type { GraphNode } from './graph.ts';
import { isSure, type ModuleInstance, newInstance } from './instance.ts';
import { restsOnOutside } from './outside-values.ts';
import { chooseValue } from './root-variables.ts';
import { type EvaluationMode, type Run, scopeOf, withoutFaults } from './run.ts';
import { convertVariable, declaredAt } from './variable-value.ts';

/** Evaluates one declaration in all instances of its module. What it depends on has been evaluated before. */
export function evaluateNode(node: GraphNode, dependencies: readonly string[], run: Run): void {
  for (const instance of node.module.instances) {
    if (node.cyclic) continue;
    // While validating, the one instance stands for any there may be.
    const own = run.mode === 'validate' || isSure(instance) ? run : withoutFaults(run);
    const before = own.faults.length;
    evaluateInInstance(node, instance, dependencies, own);
    if (own.faults.slice(before).some(leavesOpen)) run.failed.add(node);
  }
}

/** Whether a value is unknown for a reason that Terraform does not have, or of which it says nothing more. */
function leavesOpen({ severity, code }: Diagnostic): boolean {
  return severity === 'error' || code === 'function-not-supported';
}

function evaluateInInstance(
  node: GraphNode,
  instance: ModuleInstance,
  dependencies: readonly string[],
  run: Run,
): void {
  const { config } = node.module;
  switch (node.kind) {
    case 'variable': {
      const variable = config.variables.get(node.name);
      if (variable !== undefined) evaluateVariable(variable, instance, run);
      return;
    }
    case 'local': {
      const local = config.locals.get(node.name);
      if (local === undefined) return;
      instance.locals.set(node.name, evaluateExpression(local.expression, scopeOf(run, instance, local.file)));
      return;
    }
    case 'resource': {
      const resource = config.resources.get(node.name);
      if (resource === undefined) return;
      evaluateResource(resource, instance, dependencies, expansionContext(node, instance, run), run);
      if (run.mode === 'plan' && !run.unused.has(resource)) reportOfItself(node, run);
      return;
    }
    case 'output':
      evaluateOutput(node.name, instance, run);
      return;
    case 'module':
      expandModule(node, instance, run);
      return;
    case 'check':
      evaluateCheck(node.name, instance, run);
      return;
    case 'provider':
      settingsOf(node.name, instance, run);
  }
}

// What a child module is given is known while validating, as far as it is written down; so its conditions are judged by it.
function modeOf({ mode }: Run, { parent }: ModuleInstance): EvaluationMode {
  return parent === undefined ? mode : 'plan';
}

function reportOfItself({ name, ofItself }: GraphNode, { faults }: Run): void {
  for (const { file, range } of ofItself) {
    if (range === undefined) continue;
    reportAt(faults, file, range, {
      code: 'self-reference',
      message: `${name} refers to itself`,
      hint: 'inside of a resource, only self in a postcondition, provisioner or connection stands for the resource',
    });
  }
}

function evaluateVariable(variable: VariableConfig, instance: ModuleInstance, run: Run): void {
  const { parent } = instance;
  if (parent !== undefined) instance.variables.set(variable.name, argumentValue(variable, instance, parent, run));
  const scope = scopeOf(run, instance, variable.file);
  const value = instance.variables.get(variable.name);
  if (parent === undefined) leaveOpen(variable, instance, run);
  const failed = failedConditions(variable.validations, scope, modeOf(run, instance));
  // Its own conditions see what a child module is given; nothing else does.
  if (parent !== undefined) leaveOpen(variable, instance, run);
  for (const { condition, message } of failed) {
    // The fault is the value's, so it is shown where that was written.
    const place = value?.origin ?? { file: variable.file, range: variable.block.headerRange };
    reportAt(run.faults, place.file, place.range, {
      code: 'invalid-variable-value',
      message: `the value of the variable "${variable.name}" is not valid: ${message}`,
      related: [
        ...declaredAt(variable),
        {
          message: 'this condition does not hold',
          location: { file: condition.file, range: condition.condition.range },
        },
      ],
      args: { variable: variable.name, path: '' },
    });
  }
}

/** While validating, a variable stands for all the values it may have. */
function leaveOpen(variable: VariableConfig, instance: ModuleInstance, run: Run): void {
  if (run.mode !== 'validate') return;
  instance.variables.set(variable.name, convertVariable(variable, unknownValue(variable.type), run.faults));
}

function argumentValue(variable: VariableConfig, instance: ModuleInstance, parent: ModuleInstance, run: Run): Value {
  const call = instance.node.parent?.call;
  const argument = call?.arguments.get(variable.name);
  const scope = scopeOf(run, instance, variable.file);
  if (call === undefined || argument === undefined) {
    // A required argument that is not given is reported once, with the call.
    return chooseValue(variable, undefined, { missingVariables: 'unknown' }, scope);
  }
  const outer = scopeOf(run, parent, call.file, { repetition: instance.repetition });
  const given = evaluateExpression(argument.value, outer);
  if (!variable.ephemeral && marksWithin(given).ephemeral === true) {
    reportAt(run.faults, argument.file, argument.value.range, {
      code: 'value-not-allowed',
      message: `the variable "${variable.name}" does not take ephemeral values`,
      hint: 'add ephemeral = true to the variable',
      args: { variable: variable.name },
    });
  }
  return chooseValue(variable, given, { missingVariables: 'unknown' }, scope);
}

function expansionContext(node: GraphNode, instance: ModuleInstance, run: Run): ExpansionContext {
  let root = instance;
  while (root.parent !== undefined) root = root.parent;
  // What a name would stand for that is not declared is not known either, and has been reported.
  return { mode: run.mode, mayBeKnown: () => run.isBroken || restsOnOutsideBelow(node, root, run) };
}

// The number of instances rests on what the block reads, not on what the block is.
function restsOnOutsideBelow(node: GraphNode, root: ModuleInstance, run: Run): boolean {
  return node.dependencies.some((dependency) => restsOnOutside(dependency, root, run));
}

function expandModule(node: GraphNode, instance: ModuleInstance, run: Run): void {
  const call = node.module.config.modules.get(node.name);
  const child = node.module.children.get(node.name);
  if (call === undefined || child === undefined) return;
  const { form, repetitions } = expandFor(
    expansionContext(node, instance, run),
    call,
    scopeOf(run, instance, call.file),
  );
  const instances = repetitions.map((repetition) => newInstance(child, repetition, instance));
  child.instances.push(...instances);
  instance.modules.set(node.name, { form, instances });
}

function evaluateOutput(name: string, instance: ModuleInstance, run: Run): void {
  const output = instance.node.config.outputs.get(name);
  if (output === undefined) return;
  const scope = scopeOf(run, instance, output.file);
  const address = `${instance.address === '' ? '' : `${instance.address}.`}output.${name}`;
  const unmet = failedConditions(output.preconditions, scope, modeOf(run, instance));
  reportFailed(unmet, `precondition of ${address}`, run.faults);
  const value = output.value === undefined ? unknownAny : evaluateExpression(output.value, scope);
  const isRoot = instance.parent === undefined;
  if (isRoot && !output.sensitive && marksWithin(value).sensitive === true) {
    reportAt(run.faults, output.file, output.block.headerRange, {
      code: 'sensitive-output',
      message: `the output "${name}" shows a sensitive value`,
      hint: 'add sensitive = true to the output, or nonsensitive() where nothing secret is shown',
      args: { output: name },
    });
  }
  checkEphemeralOutput(output, value, isRoot, run);
  // Measured with 1.11: a sensitive output of a child module no longer marks what is made from it.
  const marks = output.sensitive && !isRoot && compareVersions(run.terraformVersion, '1.11') < 0;
  instance.outputs.set(name, marks ? withMarks(value, { sensitive: true }) : value);
}

function checkEphemeralOutput(output: OutputConfig, value: Value, isRoot: boolean, { faults }: Run): void {
  const { name, file, block, ephemeral } = output;
  if (ephemeral && isRoot) {
    const message = `the output "${name}" is of the root module, where none is ephemeral`;
    reportAt(faults, file, block.headerRange, { code: 'value-not-allowed', message, args: { output: name } });
  } else if (!ephemeral && output.value !== undefined && marksWithin(value).ephemeral === true) {
    reportAt(faults, file, output.value.range, {
      code: 'value-not-allowed',
      message: `the output "${name}" would keep an ephemeral value`,
      ...(!isRoot && { hint: 'add ephemeral = true to the output' }),
      args: { output: name },
    });
  }
}

function evaluateCheck(name: string, instance: ModuleInstance, run: Run): void {
  const check = instance.node.config.checks.find((each) => each.name === name);
  if (check === undefined) return;
  const failed = failedConditions(check.assertions, scopeOf(run, instance, check.file), run.mode);
  reportFailed(failed, `check "${name}"`, run.faults, { severity: 'warning' });
}
