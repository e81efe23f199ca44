import { compareText } from '../diagnostics/order.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { JsonObject, JsonValue } from '../load/document.ts';
import { isJsonList, isJsonObject } from '../load/json-values.ts';
import { joinPointer } from '../load/pointer.ts';
import { parsePath, showPath } from './parameter-path.ts';
import { provenanceOf } from './provenance.ts';
import { documentPlaces } from './read-setting.ts';
import type { ProvenanceSource, ResolvedEnvironment } from './resolved-environment.ts';
import { keyword, memberView, parameterView, type SchemaView } from './schema-view.ts';

/** One value and who set it. */
export interface TracedValue {
  /** As typed after `--set` or read in `spec`: `parameters.labels.team`. */
  readonly path: string;
  /** Into the resolved `spec`. */
  readonly pointer: string;
  /** Absent for a parameter that is declared but has no value. */
  readonly value?: JsonValue;
  /** Newest first: who set it, then what that overrode, the blueprint's default last. */
  readonly settings: readonly ProvenanceSource[];
}

/** The values at and below a path, or what was probably meant when there are none. */
export type ValueTrace =
  | { readonly kind: 'found'; readonly values: readonly TracedValue[] }
  | { readonly kind: 'unknown'; readonly key: string; readonly meant?: string };

type Keys = readonly (string | number)[];

/**
 * Traces the value at a path and all leaves below it, in the order of their keys. The path is dotted or a pointer; it starts in `spec` or, if `spec` has no such
 * key, in `parameters`. Without a path everything is traced.
 */
export function traceValue(environment: ResolvedEnvironment, path: string | undefined): ValueTrace {
  const spec = resolvedSpec(environment);
  if (path === undefined || path === '' || path === '/')
    return { kind: 'found', values: leavesOf(environment, spec, []) };
  const keys = parsePath(path);
  if (keys === undefined) return { kind: 'unknown', key: path };
  for (const start of [[], ['parameters']]) {
    const found = walk(environment, spec, [...start, ...keys]);
    if (found !== undefined) return { kind: 'found', values: found };
  }
  return unknownPath(environment, spec, keys);
}

/** What the provenance's pointers point into. */
function resolvedSpec(environment: ResolvedEnvironment): JsonObject {
  const { project, location, deployment, parameters, usage, budget, policies, inputsFrom } = environment;
  const { dependsOn } = environment;
  // All of these were read from JSON documents; their types merely name the keys.
  const spec = {
    project,
    location,
    deployment,
    parameters,
    usage,
    budget,
    policies,
    dependsOn,
    inputsFrom,
  } as unknown as JsonObject;
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined && !isEmpty(value)));
}

function isEmpty(value: JsonValue): boolean {
  return (isJsonObject(value) && Object.keys(value).length === 0) || (isJsonList(value) && value.length === 0);
}

function walk(
  environment: ResolvedEnvironment,
  spec: JsonObject,
  keys: readonly string[],
): readonly TracedValue[] | undefined {
  const path: (string | number)[] = [];
  let value: JsonValue | undefined = spec;
  for (const key of keys) {
    path.push(isJsonList(value) ? Number(key) : key);
    value = memberOf(value, key);
    if (value === undefined) return declared(environment, keys);
  }
  return leavesOf(environment, value, path);
}

function memberOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (isJsonList(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A parameter that another deployment gives, or that has no value. */
function declared(environment: ResolvedEnvironment, keys: readonly string[]): readonly TracedValue[] | undefined {
  const [first, name = '', ...rest] = keys;
  if (first !== 'parameters' || rest.length > 0) return undefined;
  const input = environment.inputsFrom[name];
  if (input !== undefined) return leavesOf(environment, input, ['inputsFrom', name]);
  const view = memberView(parameterView(environment.blueprint), name);
  return view === undefined ? undefined : [{ path: showPath(keys), pointer: pointerOf(keys), settings: [] }];
}

function leavesOf(environment: ResolvedEnvironment, value: JsonValue, path: Keys): readonly TracedValue[] {
  const members: readonly (readonly [string | number, JsonValue])[] = isJsonList(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value).sort(([a], [b]) => compareText(a, b))
      : [];
  if (members.length > 0) return members.flatMap(([key, member]) => leavesOf(environment, member, [...path, key]));
  const pointer = pointerOf(path);
  const provenance = provenanceOf(environment, pointer);
  const own = provenance === undefined ? [] : [provenance.source, ...provenance.overrode];
  const standard = own.some(({ kind }) => kind === 'default') ? undefined : defaultOf(environment, path);
  return [{ path: showPath(path), pointer, value, settings: standard === undefined ? own : [...own, standard] }];
}

/** The blueprint's default of a parameter that is given a value. */
function defaultOf({ blueprint }: ResolvedEnvironment, [first, ...path]: Keys): ProvenanceSource | undefined {
  if (first !== 'parameters') return undefined;
  let view: SchemaView = parameterView(blueprint);
  for (const key of path) view = memberView(view, key) ?? [];
  const standard = keyword(view, 'default');
  return standard && { kind: 'default', ...documentPlaces(blueprint.document)(standard.pointer) };
}

function pointerOf(keys: Keys): string {
  return keys.reduce<string>(joinPointer, '');
}

/** Names the first key that leads nowhere, and the one that is nearest to it. */
function unknownPath(environment: ResolvedEnvironment, spec: JsonObject, keys: readonly string[]): ValueTrace {
  const [head = ''] = keys;
  const isTop = !Object.hasOwn(spec, head);
  let value: JsonValue | undefined = isTop ? spec['parameters'] : spec;
  const parameters = Object.keys(environment.blueprint.document.value.spec.parameters.properties);
  for (const [at, key] of keys.entries()) {
    const next = memberOf(value, key);
    if (next !== undefined) {
      value = next;
      continue;
    }
    const names = isJsonObject(value) ? Object.keys(value) : [];
    const inParameters = (at === 0 && isTop) || (at === 1 && head === 'parameters');
    const meant = suggest(key, [...names, ...(at === 0 ? Object.keys(spec) : []), ...(inParameters ? parameters : [])]);
    return {
      kind: 'unknown',
      key: showPath(keys.slice(0, at + 1)),
      ...(meant !== undefined && { meant: showPath([...keys.slice(0, at), meant]) }),
    };
  }
  return { kind: 'unknown', key: showPath(keys) };
}
