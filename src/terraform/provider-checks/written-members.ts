import type { RelatedLocation } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/order.ts';
import type { ObjectValue, TextPlace, Value } from '../../hcl/value.ts';
import type { Path } from './compile-checks.ts';

/** A member that is written, as messages name it. */
export interface WrittenMember {
  /** Names from the resource's root, with dots. */
  readonly name: string;
  readonly place: TextPlace;
}

/** Null and a list of no blocks count as not set; an empty text, `false` and an unknown value as set. */
export function isSet(value: Value): boolean {
  if (value.kind === 'null') return false;
  const isBlocks = (value.kind === 'list' || value.kind === 'set') && value.element.kind === 'object';
  return !isBlocks || value.items.length > 0;
}

/** The member at a path, through the first element of lists; undefined when it is not set or its block is unknown. */
export function memberAt(root: ObjectValue, path: Path): Value | undefined {
  let current: Value | undefined = root;
  for (const [index, name] of path.entries()) {
    if (index > 0 && (current?.kind === 'list' || current?.kind === 'set')) current = current.items[0];
    if (current?.kind !== 'object') return undefined;
    current = current.entries.get(name);
  }
  return current !== undefined && isSet(current) ? current : undefined;
}

/** Members in the order in which they are written. */
export function inOrder<T extends WrittenMember>(members: readonly T[]): T[] {
  return [...members].sort(
    (a, b) =>
      compareText(a.place.file, b.place.file) ||
      a.place.range.start - b.place.range.start ||
      compareText(a.name, b.name),
  );
}

/** Shows where a member is written. */
export function pointAt({ name, place }: WrittenMember): RelatedLocation {
  return { message: `\`${name}\` is set here`, location: place };
}

/** `a.b` */
export function joinPath(path: Path): string {
  return path.join('.');
}

/** `` `a`, `b` and `c` `` */
export function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`;
}
