import type { Block, Expression } from '../../hcl/ast.ts';
import { staticReference } from '../../hcl/evaluate/references.ts';
import { argumentOf, blocksOf } from '../config/blocks.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import { type AddressStep, parseAddress } from './instance-address.ts';
import { addressOfInstance } from './state-address.ts';

/** What `moved`, `removed` and `import` blocks say, and what `count` and `for_each` imply. */
export interface AddressChanges {
  readonly moves: readonly Move[];
  /** What goes out of the state; `destroys`: and is destroyed too. */
  readonly removals: readonly {
    readonly module: readonly AddressStep[];
    readonly from: readonly AddressStep[];
    readonly destroys: boolean;
  }[];
  /** Identifiers by address, of `import` blocks whose identifier is a literal. */
  readonly imports: ReadonlyMap<string, string>;
}

/** A `moved` block. */
export interface Move {
  /** Steps of the module that declares it; a step without key means every instance. */
  readonly module: readonly AddressStep[];
  readonly from: readonly AddressStep[];
  readonly to: readonly AddressStep[];
}

/** Reads a module with its child modules for what changes addresses in a state. */
export function addressChanges(root: ModuleNode): AddressChanges {
  const found = withChildren(root).map(changesOf);
  const imports = new Map<string, string>();
  for (const block of blocksIn(root, 'import')) readImport(block, imports);
  return {
    moves: found.flatMap(({ moves }) => moves),
    removals: found.flatMap(({ removals }) => removals),
    imports,
  };
}

function changesOf(node: ModuleNode): Pick<AddressChanges, 'moves' | 'removals'> {
  const module = node.path === '' ? [] : (parseAddress(node.path) ?? []);
  const moves = blocksIn(node, 'moved').flatMap((block): readonly Move[] => {
    const [from, to] = [addressAt(block, 'from'), addressAt(block, 'to')];
    return from === undefined || to === undefined ? [] : [{ module, from, to }];
  });
  const removals = blocksIn(node, 'removed').flatMap((block) => {
    const from = addressAt(block, 'from');
    return from === undefined ? [] : [{ module, from, destroys: destroys(block) }];
  });
  return { moves: [...moves, ...impliedMoves(node, module)], removals };
}

function blocksIn(node: ModuleNode, type: string): readonly Block[] {
  return [...node.config.bodies.values()].flatMap((body) => blocksOf(body, type));
}

function withChildren(node: ModuleNode): readonly ModuleNode[] {
  return [node, ...[...node.children.values()].flatMap(withChildren)];
}

function addressAt(block: Block, name: string): readonly AddressStep[] | undefined {
  const value = argumentOf(block.body, name)?.value;
  return value === undefined ? undefined : addressOf(value);
}

function addressOf(expression: Expression): readonly AddressStep[] | undefined {
  const reference = staticReference(expression);
  if (reference === undefined) return undefined;
  const { root, steps } = reference;
  const text = steps.map(({ kind, key }) => (kind === 'attribute' ? `.${key}` : addressOfInstance('', key)));
  return parseAddress(root.name + text.join(''));
}

function destroys(block: Block): boolean {
  const [lifecycle] = blocksOf(block.body, 'lifecycle');
  const value = lifecycle && argumentOf(lifecycle.body, 'destroy')?.value;
  return !(value?.kind === 'literal' && value.literal.type === 'bool' && !value.literal.value);
}

function readImport(block: Block, imports: Map<string, string>): void {
  const to = argumentOf(block.body, 'to')?.value;
  const id = argumentOf(block.body, 'id')?.value;
  const steps = to && addressOf(to);
  if (steps === undefined || id?.kind !== 'template') return;
  const [part] = id.parts;
  if (id.parts.length !== 1 || part?.kind !== 'text') return;
  imports.set(steps.map(({ name, key }) => addressOfInstance(name, key)).join('.'), part.text);
}

/**
 * Where `count` was added or taken away, the instance without key and that of key 0 are one.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring#enabling-count-or-for_each-for-a-resource
 */
function impliedMoves({ config }: ModuleNode, module: readonly AddressStep[]): readonly Move[] {
  const calls = [...config.modules.values()].map(({ name, count, forEach }) => ({
    name: `module.${name}`,
    count,
    forEach,
  }));
  const resources = [...config.resources].map(([name, { count, forEach }]) => ({ name, count, forEach }));
  return [...resources, ...calls].flatMap(({ name, count, forEach }): readonly Move[] => {
    const [bare, first] = [[{ name }], [{ name, key: 0 }]];
    if (count !== undefined) return [{ module, from: bare, to: first }];
    return forEach === undefined ? [{ module, from: first, to: bare }] : [];
  });
}
