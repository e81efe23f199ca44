import type { JsonValue } from '../load/document.ts';
import { readYaml } from '../load/read-yaml.ts';
import { typeOf } from '../load/value-words.ts';
import { numberFault } from '../load/yaml-number.ts';
import { allowedTypes, type SchemaView } from './schema-view.ts';

/** A value read from the command line, or why it cannot be. */
export type SetValue = { readonly value: JsonValue } | { readonly fault: string };

/**
 * Reads the text after `path=` as the type the schema declares: of a string it is the value as it stands (`007`, `true`, `"x"` with its quotes);
 * lists and maps are JSON; `null` unsets what is no string. Where the schema leaves the type open, the text is JSON if it can be and a string otherwise.
 * A text that does not fit its type is handed on as a string, for the schema's own check to refuse.
 */
export function readSetValue(text: string, view: SchemaView): SetValue {
  const types = allowedTypes(view);
  const [only] = types.length === 1 ? types : [];
  if (only === 'string') return { value: text };
  if ((only === 'array' || only === 'object') && text !== 'null') return readStructure(text);
  const parsed = parseJson(text);
  const mayBeText = types.includes('string');
  if (parsed === undefined) return (mayBeText ? undefined : numberLike(text, types)) ?? { value: text };
  if (mayBeText && !isExactly(text, parsed, types)) return { value: text };
  if (typeof parsed === 'number') return readNumber(text.trim(), parsed);
  return typeof parsed === 'object' && parsed !== null ? readStructure(text) : { value: parsed };
}

/** Whether a text that may as well stay a string is rather the JSON value it spells. */
function isExactly(text: string, value: JsonValue, types: readonly string[]): boolean {
  const type = typeOf(value);
  const isAllowed = types.includes(type) || (type === 'integer' && types.includes('number'));
  return isAllowed && type !== 'string' && (typeof value !== 'number' || numberFault(text.trim(), value) === undefined);
}

function readNumber(text: string, value: number): SetValue {
  const fault = numberFault(text, value);
  return fault === undefined ? { value } : { fault: `\`${text}\` ${fault}` };
}

/** `007` and `+5` are no JSON but mean a number; one that loses its zeros is refused. */
function numberLike(text: string, types: readonly string[]): SetValue | undefined {
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber && /^[-+]?\d+$/.test(text) ? readNumber(text, Number(text)) : undefined;
}

/** YAML is a superset of JSON, and its reader tells of keys given twice and of numbers that lose digits. */
function readStructure(text: string): SetValue {
  const { value, diagnostics } = readYaml(text, '');
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined || value === undefined)
    return { fault: `the value is no JSON: ${fault?.message ?? 'it is empty'}` };
  return { value: value.value };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON.parse returns JSON and nothing else.
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
