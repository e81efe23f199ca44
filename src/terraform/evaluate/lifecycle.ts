import type { Body } from '../../hcl/ast.ts';
import { type FoundReference, referencesOf } from '../../hcl/evaluate/references.ts';
import type { Value } from '../../hcl/value.ts';
import { areEqual } from '../../hcl/values/equality.ts';
import { nullAny } from '../../hcl/values/values.ts';
import { argumentOf, blocksOf, ignoredMember, listItems, literalBool, unplaced } from '../config/blocks.ts';
import { type ResourceConfig, resourceKey } from '../config/module-config.ts';
import type { ResourceInstance } from '../evaluation.ts';
import type { Lifecycle } from '../plan/planned-instance.ts';
import type { GraphNode } from './graph.ts';
import { keySuffix, type ModuleInstance } from './instance.ts';
import type { Run } from './run.ts';

/**
 * What `lifecycle` says of an instance of a resource that is there already.
 *
 * @param address - Of the instance.
 */
export function lifecycleOf(config: ResourceConfig, instance: ModuleInstance, address: string, run: Run): Lifecycle {
  const ignoreChanges = ignoredBy(lifecycleBodies(config));
  return {
    createBeforeDestroy: run.createdFirst.has(config),
    preventDestroy: hasLifecycleFlag(config, 'prevent_destroy'),
    ...(ignoreChanges !== undefined && { ignoreChanges }),
    isReplaceTriggered: isReplaceTriggered(config, instance, keyIn(address), run),
  };
}

/** Whether a switch of `lifecycle` is on. */
export function hasLifecycleFlag(config: ResourceConfig, name: 'create_before_destroy' | 'prevent_destroy'): boolean {
  return lifecycleBodies(config).some((body) => literalBool(argumentOf(body, name)?.value) === true);
}

function lifecycleBodies({ block }: ResourceConfig): readonly Body[] {
  return blocksOf(block.body, 'lifecycle').map(({ body }) => body);
}

/**
 * Resources whose replacement is created before they are destroyed: those with `create_before_destroy`, and all they depend on, since
 * these too must still be there until what replaces them is.
 *
 * @param order - Everything of a module, what something needs before it.
 */
export function resourcesCreatedFirst(order: readonly GraphNode[]): ReadonlySet<ResourceConfig> {
  const found = new Set<ResourceConfig>();
  const needed = new Set<GraphNode>();
  for (const node of order.toReversed()) {
    const resource = node.kind === 'resource' ? node.module.config.resources.get(node.name) : undefined;
    const isFirst = resource !== undefined && hasLifecycleFlag(resource, 'create_before_destroy');
    if (!isFirst && !needed.has(node)) continue;
    if (resource !== undefined) found.add(resource);
    for (const dependency of node.dependencies) needed.add(dependency);
  }
  return found;
}

function ignoredBy(bodies: readonly Body[]): Lifecycle['ignoreChanges'] {
  const written = bodies.map((body) => unplaced(argumentOf(body, 'ignore_changes')?.value));
  if (written.some((value) => value?.kind === 'reference' && value.name === 'all')) return 'all';
  const paths = written.flatMap(listItems).flatMap((item) => {
    const reference = ignoredMember(item);
    return reference === undefined ? [] : [[reference.root.name, ...reference.steps.map(({ key }) => key)]];
  });
  return paths.length === 0 ? undefined : paths;
}

// `["a"]` of an address; nothing where it has no key.
function keyIn(address: string): string {
  return /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/.exec(address)?.[0] ?? '';
}

function isReplaceTriggered(
  { replaceTriggeredBy }: ResourceConfig,
  instance: ModuleInstance,
  ownKey: string,
  run: Run,
): boolean {
  return replaceTriggeredBy.some((expression) =>
    referencesOf(expression).some((reference) => hasChanged(reference, instance, ownKey, run)),
  );
}

// A whole resource triggers when any of its instances changes; one of its attributes when the attribute does.
function hasChanged(reference: FoundReference, { address }: ModuleInstance, ownKey: string, run: Run): boolean {
  const { root, steps, expression } = reference;
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  const key = resourceKey('managed', root.name, String(first.key));
  const base = address === '' ? key : `${address}.${key}`;
  // An index that is not written out can only be that of the instance itself: each.key or count.index.
  const isOwn = rest.length === 0 && expression.range.end > first.range.end;
  const one = isOwn ? base + ownKey : rest[0]?.kind === 'index' ? base + keyText(rest[0].key) : undefined;
  const last = isOwn && expression.kind === 'attribute-access' ? expression.name : undefined;
  const attribute = rest.find(({ kind }) => kind === 'attribute')?.key ?? last;
  return run.resources.some((each) => {
    if (one === undefined ? each.address !== base && !each.address.startsWith(`${base}[`) : each.address !== one)
      return false;
    const action = each.change?.action;
    if (action !== 'update' && action !== 'replace') return false;
    return attribute === undefined || attributeChanged(each, String(attribute), run);
  });
}

function keyText(key: string | number): string {
  return keySuffix(typeof key === 'number' ? { form: 'count', index: key } : { form: 'each', key, value: nullAny });
}

function attributeChanged({ address, values }: ResourceInstance, name: string, run: Run): boolean {
  const before: Value | undefined = run.prior?.instances.get(address)?.values.entries.get(name);
  const after = values.entries.get(name);
  return before === undefined || after === undefined || areEqual(before, after) !== true;
}
