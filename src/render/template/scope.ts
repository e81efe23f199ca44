import type { JsonValue } from '../../load/document.ts';
import { joinPointer } from '../../load/pointer.ts';

/** A value with where it comes from. */
export interface Bound {
  readonly value: JsonValue;
  /** Into the resolved `spec`, such as `/parameters/region`; absent for values that nobody set (`@index`, `blueprint.name`). */
  readonly pointer?: string;
  /** Members that are not in `value`: hash arguments of a partial. */
  readonly extra?: ReadonlyMap<string, Bound>;
  /** Keys that exist and must not be read here: the fault to report for each. */
  readonly withheld?: (key: string) => Withheld | undefined;
}

/** Why a value must not be read here, and what to write instead. */
export interface Withheld {
  readonly message: string;
  readonly hint: string;
}

/** What names mean at a place of a template. */
export interface Scope {
  readonly context: Bound;
  /** Enclosing scope of `../`; absent at the top. */
  readonly parent?: Scope;
  /** Block parameters. */
  readonly names: ReadonlyMap<string, Bound>;
  /** `@index`, `@key`, `@first`, `@last` of the nearest `#each`, and `@root`. */
  readonly data: ReadonlyMap<string, Bound>;
}

/** The scope of a file. */
export function rootScope(root: Bound): Scope {
  return { context: root, names: new Map(), data: new Map([['root', root]]) };
}

/** The scope inside a block with its own context. */
export function innerScope(
  parent: Scope,
  context: Bound,
  names: readonly (readonly [string, Bound])[],
  data: readonly (readonly [string, Bound])[] = [],
): Scope {
  return {
    context,
    parent,
    names: names.length === 0 ? parent.names : new Map([...parent.names, ...names]),
    data: data.length === 0 ? parent.data : new Map([...parent.data, ...data]),
  };
}

/** A member of a list or map; undefined when there is none. */
export function member(of: Bound, key: string): Bound | undefined {
  const extra = of.extra?.get(key);
  if (extra !== undefined) return extra;
  const { value, pointer } = of;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  if (Array.isArray(value) && key === 'length') return undefined;
  // A key that is its own property of a list or map.
  const found = (value as { readonly [key: string]: JsonValue })[key];
  if (found === undefined) return undefined;
  return pointer === undefined ? { value: found } : { value: found, pointer: joinPointer(pointer, key) };
}

/** Keys for did-you-mean. */
export function keysOf(of: Bound): string[] {
  const own =
    typeof of.value === 'object' && of.value !== null && !Array.isArray(of.value) ? Object.keys(of.value) : [];
  return [...own, ...(of.extra?.keys() ?? [])];
}
