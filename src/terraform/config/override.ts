import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { Attribute, Block, Body } from '../../hcl/ast.ts';
import { argumentOf, blocksOf, literalText } from './blocks.ts';
import { inFile } from './other-file.ts';
import { reportAt } from './recorder.ts';

/**
 * The files of a module with what its override files say put into the blocks they override: arguments one by one, nested blocks type by
 * type. What comes from an override file says so by its `file`. Overrides of what is not there, and of what cannot be overridden, are
 * faults and left out.
 *
 * @param overrides - In order: a later file wins.
 * @see https://developer.hashicorp.com/terraform/language/files/override
 */
export function mergeOverrides(
  bodies: ReadonlyMap<string, Body>,
  overrides: ReadonlyMap<string, Body>,
  faults: Diagnostic[],
): ReadonlyMap<string, Body> {
  if (overrides.size === 0) return bodies;
  const merged: Items = new Map();
  for (const [file, body] of bodies) merged.set(file, [...body.items]);
  for (const [file, body] of overrides) {
    for (const item of inFile(body, file).items) {
      if (item.kind === 'block') overrideBlock(item, file, merged, faults);
    }
  }
  const result = new Map<string, Body>();
  for (const [file, body] of bodies) result.set(file, { ...body, items: merged.get(file) ?? body.items });
  return result;
}

type Items = Map<string, (Attribute | Block)[]>;

const neverOverridden: ReadonlySet<string> = new Set(['check', 'moved', 'import']);

function overrideBlock(block: Block, file: string, items: Items, faults: Diagnostic[]): void {
  const refuse = (message: string, at: Block | Attribute = block): void =>
    reportAt(faults, file, at.kind === 'block' ? at.headerRange : at.nameRange, {
      code: 'invalid-declaration',
      message,
    });
  if (neverOverridden.has(block.type)) refuse(`a ${block.type} block cannot stand in an override file`);
  else if (block.type === 'locals') overrideLocals(block, file, items, faults);
  else if (block.type === 'terraform') overrideSettings(block, items);
  else if (block.type !== 'removed') overrideNamed(block, file, items, faults, refuse);
}

type Refuse = (message: string, at?: Block | Attribute) => void;

function overrideNamed(block: Block, file: string, items: Items, faults: Diagnostic[], refuse: Refuse): void {
  reportUnsupported(block, refuse);
  const base = findBlock(items, (other) => keyOf(other) === keyOf(block));
  if (base !== undefined) {
    base.list[base.index] = { ...base.block, body: mergeBodies(base.block.body, withoutUnsupported(block.body)) };
  } else if (block.type === 'provider' && argumentOf(block.body, 'alias') === undefined) {
    // A provider without a block has an empty configuration, and that can be overridden.
    items.values().next().value?.push(block);
  } else {
    reportMissing(block, file, items, faults);
  }
}

// What makes two blocks the same thing: type, labels, and the alias of a provider.
function keyOf({ type, labels, body }: Block): string {
  const alias = type === 'provider' ? (literalText(argumentOf(body, 'alias')?.value) ?? '') : '';
  return [type, ...labels.map((label) => label.text), alias].join(' ');
}

interface Found {
  readonly list: (Attribute | Block)[];
  readonly index: number;
  readonly block: Block;
}

function findBlock(items: Items, matches: (block: Block) => boolean): Found | undefined {
  for (const list of items.values()) {
    for (const [index, block] of list.entries()) {
      if (block.kind === 'block' && matches(block)) return { list, index, block };
    }
  }
  return undefined;
}

function reportMissing(block: Block, file: string, items: Items, faults: Diagnostic[]): void {
  const names = [...items.values()]
    .flat()
    .filter((other) => other.kind === 'block' && other.type === block.type)
    .map((other) => (other.kind === 'block' ? other.labels.map(({ text }) => text).join('.') : ''));
  const name = block.labels.map(({ text }) => text).join('.');
  const near = suggest(name, names);
  reportAt(faults, file, block.headerRange, {
    code: 'invalid-declaration',
    message: `there is no ${block.type} "${name}" outside of the override files, so nothing to override`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  });
}

const conditionBlocks: ReadonlySet<string> = new Set(['validation', 'precondition', 'postcondition']);

