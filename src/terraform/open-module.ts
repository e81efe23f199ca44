import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { newBudget } from '../hcl/evaluate/budget.ts';
import { decodeVariables } from '../hcl/evaluate/decode-variables.ts';
import { hasErrors, type Scope } from '../hcl/evaluate/scope.ts';
import { evaluateTemplateText } from '../hcl/evaluate/template-text.ts';
import type { Engines } from '../hcl/functions/engines.ts';
import { type FunctionContext, type OtherFiles, TemplateFault } from '../hcl/functions/function.ts';
import { unknownAny } from '../hcl/values/values.ts';
import type { ProviderConfig } from './config/module-config.ts';
import { type ModuleTree, readModuleTree } from './config/module-tree.ts';
import type { ParseCache } from './config/parse-cache.ts';
import { checkTypes } from './evaluate/check-types.ts';
import { resourceDependencies } from './evaluate/dependencies.ts';
import { evaluationOrder, type GraphNode } from './evaluate/graph.ts';
import type { ProviderFacts } from './facts/facts.ts';
import { checkCalls } from './references/check-calls.ts';
import { checkConditions } from './references/check-conditions.ts';
import { checkIgnoredChanges } from './references/check-ignored-changes.ts';
import { checkProviderFunctions } from './references/check-provider-functions.ts';
import { checkProviders } from './references/check-providers.ts';
import { checkProvisioners } from './references/check-provisioners.ts';
import { checkReferences, type FaultInContent } from './references/check-references.ts';
import { checkImports } from './references/check-relocations.ts';
import { checkReplaceTriggers } from './references/check-replace-triggers.ts';
import { checkVersions } from './references/check-versions.ts';
import { usedConfigurations } from './references/provider-configurations.ts';

/** What a module is read with. */
export interface OpenModuleInput {
  /** Text of the files, by path relative to the root module; those of child modules too, and what `file()` and its kin read. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that hold no text, for `filebase64()` and its kin. Default: none. */
  readonly others?: OtherFiles;
  /** Language level, such as `1.5.7`: newer features are faults. */
  readonly terraformVersion: string;
  /** What is known of providers. Default: nothing, and resources are taken as written. */
  readonly facts?: ProviderFacts;
  /** Packages for functions that need some, from `loadEngines`. Default: none, and those functions are `function-not-supported`. */
  readonly engines?: Engines;
  /** Shared by modules that have files in common. Default: every file is parsed. */
  readonly parseCache?: ParseCache;
}

/** A module that has been read, and checked as far as that needs no values. */
export interface OpenModule {
  readonly files: ReadonlyMap<string, string>;
  readonly others: OtherFiles | undefined;
  readonly terraformVersion: string;
  readonly facts: ProviderFacts | undefined;
  readonly engines: Engines;
  readonly tree: ModuleTree;
  /** `provider` blocks that some resource uses; others are not evaluated. */
  readonly usedProviders: ReadonlySet<ProviderConfig>;
  /** All declarations; what one needs comes before it. */
  readonly order: readonly GraphNode[];
  /** Addresses of the resources that a declaration reads. */
  readonly dependencies: ReadonlyMap<GraphNode, readonly string[]>;
  /** In order of appearance. */
  readonly faults: readonly Diagnostic[];
  /** What is a fault only where a `dynamic` block is generated. */
  readonly faultsInContent: readonly FaultInContent[];
}

/** Reads a root module with its child modules and reports what is wrong whatever the values are. Pure and synchronous. */
export function openModule(input: OpenModuleInput): OpenModule {
  const { files, others, terraformVersion, facts, engines = {}, parseCache } = input;
  const faults: Diagnostic[] = [];
  const scope = constantScope(functionContext({ files, others, terraformVersion, engines }, faults), faults);
  const tree = readModuleTree(files, {
    terraformVersion,
    faults,
    scope,
    ...(facts !== undefined && { facts }),
    ...(parseCache !== undefined && { parseCache }),
  });
  const usedProviders = usedConfigurations(tree);
  const faultsInContent: FaultInContent[] = [];
  for (const node of tree.nodes) {
    faultsInContent.push(...checkReferences(node, faults, facts));
    checkReplaceTriggers(node, faults);
    checkProvisioners(node, faults);
    checkProviders(node, faults);
    checkProviderFunctions(node.config, files, faults);
    checkCalls(node, faults);
    checkConditions(node, terraformVersion, faults);
    checkVersions(node, terraformVersion, faults);
    if (facts !== undefined) {
      checkIgnoredChanges(node, facts, faults);
      checkTypes(node, facts, usedProviders, faults);
    }
  }
  checkImports(tree.root, tree.nodes, faults);
  const order = evaluationOrder(tree.nodes, faults);
  const dependencies = resourceDependencies(order);
  return {
    ...{ files, others, terraformVersion, facts, engines, tree },
    ...{ usedProviders, order, dependencies, faults, faultsInContent },
  };
}

/** What functions work with in a module. */
export function functionContext(
  { files, others, terraformVersion, engines }: Pick<OpenModule, 'files' | 'others' | 'terraformVersion' | 'engines'>,
  faults: Diagnostic[],
): FunctionContext {
  const context: FunctionContext = {
    terraformVersion,
    files,
    ...(others && { others }),
    engines,
    budget: newBudget(),
    template: (text, file, names) => {
      const found: Diagnostic[] = [];
      const value = evaluateTemplateText(text, file, names, context, found);
      if (hasErrors(found)) throw new TemplateFault(found);
      faults.push(...found);
      return value;
    },
    variables: (text) => decodeVariables(text, context),
  };
  return context;
}

/** A scope for expressions in which names mean nothing. */
export function constantScope(functions: FunctionContext, faults: Diagnostic[]): Scope {
  return { file: '', names: { resolve: () => ({ value: unknownAny, used: 0 }) }, functions, faults };
}
