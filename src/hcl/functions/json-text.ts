import type { Value } from '../value.ts';
import { isInfinite } from '../values/number.ts';
import { formatNumber } from '../values/number-text.ts';
import { FunctionFault } from './function.ts';

/**
 * A wholly known value as compact JSON, as `jsonencode` writes it: keys in byte order, and what could end a script in HTML escaped.
 *
 * @throws {FunctionFault} for infinite numbers
 * @see https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function encodeJson(value: Value): string {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      return 'null';
    case 'string':
      return quoteJson(value.value);
    case 'number':
      if (isInfinite(value.value)) throw new FunctionFault('infinity cannot be written as JSON');
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'list':
    case 'set':
    case 'tuple':
      return `[${value.items.map(encodeJson).join(',')}]`;
    case 'map':
    case 'object':
      return `{${[...value.entries].map(([key, member]) => `${quoteJson(key)}:${encodeJson(member)}`).join(',')}}`;
  }
}

/** A text as a JSON string, escaped as Go's encoder does. */
export function quoteJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
