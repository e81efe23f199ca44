import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import type { Reference } from '../../hcl/evaluate/scope.ts';
import { type ConditionConfig, resourceKey } from '../config/module-config.ts';
import type { BodyReference } from '../config/module-references.ts';
import { referencesInAll, referencesInBody } from '../config/module-references.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { configurationOf } from '../references/provider-configurations.ts';

/** One thing that is evaluated: a declaration in a module, for all instances of the module. */
export interface GraphNode {
  readonly module: ModuleNode;
  readonly kind: 'variable' | 'local' | 'resource' | 'output' | 'module' | 'provider' | 'check';
  /** Name in its module: `x`, for resources `type.name`. */
  readonly name: string;
  readonly location: Location;
  /** In order of appearance, each once. */
  readonly dependencies: readonly GraphNode[];
  /** Where a resource reads itself, which planning an instance of it refuses. */
  readonly ofItself: readonly Location[];
  /** Part of a cycle: has no value. */
  cyclic: boolean;
}

type MutableNode = GraphNode & { readonly dependencies: GraphNode[]; readonly ofItself: Location[] };

/** Everything of a module tree in an order in which what something needs comes before it. Cycles are reported. */
export function evaluationOrder(modules: readonly ModuleNode[], faults: Diagnostic[]): readonly GraphNode[] {
  const nodes = new Map<string, MutableNode>();
  for (const module of modules)
    for (const node of declaredIn(module)) nodes.set(keyOf(node.module, node.kind, node.name), node);
  const find = (module: ModuleNode, kind: GraphNode['kind'], name: string) => nodes.get(keyOf(module, kind, name));
  for (const node of nodes.values()) link(node, find);
  return sortByDependencies([...nodes.values()], faults);
}

/** `module.a.local.b`: the node as users know it. */
export function describeNode({ module, kind, name }: GraphNode): string {
  const prefix = module.path === '' ? '' : `${module.path}.`;
  const words: Partial<Record<GraphNode['kind'], string>> = {
    variable: 'var.',
    local: 'local.',
    output: 'output.',
    module: 'module.',
  };
  return `${prefix}${words[kind] ?? ''}${name}`;
}

function keyOf(module: ModuleNode, kind: GraphNode['kind'], name: string): string {
  return `${module.path}|${kind}|${name}`;
}

function declaredIn(module: ModuleNode): readonly MutableNode[] {
  const nodes: MutableNode[] = [];
  const add = (kind: GraphNode['kind'], name: string, location: Location): void => {
    nodes.push({ module, kind, name, location, dependencies: [], ofItself: [], cyclic: false });
  };
  const { config } = module;
  for (const [name, { file, block }] of config.variables) add('variable', name, { file, range: block.headerRange });
  for (const [name, { file, nameRange }] of config.locals) add('local', name, { file, range: nameRange });
  for (const [name, { file, block }] of config.modules) add('module', name, { file, range: block.headerRange });
  for (const [name, { file, block }] of config.resources) add('resource', name, { file, range: block.headerRange });
  for (const [name, { file, block }] of config.providers) add('provider', name, { file, range: block.headerRange });
  for (const [name, { file, block }] of config.outputs) add('output', name, { file, range: block.headerRange });
  for (const { name, file, block } of config.checks) add('check', name, { file, range: block.headerRange });
  return nodes;
}

type Find = (module: ModuleNode, kind: GraphNode['kind'], name: string) => MutableNode | undefined;

function link(node: MutableNode, find: Find): void {
  const { module } = node;
  const targets = new Set<GraphNode>();
  const { parent } = module;
  // Nothing in a child module is evaluated before it is known how often the module is called.
  if (parent !== undefined) addTarget(targets, find(parent.node, 'module', parent.call.name));
  for (const found of referencesOfNode(node)) linkReference(node, found, targets, find);
  if (node.kind === 'resource') {
    for (const target of orderedBefore(node, find)) if (target !== node) addTarget(targets, target);
    addTarget(targets, providerNode(node, find));
  }
  node.dependencies.push(...targets);
}

function linkReference(
  node: MutableNode,
  { reference, from }: ReferenceFrom,
  targets: Set<GraphNode>,
  find: Find,
): void {
  for (const target of targetsOf(reference, from, find)) {
    if (target === node && node.kind === 'resource') node.ofItself.push(placeOf(reference, node));
    // A validation reads the variable it belongs to, a postcondition its resource by `self`.
    else if (target !== node || node.kind !== 'variable') addTarget(targets, target);
  }
}

function placeOf({ file, expression }: BodyReference, { location }: GraphNode): Location {
  return { file: file ?? location.file, range: expression.range };
}

/** What a resource names in `depends_on`; itself is allowed there. */
function orderedBefore({ module, name }: GraphNode, find: Find): readonly (GraphNode | undefined)[] {
  const dependsOn = module.config.resources.get(name)?.dependsOn ?? [];
  return referencesInAll(dependsOn).flatMap((reference) => targetsOf(reference, module, find));
}

