import type { Value } from '../value.ts';
import { formatNumber } from './number-text.ts';

/** A value as JSON, with what JSON cannot tell beside it. */
export interface JsonForm {
  /** Plain data; numbers beyond what a JavaScript number holds exactly are text. Unknown members are left out of objects and null in lists. */
  readonly value: unknown;
  /** Paths of members (or `[]` for the whole) that are not known. */
  readonly unknown: readonly (readonly (string | number)[])[];
  /** Paths of members (or `[]` for the whole) that are marked sensitive. */
  readonly sensitive: readonly (readonly (string | number)[])[];
}

/** A value as plain data, with the paths of what is unknown or sensitive in it. Sensitive values are shown in clear: callers hide them. */
export function toJson(value: Value): JsonForm {
  const unknown: (readonly (string | number)[])[] = [];
  const sensitive: (readonly (string | number)[])[] = [];
  return { value: plain(value, [], unknown, sensitive), unknown, sensitive };
}

/** A value as plain data; undefined when it is unknown. */
export function toPlainJson(value: Value): unknown {
  return toJson(value).value;
}

type Paths = (readonly (string | number)[])[];

function plain(value: Value, path: readonly (string | number)[], unknown: Paths, sensitive: Paths): unknown {
  if (value.sensitive === true) sensitive.push(path);
  switch (value.kind) {
    case 'unknown':
      unknown.push(path);
      return undefined;
    case 'null':
      return null;
    case 'string':
    case 'bool':
      return value.value;
    case 'number': {
      const text = formatNumber(value.value);
      const number = Number(text);
      return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
    }
    case 'list':
    case 'set':
    case 'tuple':
      return value.items.map((item, index) => plain(item, [...path, index], unknown, sensitive) ?? null);
    case 'map':
    case 'object': {
      const result: Record<string, unknown> = {};
      for (const [key, member] of value.entries) {
        const json = plain(member, [...path, key], unknown, sensitive);
        // A plain assignment would set the prototype instead for this one name.
        if (json !== undefined)
          Object.defineProperty(result, key, { value: json, enumerable: true, configurable: true, writable: true });
      }
      return result;
    }
  }
}