function reportUnsupported(block: Block, refuse: Refuse): void {
  const dependsOn = argumentOf(block.body, 'depends_on');
  if (dependsOn !== undefined) refuse('depends_on cannot be overridden', dependsOn);
  const lifecycle = blocksOf(block.body, 'lifecycle').flatMap(({ body }) => body.items);
  for (const item of [...block.body.items, ...lifecycle]) {
    if (item.kind === 'block' && conditionBlocks.has(item.type))
      refuse(`${item.type} blocks cannot be overridden`, item);
  }
}

function withoutUnsupported(body: Body): Body {
  const items = body.items
    .filter((item) => (item.kind === 'attribute' ? item.name !== 'depends_on' : !conditionBlocks.has(item.type)))
    .map((item) =>
      item.kind === 'block' && item.type === 'lifecycle' ? { ...item, body: withoutUnsupported(item.body) } : item,
    );
  return { ...body, items };
}

// Nested blocks replace all of their type in the base, also those that a dynamic block would make; lifecycle is merged itself.
function mergeBodies(base: Body, override: Body): Body {
  const types = new Set(override.items.map((item) => (item.kind === 'block' ? generatedType(item) : undefined)));
  const merged: (Attribute | Block)[] = [];
  for (const item of base.items) {
    if (item.kind === 'attribute') merged.push(argumentOf(override, item.name) ?? item);
    else if (item.type === 'lifecycle') merged.push(mergeLifecycle(item, override));
    else if (!types.has(generatedType(item))) merged.push(item);
  }
  const hasLifecycle = blocksOf(base, 'lifecycle').length > 0;
  for (const item of override.items) {
    const isDone =
      item.kind === 'attribute' ? argumentOf(base, item.name) !== undefined : item.type === 'lifecycle' && hasLifecycle;
    if (!isDone) merged.push(item);
  }
  return { ...base, items: merged };
}

function generatedType(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
}

function mergeLifecycle(base: Block, override: Body): Block {
  let { body } = base;
  for (const lifecycle of blocksOf(override, 'lifecycle')) body = mergeBodies(body, lifecycle.body);
  return { ...base, body };
}

function overrideLocals(block: Block, file: string, items: Items, faults: Diagnostic[]): void {
  for (const local of block.body.items) {
    if (local.kind !== 'attribute') continue;
    const base = findBlock(
      items,
      (other) => other.type === 'locals' && argumentOf(other.body, local.name) !== undefined,
    );
    if (base !== undefined) {
      base.list[base.index] = { ...base.block, body: mergeBodies(base.block.body, { ...block.body, items: [local] }) };
      continue;
    }
    reportAt(faults, file, local.nameRange, {
      code: 'invalid-declaration',
      message: `there is no local value "${local.name}" outside of the override files, so nothing to override`,
    });
  }
}

// Settings need no base. `required_version` replaces all of the module's, a required provider only its own entry.
function overrideSettings(block: Block, items: Items): void {
  const version = argumentOf(block.body, 'required_version') !== undefined;
  const required = blocksOf(block.body, 'required_providers').flatMap(({ body }) => body.items);
  const types = new Set(block.body.items.map((item) => (item.kind === 'block' ? item.type : '')));
  const backend = types.has('backend') || types.has('cloud');
  let isRequiredMerged = false;
  for (const list of items.values()) {
    for (const [index, base] of list.entries()) {
      if (base.kind !== 'block' || base.type !== 'terraform') continue;
      const kept = base.body.items.filter((item) =>
        item.kind === 'attribute' ? !(version && item.name === 'required_version') : !(backend && isBackend(item)),
      );
      const merged = kept.map((item) => {
        if (item.kind !== 'block' || item.type !== 'required_providers' || required.length === 0) return item;
        isRequiredMerged = true;
        return { ...item, body: mergeBodies(item.body, { ...item.body, items: required }) };
      });
      list[index] = { ...base, body: { ...base.body, items: merged } };
    }
  }
  const rest = block.body.items.filter(
    (item) => !(isRequiredMerged && item.kind === 'block' && item.type === 'required_providers'),
  );
  items
    .values()
    .next()
    .value?.push({ ...block, body: { ...block.body, items: rest } });
}

function isBackend({ type }: Block): boolean {
  return type === 'backend' || type === 'cloud';
}
