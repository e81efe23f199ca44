import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import { compareText } from '../diagnostics/order.ts';
import type { Body } from '../hcl/ast.ts';
import type { Value } from '../hcl/value.ts';
import { objectValue, unknownAny } from '../hcl/values/values.ts';
import type { ModuleNode } from './config/module-tree.ts';
import { checkImport } from './evaluate/check-import.ts';
import { evaluateNode } from './evaluate/evaluate-node.ts';
import { settingsOf } from './evaluate/evaluate-provider.ts';
import type { GraphNode } from './evaluate/graph.ts';
import { type ModuleInstance, newInstance } from './evaluate/instance.ts';
import { rootVariables } from './evaluate/root-variables.ts';
import type { EvaluationMode, PriorPlanning, ResolveComputed, Run } from './evaluate/run.ts';
import type { VariableSource } from './evaluate/variable-assignments.ts';
import type { Evaluation, OutputValue, ProviderConfiguration } from './evaluation.ts';
import { constantScope, functionContext, type OpenModule, type OpenModuleInput, openModule } from './open-module.ts';
import { checkRelocations } from './references/check-relocations.ts';
import { checkPlannedTriggers } from './references/check-replace-triggers.ts';
import { newFaults } from './references/new-faults.ts';

/** What a module is evaluated with. */
export interface EvaluateModuleInput extends OpenModuleInput, RunInput {}

/** The values that an opened module is evaluated with. */
export interface RunInput {
  /** Whether what holds for all values is looked at, or the values at hand. Default: `plan`. */
  readonly mode?: EvaluationMode;
  /** Values of root variables that win over the tfvars files. Default: none. */
  readonly variables?: ReadonlyMap<string, Value>;
  /** What `--var` and `--var-file` give, in their order: wins over the module's own tfvars files. Default: none. */
  readonly variableSources?: readonly VariableSource[];
  /** Root variables that are given at run time and unknown until then. Default: none. */
  readonly unknownVariables?: Iterable<string>;
  /** What to make of a root variable without value and default: it is unknown (default, as `terraform validate`), or that is a fault. */
  readonly missingVariables?: 'unknown' | 'fault';
  /** Value of `terraform.workspace`. Default: `default`. */
  readonly workspace?: string;
  /** Values for attributes that a provider computes. Default: they are unknown. */
  readonly resolveComputed?: ResolveComputed;
  /** What is there already, and `planInstance`. Default: nothing is. */
  readonly prior?: PriorPlanning;
}

/** An evaluated module with the syntax trees of its files. */
export interface EvaluatedModule {
  readonly evaluation: Evaluation;
  /** By path relative to the root module. */
  readonly bodies: ReadonlyMap<string, Body>;
}

/** A module after evaluation, with everything that was evaluated in it. */
export interface ModuleRun {
  readonly module: OpenModule;
  readonly root: ModuleInstance;
  readonly run: Run;
  /** Of reading and evaluating it, as they were found. */
  readonly faults: readonly Diagnostic[];
}

/**
 * Evaluates a root module with its local child modules: variables, locals, resources, outputs. Pure and synchronous. There is always a
 * value, as far as the faults leave one: what could not be evaluated is unknown. Diagnostics are in the one order.
 */
export function evaluateModule(
  input: EvaluateModuleInput,
): Outcome<EvaluatedModule> & { readonly value: EvaluatedModule } {
  return evaluateOpened(openModule(input), input);
}

/** Like {@link evaluateModule}, of a module that has been read: reading it once is enough for several evaluations. */
export function evaluateOpened(
  module: OpenModule,
  input: RunInput,
): Outcome<EvaluatedModule> & { readonly value: EvaluatedModule } {
  const evaluated = runModule(module, input);
  return {
    value: { evaluation: summarize(evaluated), bodies: module.tree.bodies },
    diagnostics: mergeDiagnostics(evaluated.faults),
  };
}

/** What `runModule` does otherwise than to evaluate everything. */
export interface RunOptions extends Pick<Run, 'resourcesUnknown'> {
  /** Only these are evaluated, which must hold all that they depend on. Default: everything. */
  readonly only?: ReadonlySet<GraphNode>;
}

/** Evaluates a module for those who go on evaluating in it. */
export function runModule(module: OpenModule, input: RunInput, { only, ...options }: RunOptions = {}): ModuleRun {
  const run = { ...startRun(module, input), ...options };
  const { tree, order, dependencies } = module;
  for (const node of tree.nodes) node.instances.length = 0;
  const root = newInstance(tree.root, { form: 'single' });
  tree.root.instances.push(root);
  const { missingVariables = 'unknown' } = input;
  const constants = constantScope(run.functions, run.faults);
  const variables = rootVariables(tree.root.config, module.files, { ...input, missingVariables }, constants);
  for (const [name, value] of variables) root.variables.set(name, value);
  for (const node of order) {
    if (only?.has(node) !== false && !isUnusedProvider(node, module))
      evaluateNode(node, dependencies.get(node) ?? [], run);
  }
  for (const each of tree.root.config.imports) checkImport(each, root, run);
  if (run.mode === 'plan') {
    checkRelocations(tree.root, run.faults);
    for (const node of tree.nodes) checkPlannedTriggers(node, run.unused, run.faults);
    run.prior?.checkGone(tree.nodes, run);
  }
  return { module, root, run, faults: [...module.faults, ...newFaults(module.faults, run.faults)] };
}

function isUnusedProvider({ kind, name, module }: GraphNode, { usedProviders }: OpenModule): boolean {
  const config = kind === 'provider' ? module.config.providers.get(name) : undefined;
  return config !== undefined && !usedProviders.has(config);
}

function startRun(
  { files, others, terraformVersion, engines, facts, tree, order, faults: readFaults, faultsInContent }: OpenModule,
  { mode = 'plan', workspace = 'default', resolveComputed, prior }: RunInput,
): Run {
  const faults: Diagnostic[] = [];
  const functions = functionContext({ files, others, terraformVersion, engines }, faults);
  return {
    mode,
    terraformVersion,
    workspace,
    functions,
    faults,
    isBroken: readFaults.some(({ severity }) => severity === 'error'),
    faultsInContent,
    resources: [],
    settings: new Map(),
    unused: new Set(),
    unsure: new Set(),
    failed: new Set(),
    createdFirst: prior?.createdFirst(order) ?? new Set(),
    hasEphemeral: mayBeEphemeral(tree.nodes),
    outside: new Map(),
    ...(facts !== undefined && { facts }),
    ...(resolveComputed !== undefined && { resolveComputed }),
    ...(prior !== undefined && { prior }),
  };
}

function mayBeEphemeral(nodes: readonly ModuleNode[]): boolean {
  return nodes.some(
    ({ config: { variables, outputs, resources } }) =>
      [...variables.values(), ...outputs.values()].some(({ ephemeral }) => ephemeral) ||
      [...resources.values()].some(({ mode }) => mode === 'ephemeral'),
  );
}

/** What policy, cost and their like read of an evaluated module. */
export function summarize({ module: { tree, files }, root, run }: ModuleRun): Evaluation {
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
    const values = settingsOf(key, root, run) ?? objectValue(new Map());
    const location = { file, range: block.headerRange };
    providers.set(key, { name, ...(alias !== undefined && { alias }), values, location });
  }
  return providers;
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => compareText(a, b)));
}
