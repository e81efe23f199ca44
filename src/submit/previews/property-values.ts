import type { Json } from '../../config-api/json.ts';
import type { PropertyChange } from '../../config-api/preview.ts';

/** What stands for a sensitive value. */
const mask = '(sensitive value)';

/** The steps of a property's path: `labels.env`, `versioning[0].enabled`, `labels["a.b"]`. Numbers are positions. */
export function pathSteps(path: string): readonly (string | number)[] {
  const steps = path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, name]) => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
    return index === undefined && !/^\d+$/.test(name ?? '') ? (name ?? '') : Number(index ?? name);
  });
}

/** The values of a change before and after, sensitive parts hidden; a value that the service does not tell is absent. */
export function shownValues(change: PropertyChange): { readonly before?: Json; readonly after?: Json } {
  const { before, after, beforeSensitivePaths = [], afterSensitivePaths = [] } = change;
  return {
    ...(before !== undefined && { before: hideAll(before, beforeSensitivePaths) }),
    ...(after !== undefined && { after: hideAll(after, afterSensitivePaths) }),
  };
}

function hideAll(value: Json, paths: readonly string[]): Json {
  return paths.reduce((hidden: Json, path) => hide(hidden, pathSteps(path)), value);
}

/** A path that leads nowhere hides the whole value: rather too much than a secret. */
function hide(value: Json, [step, ...rest]: readonly (string | number)[]): Json {
  if (step === undefined || typeof value !== 'object' || value === null) return mask;
  if (isList(value)) {
    const isThere = typeof step === 'number' && step < value.length;
    return isThere ? value.map((item, index) => (index === step ? hide(item, rest) : item)) : mask;
  }
  const member = value[String(step)];
  return member === undefined ? mask : { ...value, [String(step)]: hide(member, rest) };
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value that differs, within a property. A side that the service does not tell is absent. */
export interface LeafChange {
  /** Path of the property, with what leads to the value. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What of two values differs: the values themselves, or where both are lists or both objects, what differs in them. */
export function leafChanges(path: string, before: Json | undefined, after: Json | undefined): readonly LeafChange[] {
  if (before !== undefined && after !== undefined) {
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    if (isStructure(before) && isStructure(after) && isList(before) === isList(after)) {
      const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
      return keys.flatMap((key) =>
        leafChanges(stepInto(path, key, isList(before)), memberOf(before, key), memberOf(after, key)),
      );
    }
  }
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

function isStructure(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null;
}

/** An item that is missing beside one that is not is null; a member may be gone or not known before the apply, which nobody tells apart. */
function memberOf(value: readonly Json[] | { readonly [key: string]: Json }, key: string): Json | undefined {
  return isList(value) ? (value[Number(key)] ?? null) : value[key];
}

function stepInto(path: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${path}[${key}]`;
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}
