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
  /** Block parameters of this scope alone. */
  readonly names: readonly (readonly [string, Bound])[];
  /** `@index`, `@key`, `@first`, `@last` and `@root` as far as this scope sets them. */
  readonly data: readonly (readonly [string, Bound])[];
  /** Whether block parameters of the enclosing scopes are out of sight: in a partial. */
  readonly isClosed: boolean;
}

/** The scope of a file. */
export function rootScope(root: Bound): Scope {
  return { context: root, names: [], data: [['root', root]], isClosed: true };
}

/** What a block parameter means; undefined when there is none of that name in sight. */
export function blockParameter(scope: Scope, name: string): Bound | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.isClosed ? undefined : at.parent) {
    const found = at.names.find(([one]) => one === name);
    if (found !== undefined) return found[1];
  }
  return undefined;
}

/** Names of the block parameters in sight. */
export function blockParameters(scope: Scope): string[] {
  const own = scope.names.map(([name]) => name);
  return scope.isClosed || scope.parent === undefined ? own : [...own, ...blockParameters(scope.parent)];
}

/** What `@name` means: the nearest scope that sets it decides. */
export function dataValue(scope: Scope, name: string): Bound | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.data.find(([one]) => one === name);
    if (found !== undefined) return found[1];
  }
  return undefined;
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
