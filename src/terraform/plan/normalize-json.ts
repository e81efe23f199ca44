import { quoteJson } from '../../hcl/functions/json-text.ts';
import { compareBytes } from '../../hcl/values/byte-order.ts';

/** Levels of nesting beyond which a text is left as it is. */
const maxDepth = 1_000;

/**
 * JSON text as the providers keep it: compact, keys in byte order, numbers as 64-bit floats, `<`, `>`, `&` and the two line separators
 * escaped. Undefined when the text is not JSON, has a number that no such float holds, or is nested deeper than a thousand levels.
 *
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function normalizeJson(text: string): string | undefined {
  try {
    return print(JSON.parse(text), 0);
  } catch (fault) {
    // Not JSON, or not such JSON: whoever checks values says so.
    if (fault instanceof SyntaxError || fault instanceof RangeError) return undefined;
    throw fault;
  }
}

function print(data: unknown, depth: number): string {
  if (depth > maxDepth) throw new RangeError('nested too deeply');
  if (Array.isArray(data)) return `[${data.map((item) => print(item, depth + 1)).join(',')}]`;
  if (typeof data === 'object' && data !== null) {
    const members = Object.entries(data).sort(([a], [b]) => compareBytes(a, b));
    return `{${members.map(([key, value]) => `${quoteJson(key)}:${print(value, depth + 1)}`).join(',')}}`;
  }
  if (typeof data === 'string') return quoteJson(data);
  if (typeof data === 'number' && !Number.isFinite(data)) throw new RangeError('a number is too large');
  return Object.is(data, -0) ? '-0' : JSON.stringify(data);
}
