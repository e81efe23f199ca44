import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import { compareText } from '../diagnostics/order.ts';
import type { Body } from '../hcl/ast.ts';
import { newBudget } from '../hcl/evaluate/budget.ts';
import type { Scope } from '../hcl/evaluate/scope.ts';
import { evaluateTemplateText } from '../hcl/evaluate/template-text.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import type { FunctionContext } from '../hcl/functions/function.ts';
import type { Value } from '../hcl/value.ts';
import { unknownAny } from '../hcl/values/values.ts';
import { type ModuleTree, readModuleTree } from './config/module-tree.ts';
import { resourceDependencies } from './evaluate/dependencies.ts';
import { evaluateBody } from './evaluate/evaluate-body.ts';
import { evaluateNode } from './evaluate/evaluate-node.ts';
import { evaluationOrder } from './evaluate/graph.ts';
import { type ModuleInstance, newInstance } from './evaluate/instance.ts';
import { rootVariables } from './evaluate/root-variables.ts';
import { type ResolveComputed, type Run, scopeOf } from './evaluate/run.ts';
import type { Evaluation, OutputValue, ProviderConfiguration, ResourceInstance } from './evaluation.ts';
import { checkCalls } from './references/check-calls.ts';
import { checkConditions } from './references/check-conditions.ts';
import { checkReferences } from './references/check-references.ts';
import { checkVersions } from './references/check-versions.ts';

/** What a module is evaluated with. */
export interface EvaluateModuleInput {
  /** Text of the files, by path relative to the root module; those of child modules too, and what `file()` and its kin read. */
  readonly files: ReadonlyMap<string, string>;
  /** Language level, such as `1.5.7`: newer features are faults. */
  readonly terraformVersion: string;
  /** Values of root variables that win over the tfvars files. Default: none. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** Root variables that are given at run time and unknown until then. Default: none. */
  readonly unknownVariables?: Iterable<string>;
  /** What to make of a root variable without value and default: it is unknown (default, as `terraform validate`), or that is a fault. */
  readonly missingVariables?: 'unknown' | 'fault';
  /** Packages for functions that need some, from `loadEngines`. Default: none, and those functions are `function-not-supported`. */
  readonly engines?: Engines;
  /** Value of `terraform.workspace`. Default: `default`. */
  readonly workspace?: string;
  /** Values for attributes that a provider computes. Default: they are unknown. */
  readonly resolveComputed?: ResolveComputed;
}

/** An evaluated module with the syntax trees of its files. */
export interface EvaluatedModule {
  readonly evaluation: Evaluation;
  /** By path relative to the root module. */
  readonly bodies: ReadonlyMap<string, Body>;
}

/** A module after evaluation, with everything that was evaluated in it. */
export interface ModuleRun {
  readonly tree: ModuleTree;
  readonly root: ModuleInstance;
  readonly run: Run;
}

/**
 * Evaluates a root module with its local child modules: variables, locals, resources, outputs. Pure and synchronous. There is always a
 * value, as far as the faults leave one: what could not be evaluated is unknown. Diagnostics are in the one order.
 */
export function evaluateModule(
  input: EvaluateModuleInput,
): Outcome<EvaluatedModule> & { readonly value: EvaluatedModule } {
  const { tree, root, run } = runModule(input);
  const evaluation = summarize(tree, root, run, input.files);
  return { value: { evaluation, bodies: tree.bodies }, diagnostics: mergeDiagnostics(run.faults) };
}

/** Like {@link evaluateModule}, for those who go on evaluating in the module. The run's faults are those found so far. */
export function runModule(input: EvaluateModuleInput, options: Pick<Run, 'resourcesUnknown'> = {}): ModuleRun {
  const run = { ...startRun(input), ...options };
  const { faults, functions, terraformVersion } = run;
  const constants: Scope = { file: '', names: { resolve: () => ({ value: unknownAny, used: 0 }) }, functions, faults };
  const tree = readModuleTree(input.files, { terraformVersion, faults, scope: constants });
  const root = newInstance(tree.root, { form: 'single' });
  tree.root.instances.push(root);
  const { missingVariables = 'unknown' } = input;
  const variables = rootVariables(tree.root.config, input.files, { ...input, missingVariables }, constants);
  for (const [name, value] of variables) root.variables.set(name, value);
  for (const node of tree.nodes) {
    checkReferences(node, faults);
    checkCalls(node, faults);
    checkConditions(node, terraformVersion, faults);
    checkVersions(node, terraformVersion, faults);
  }
  const order = evaluationOrder(tree.nodes, faults);
  const dependencies = resourceDependencies(order);
  for (const node of order) evaluateNode(node, dependencies.get(node) ?? [], run);
  return { tree, root, run };
}

function startRun({
  files,
  terraformVersion,
  engines = {},
  workspace = 'default',
  resolveComputed,
}: EvaluateModuleInput): Run {
  const faults: Diagnostic[] = [];
  const functions: FunctionContext = {
    terraformVersion,
    files,
    engines,
    budget: newBudget(),
    template: (text, file, names) => evaluateTemplateText(text, file, names, functions, faults),
  };
  const resources: ResourceInstance[] = [];
  const run = { terraformVersion, workspace, functions, faults, resources };
  return resolveComputed === undefined ? run : { ...run, resolveComputed };
}

function summarize(tree: ModuleTree, root: ModuleInstance, run: Run, files: ReadonlyMap<string, string>): Evaluation {
  return {
    terraformVersion: run.terraformVersion,
    files,
    variables: sorted(root.variables),
    resources: [...run.resources].sort((a, b) => compareText(a.address, b.address)),
    outputs: outputsOf(root),
    providers: providersOf(root, run),
    unresolvedModules: tree.unresolved,
  };
}

function outputsOf(root: ModuleInstance): readonly OutputValue[] {
  const outputs: OutputValue[] = [];
  for (const [name, { file, block, value, sensitive, description }] of sorted(root.node.config.outputs)) {
    const result = root.outputs.get(name) ?? unknownAny;
    const range = value?.range ?? block.headerRange;
    outputs.push({
      name,
      value: result,
      sensitive,
      ...(description !== undefined && { description }),
      origin: result.origin ?? { file, range, variables: [], through: [] },
    });
  }
  return outputs;
}

function providersOf(root: ModuleInstance, run: Run): ReadonlyMap<string, ProviderConfiguration> {
  const providers = new Map<string, ProviderConfiguration>();
  for (const [key, { file, block, name, alias }] of sorted(root.node.config.providers)) {
    const values = evaluateBody(block.body, scopeOf(run, root, file), { leaveOut: providerArguments });
    const location = { file, range: block.headerRange };
    providers.set(key, { name, ...(alias !== undefined && { alias }), values, location });
  }
  return providers;
}

const providerArguments: ReadonlySet<string> = new Set(['alias', 'version']);

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => compareText(a, b)));
}
