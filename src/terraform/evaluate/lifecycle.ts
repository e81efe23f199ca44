import type { Body } from '../../hcl/ast.ts';
import { type FoundReference, referencesOf, staticReference } from '../../hcl/evaluate/references.ts';
import type { Value } from '../../hcl/value.ts';
import { areEqual } from '../../hcl/values/equality.ts';
import { argumentOf, blocksOf, listItems, literalBool, unplaced } from '../config/blocks.ts';
import { type ResourceConfig, resourceKey } from '../config/module-config.ts';
import type { ResourceInstance } from '../evaluation.ts';
import type { Lifecycle } from '../plan/planned-instance.ts';
import type { ModuleInstance } from './instance.ts';
import type { Run } from './run.ts';

/** What `lifecycle` says of the instances of a resource that are there already. */
export function lifecycleOf(config: ResourceConfig, instance: ModuleInstance, run: Run): Lifecycle {
  const bodies = blocksOf(config.block.body, 'lifecycle').map(({ body }) => body);
  const flag = (name: string): boolean => bodies.some((body) => literalBool(argumentOf(body, name)?.value) === true);
  const ignoreChanges = ignoredBy(bodies);
  return {
    createBeforeDestroy: flag('create_before_destroy'),
    preventDestroy: flag('prevent_destroy'),
    ...(ignoreChanges !== undefined && { ignoreChanges }),
    isReplaceTriggered: isReplaceTriggered(config, instance, run),
  };
}

function ignoredBy(bodies: readonly Body[]): Lifecycle['ignoreChanges'] {
  const written = bodies.map((body) => unplaced(argumentOf(body, 'ignore_changes')?.value));
  if (written.some((value) => value?.kind === 'reference' && value.name === 'all')) return 'all';
  const paths = written.flatMap(listItems).flatMap((item) => {
    const reference = staticReference(item);
    return reference === undefined ? [] : [[reference.root.name, ...reference.steps.map(({ key }) => key)]];
  });
  return paths.length === 0 ? undefined : paths;
}

function isReplaceTriggered({ replaceTriggeredBy }: ResourceConfig, instance: ModuleInstance, run: Run): boolean {
  return replaceTriggeredBy.some((expression) =>
    referencesOf(expression).some((reference) => hasChanged(reference, instance, run)),
  );
}

// A whole resource triggers when any of its instances changes; one of its attributes when the attribute does.
function hasChanged({ root, steps }: FoundReference, { address }: ModuleInstance, run: Run): boolean {
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  const key = resourceKey('managed', root.name, String(first.key));
  const base = address === '' ? key : `${address}.${key}`;
  const attribute = rest.find(({ kind }) => kind === 'attribute')?.key;
  return run.resources.some((each) => {
    if (each.address !== base && !each.address.startsWith(`${base}[`)) return false;
    const action = each.change?.action;
    if (action !== 'update' && action !== 'replace') return false;
    return attribute === undefined || attributeChanged(each, String(attribute), run);
  });
}

function attributeChanged({ address, values }: ResourceInstance, name: string, run: Run): boolean {
  const before: Value | undefined = run.prior?.instances.get(address)?.values.entries.get(name);
  const after = values.entries.get(name);
  return before === undefined || after === undefined || areEqual(before, after) !== true;
}
