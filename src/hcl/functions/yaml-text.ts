import type { Value } from '../value.ts';
import { formatNumber } from '../values/number-text.ts';
import { isMapping, isSequence } from '../values/values.ts';

/**
 * A wholly known value as block YAML, as `yamlencode` writes it: all strings quoted, those with line breaks as literal blocks.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions/yamlencode
 */
export function encodeYaml(value: Value): string {
  // A document that is a bare word or number is closed, so that nothing after it is taken for more of it.
  const isBare = value.kind === 'null' || value.kind === 'bool' || value.kind === 'number';
  return `${block(value, 0, 'document')}\n${isBare ? '...\n' : ''}`;
}

type Place = 'document' | 'entry' | 'item';

function block(value: Value, indent: number, place: Place): string {
  if (isSequence(value) && value.items.length > 0) {
    // A list under a key stands as far left as the key itself.
    return lines(
      value.items.map((item) => `- ${block(item, indent + 2, 'item')}`),
      indent,
      place,
    );
  }
  if (isMapping(value) && value.entries.size > 0) {
    const entries = [...value.entries].map(([key, member]) => `${quote(key)}:${entryValue(member, indent)}`);
    return lines(entries, indent, place);
  }
  return scalar(value, place === 'document' ? 2 : indent);
}

function lines(entries: readonly string[], indent: number, place: Place): string {
  const pad = ' '.repeat(indent);
  const text = entries.join(`\n${pad}`);
  return place === 'entry' ? `\n${pad}${text}` : text;
}

function entryValue(member: Value, indent: number): string {
  if (isSequence(member) && member.items.length > 0) return block(member, indent, 'entry');
  if (isMapping(member) && member.entries.size > 0) return block(member, indent + 2, 'entry');
  return ` ${scalar(member, indent + 2)}`;
}

function scalar(value: Value, indent: number): string {
  switch (value.kind) {
    case 'string':
      return value.value.includes('\n') ? literal(value.value, indent) : quote(value.value);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'null':
    case 'unknown':
      return 'null';
    default:
      return isSequence(value) ? '[]' : '{}';
  }
}

// A literal block: the header says where the text begins when it starts with a space or line break, and what becomes of the final line
// breaks. What cannot stand in one is quoted.
function literal(text: string, indent: number): string {
  if (/[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u.test(text) || / (?:\n|$)/.test(text)) return quote(text);
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const keep = /(?:^|\n)\n$/.test(text) ? '+' : text.endsWith('\n') ? '' : '-';
  const body = text.replace(/\n$/, '').replace(/^(?=[^\n])/gm, ' '.repeat(indent));
  return `|${hint}${keep}\n${body}`;
}

const yamlEscapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function quote(text: string): string {
  const escaped = text.replace(
    /["\\\0-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]|[\u{10000}-\u{10ffff}]/gu,
    (character) => {
      const code = character.codePointAt(0) ?? 0;
      const hex = code.toString(16).toUpperCase();
      if (code > 0xffff) return `\\U${hex.padStart(8, '0')}`;
      return yamlEscapes[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`);
    },
  );
  return `"${escaped}"`;
}
