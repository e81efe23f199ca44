import type { Json } from '../../config-api/json.ts';

/** A decoded scalar, or undefined when the JSON is not one. */
export type ScalarDecoder = (json: Json) => Json | undefined;

const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/i;

/**
 * Decoders of proto3's scalars and well-known types from JSON.
 * @see https://protobuf.dev/programming-guides/json/
 */
export const scalarDecoders: Readonly<Record<string, ScalarDecoder>> = {
  string: (json) => (typeof json === 'string' ? json : undefined),
  bool: (json) => (typeof json === 'boolean' ? json : undefined),
  int32: (json) => {
    const value = typeof json === 'string' && /^-?\d+$/.test(json) ? Number(json) : json;
    if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
    return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
  },
  int64: (json) => {
    if (typeof json !== 'number' && typeof json !== 'string') return undefined;
    const text = String(json);
    if (!/^-?\d{1,19}$/.test(text)) return undefined;
    return BigInt.asIntN(64, BigInt(text)) === BigInt(text) ? BigInt(text).toString() : undefined;
  },
  bytes: (json) => (typeof json === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(json) ? json : undefined),
  Timestamp: (json) =>
    typeof json === 'string' && timestampPattern.test(json) && !Number.isNaN(Date.parse(json)) ? json : undefined,
  FieldMask: (json) => (typeof json === 'string' ? json : undefined),
  Value: (json) => (depth(json) <= maximumDepth ? json : undefined),
  Status: (json) => (isObject(json) && depth(json) <= maximumDepth ? json : undefined),
  Any: (json) => (isObject(json) && depth(json) <= maximumDepth ? json : undefined),
};

/** Nesting allowed in free-form JSON. */
const maximumDepth = 100;

/** Whether a JSON value is an object. */
export function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Levels of nesting; stops counting just past the limit. */
function depth(json: Json): number {
  let level = 0;
  let current: readonly Json[] = [json];
  while (current.length > 0 && level <= maximumDepth + 1) {
    current = current.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    level++;
  }
  return level - 1;
}