/** The `provider` block that configures a resource: of its own module, or of the nearest one above that passes it on. */
function providerNode({ module, name }: GraphNode, find: Find): MutableNode | undefined {
  const provider = module.config.resources.get(name)?.provider ?? '';
  const configuration = configurationOf(provider, module);
  return find(configuration.node, 'provider', configuration.name);
}

function addTarget(targets: Set<GraphNode>, target: GraphNode | undefined): void {
  if (target !== undefined) targets.add(target);
}

interface ReferenceFrom {
  readonly reference: BodyReference;
  readonly from: ModuleNode;
}

/** References in the text of a node, with the module whose names they use. */
export function referencesOfNode(node: GraphNode): readonly ReferenceFrom[] {
  const { module } = node;
  const { parent } = module;
  const own = ownReferences(node).map((reference) => ({ reference, from: module }));
  if (node.kind !== 'variable' || parent === undefined) return own;
  const given = parent.call.arguments.get(node.name);
  return [...own, ...referencesInAll([given?.value]).map((reference) => ({ reference, from: parent.node }))];
}

function ownReferences({ module: { config }, kind, name }: GraphNode): readonly BodyReference[] {
  switch (kind) {
    case 'variable':
      return inConditions(config.variables.get(name)?.validations ?? []);
    case 'local':
      return referencesInAll([config.locals.get(name)?.expression]);
    case 'resource': {
      const resource = config.resources.get(name);
      return resource === undefined
        ? []
        : [...referencesInBody(resource.block.body), ...referencesInAll(resource.replaceTriggeredBy)];
    }
    case 'output': {
      const output = config.outputs.get(name);
      if (output === undefined) return [];
      return [...referencesInAll([output.value, ...output.dependsOn]), ...inConditions(output.preconditions)];
    }
    case 'module': {
      const call = config.modules.get(name);
      return referencesInAll([call?.count, call?.forEach]);
    }
    case 'provider': {
      const provider = config.providers.get(name);
      return provider === undefined ? [] : referencesInBody(provider.block.body);
    }
    case 'check':
      return inConditions(config.checks.find((check) => check.name === name)?.assertions ?? []);
  }
}

function inConditions(conditions: readonly ConditionConfig[]): readonly BodyReference[] {
  return conditions.flatMap(({ condition, errorMessage }) => referencesInAll([condition, errorMessage]));
}

function targetsOf({ root, steps }: Reference, module: ModuleNode, find: Find): readonly (GraphNode | undefined)[] {
  const [first, second] = steps.map(({ key }) => String(key));
  if (first === undefined) return [];
  switch (root.name) {
    case 'var':
      return [find(module, 'variable', first)];
    case 'local':
      return [find(module, 'local', first)];
    case 'module':
      return moduleTargets({ root, steps }, module, find);
    case 'data':
    case 'ephemeral':
      return second === undefined ? [] : [find(module, 'resource', `${root.name}.${first}.${second}`)];
    case 'resource':
      return second === undefined ? [] : [find(module, 'resource', resourceKey('managed', first, second))];
    default:
      return [find(module, 'resource', resourceKey('managed', root.name, first))];
  }
}

function moduleTargets({ steps }: Reference, module: ModuleNode, find: Find): readonly (GraphNode | undefined)[] {
  const name = String(steps[0]?.key);
  const child = module.children.get(name);
  const call = find(module, 'module', name);
  if (child === undefined) return [call];
  const output = steps.slice(1).find((step) => step.kind === 'attribute');
  const single = output === undefined ? undefined : find(child, 'output', String(output.key));
  if (single !== undefined) return [call, single];
  return [call, ...[...child.config.outputs.keys()].map((each) => find(child, 'output', each))];
}

// Depth first without recursion, since chains of locals may be longer than the stack is deep.
function sortByDependencies(nodes: readonly GraphNode[], faults: Diagnostic[]): readonly GraphNode[] {
  const order: GraphNode[] = [];
  const state = new Map<GraphNode, 'open' | 'done'>();
  for (const start of nodes) {
    const path: { readonly node: GraphNode; next: number }[] = [];
    const enter = (node: GraphNode): void => {
      state.set(node, 'open');
      path.push({ node, next: 0 });
    };
    if (!state.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const dependency = top.node.dependencies[top.next++];
      if (dependency === undefined) {
        state.set(top.node, 'done');
        order.push(top.node);
        path.pop();
      } else if (state.get(dependency) === 'open') {
        reportCycle(
          path.slice(path.findIndex(({ node }) => node === dependency)).map(({ node }) => node),
          faults,
        );
      } else if (!state.has(dependency)) {
        enter(dependency);
      }
    }
  }
  return order;
}

function reportCycle(cycle: readonly GraphNode[], faults: Diagnostic[]): void {
  for (const node of cycle) node.cyclic = true;
  // Begin at the smallest name, so that the message does not depend on where the search came from.
  const names = cycle.map(describeNode);
  const first = names.indexOf([...names].sort()[0] ?? '');
  const turned = [...names.slice(first), ...names.slice(0, first)];
  const location = cycle[first]?.location;
  faults.push({
    code: 'reference-cycle',
    severity: 'error',
    message: `these depend on each other: ${turned.join(', ')}`,
    ...(location !== undefined && { location }),
  });
}
