import type { ObjectValue, Value } from '../../hcl/value.ts';

/** A block, and the way to it from the resource: names and indexes. */
export interface BlockAt {
  readonly block: ObjectValue;
  readonly path: readonly (string | number)[];
}

/** All blocks at a path of block names, the resource itself for an empty one; what is unknown is left out. */
export function blocksAt(resource: ObjectValue, names: readonly string[]): readonly BlockAt[] {
  return names.reduce<readonly BlockAt[]>(
    (parents, name) =>
      parents.flatMap(({ block, path }) =>
        itemsOf(block.entries.get(name)).flatMap((item, index) =>
          item.kind === 'object' ? [{ block: item, path: [...path, name, index] }] : [],
        ),
      ),
    [{ block: resource, path: [] }],
  );
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && 'items' in value ? value.items : [];
}

/** A text of a block that is known, and undefined for everything else. */
export function textOf(block: ObjectValue, name: string): string | undefined {
  const value = block.entries.get(name);
  return value?.kind === 'string' ? value.value : undefined;
}

/** Whether a block says something, known or not, where it might leave it out: an attribute that is not null, or a nested block. */
export function isWritten(block: ObjectValue, name: string): boolean {
  const value = block.entries.get(name);
  if (value === undefined || value.kind === 'null') return false;
  return !('items' in value) || value.items.length > 0;
}

/** What a table says of `type.name.name`, by type, with the names behind it: a table is long, and a resource is of one type. */
export function tableByType<T>(
  table: readonly (readonly [at: string, entry: T])[],
): ReadonlyMap<string, readonly (readonly [names: readonly string[], entry: T])[]> {
  const byType = new Map<string, (readonly [names: readonly string[], entry: T])[]>();
  for (const [at, entry] of table) {
    const [type = '', ...names] = at.split('.');
    const known = byType.get(type);
    if (known === undefined) byType.set(type, [[names, entry]]);
    else known.push([names, entry]);
  }
  return byType;
}
