import {
  type NameResolver,
  type Reference,
  type Resolved,
  report,
  type Scope,
  type Step,
} from '../../hcl/evaluate/scope.ts';
import type { Type, Value } from '../../hcl/value.ts';
import { anyType, listOf, mapOf, numberType, stringType } from '../../hcl/values/types.ts';
import {
  integerValue,
  objectValue,
  stringValue,
  tupleValue,
  unknownAny,
  unknownValue,
} from '../../hcl/values/values.ts';
import { outputProblem } from '../references/output-problem.ts';
import { keySuffix, type ModuleInstance, type ModuleInstances, type Repetition } from './instance.ts';

/** Names that only mean something in some places. */
export interface ScopeNames {
  /** `each` and `count`. */
  readonly repetition?: Repetition;
  /** `self`. */
  readonly self?: Value;
}

/**
 * What names mean in a module instance. Everything they stand for has been evaluated before; what is not there is unknown, since
 * `check-references.ts` has reported it or it is part of a reported cycle. Outputs that a module does not have are reported here.
 */
export function instanceNames(
  run: { readonly workspace: string },
  instance: ModuleInstance,
  names: ScopeNames = {},
): NameResolver {
  return {
    resolve: (reference, scope) =>
      (isOutput(reference, instance, scope) ? resolveName(reference, run.workspace, instance, names) : undefined) ?? {
        value: unknownAny,
        used: reference.steps.length,
      },
  };
}

/** Whether a reference to a module names what that has; a reference to something else is no concern of it. */
function isOutput(reference: Reference, { node }: ModuleInstance, scope: Scope): boolean {
  const problem = reference.root.name === 'module' ? outputProblem(reference, node) : undefined;
  if (problem !== undefined) report(scope, { code: 'unsupported-attribute', ...problem });
  return problem === undefined;
}

function resolveName(
  { root, steps }: Reference,
  workspace: string,
  instance: ModuleInstance,
  names: ScopeNames,
): Resolved | undefined {
  const first = keyOf(steps[0]);
  switch (root.name) {
    case 'self':
      return names.self === undefined ? undefined : { value: names.self, used: 0 };
    case 'each':
    case 'count':
      return repeatedValue(`${root.name}.${first}`, names.repetition);
    case 'path':
      return used(1, pathValue(first, instance));
    case 'terraform':
      return used(1, first === 'workspace' ? stringValue(workspace) : undefined);
    default:
  }
  if (first === undefined) return undefined;
  switch (root.name) {
    case 'var':
      return used(1, instance.variables.get(first));
    case 'local':
      return used(1, instance.locals.get(first));
    case 'module':
      return moduleValue({ root, steps }, instance.modules.get(first));
    case 'data':
    case 'ephemeral':
      return used(2, instance.resources.get(`${root.name}.${first}.${keyOf(steps[1])}`));
    case 'resource':
      return used(2, instance.resources.get(`${first}.${keyOf(steps[1])}`));
    default:
      return used(1, instance.resources.get(`${root.name}.${first}`));
  }
}

function keyOf(step: Step | undefined): string | undefined {
  return step === undefined ? undefined : String(step.key);
}

function used(count: number, value: Value | undefined): Resolved | undefined {
  return value === undefined ? undefined : { value, used: count };
}

function repeatedValue(name: string, repetition: Repetition | undefined): Resolved | undefined {
  if (repetition === undefined) return undefined;
  if (name === 'count.index') {
    if (repetition.form === 'count') return used(1, integerValue(repetition.index));
    return repetition.form === 'unknown' ? used(1, unknownValue(numberType, { notNull: true })) : undefined;
  }
  if (repetition.form === 'unknown')
    return used(1, name === 'each.key' ? unknownValue(stringType, { notNull: true }) : unknownAny);
  if (repetition.form !== 'each') return undefined;
  if (name === 'each.key') {
    const { origin } = repetition.value;
    return used(1, { ...stringValue(repetition.key), ...(origin && { origin }) });
  }
  return name === 'each.value' ? used(1, repetition.value) : undefined;
}

function pathValue(name: string | undefined, instance: ModuleInstance): Value | undefined {
  const { folder } = instance.node.config;
  if (name === 'module') return stringValue(folder === '' ? '.' : folder);
  if (name === 'root') return stringValue('.');
  // The working directory is that of whoever runs terraform.
  return name === 'cwd' ? unknownValue(stringType, { notNull: true }) : undefined;
}

function moduleValue({ steps }: Reference, instances: ModuleInstances | undefined): Resolved | undefined {
  if (instances === undefined) return undefined;
  const [, second, third] = steps;
  const [first] = instances.instances;
  if (instances.form === 'unknown') return used(1, first && unknownInstances(first));
  if (instances.form === 'single') {
    if (first === undefined) return undefined;
    return second?.kind === 'attribute' ? used(2, outputOf(first, second.key)) : used(1, outputsOf(first));
  }
  const chosen = instances.instances.find((each) => second !== undefined && isKey(each.repetition, second.key));
  if (chosen !== undefined && third?.kind === 'attribute') return used(3, outputOf(chosen, third.key));
  return used(1, allOutputs(instances));
}

// An output that is not declared has been reported already, so it is unknown here.
function outputOf(instance: ModuleInstance, name: string | number): Value {
  return instance.outputs.get(String(name)) ?? unknownAny;
}

/** What is known of the instances of a module when their number is not. */
function unknownInstances({ node: { config, parent } }: ModuleInstance): Value {
  const outputs = [...config.outputs.keys()].map((name): [string, Type] => [name, anyType]);
  const element: Type = { kind: 'object', attributes: new Map(outputs) };
  return unknownValue(parent?.call.count === undefined ? mapOf(element) : listOf(element));
}

function isKey(repetition: Repetition, key: string | number): boolean {
  if (repetition.form === 'count') return String(repetition.index) === String(key);
  return repetition.form === 'each' && repetition.key === String(key);
}

function allOutputs({ form, instances }: ModuleInstances): Value {
  if (form === 'count') return tupleValue(instances.map(outputsOf));
  const entries = new Map<string, Value>();
  for (const each of instances) {
    if (each.repetition.form === 'each') entries.set(each.repetition.key, outputsOf(each));
  }
  return objectValue(entries);
}

function outputsOf(instance: ModuleInstance): Value {
  const entries = new Map<string, Value>();
  for (const name of instance.node.config.outputs.keys()) entries.set(name, instance.outputs.get(name) ?? unknownAny);
  return objectValue(entries);
}

/** Address of an instance of a resource in a module instance. */
export function resourceAddress(instance: ModuleInstance, key: string, repetition: Repetition): string {
  return `${instance.address === '' ? '' : `${instance.address}.`}${key}${keySuffix(repetition)}`;
}
