import { parseNumber } from './number-text.ts';
import type { Value } from './value.ts';
import { boolValue, nullAny, numberValue, objectValue, stringValue, tupleValue, unknownAny } from './values.ts';

/**
 * Plain data (as `JSON.parse` gives it) as a value: objects and tuples, as `jsondecode` has it. What is no JSON is unknown.
 */
export function fromJson(data: unknown): Value {
  if (data === null) return nullAny;
  if (typeof data === 'string') return stringValue(data);
  if (typeof data === 'boolean') return boolValue(data);
  if (typeof data === 'number') {
    const number = parseNumber(String(data));
    return number === undefined ? unknownAny : numberValue(number);
  }
  if (Array.isArray(data)) return tupleValue(data.map(fromJson));
  if (typeof data !== 'object') return unknownAny;
  const entries = new Map<string, Value>();
  for (const [key, member] of Object.entries(data)) entries.set(key, fromJson(member));
  return objectValue(entries);
}
