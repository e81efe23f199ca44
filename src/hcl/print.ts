import { graphemesOf } from './functions/graphemes.ts';
import { formatNumber } from './number-text.ts';
import { describeType } from './types.ts';
import type { Type, Value } from './value.ts';
import { typeOf } from './values.ts';

/** The value as `terraform console` prints it, without final newline. Several lines for collections and texts with line breaks. */
export function printValue(value: Value): string {
  return print(value, 0);
}

function print(value: Value, indent: number): string {
  if (value.sensitive === true) return '(sensitive value)';
  if (value.ephemeral === true) return '(ephemeral value)';
  switch (value.kind) {
    case 'unknown':
      return '(known after apply)';
    case 'null':
      return printNull(value.type);
    case 'string':
      return printText(value.value, indent);
    case 'number':
      return formatNumber(value.value);
    case 'bool':
      return String(value.value);
    case 'list':
      return value.items.length === 0 ? 'tolist([])' : `tolist(${printItems(value.items, indent)})`;
    case 'set':
      return value.items.length === 0 ? 'toset([])' : `toset(${printItems(value.items, indent)})`;
    case 'tuple':
      return printItems(value.items, indent);
    case 'map':
      return value.entries.size === 0 ? 'tomap({})' : `tomap(${printEntries(value.entries, indent)})`;
    case 'object':
      return printEntries(value.entries, indent);
  }
}

function printNull(type: Type): string {
  switch (type.kind) {
    case 'any':
      return 'null';
    case 'list':
    case 'set':
    case 'map':
      return `null /* ${describeType(type)} */`;
    case 'object':
    case 'tuple':
      return `null /* ${type.kind} */`;
    default:
      return `to${type.kind}(null)`;
  }
}

function printItems(items: readonly Value[], indent: number): string {
  if (items.length === 0) return '[]';
  const pad = ' '.repeat(indent + 2);
  return `[\n${items.map((item) => `${pad}${print(item, indent + 2)},\n`).join('')}${' '.repeat(indent)}]`;
}

function printEntries(entries: ReadonlyMap<string, Value>, indent: number): string {
  if (entries.size === 0) return '{}';
  const pad = ' '.repeat(indent + 2);
  const lines = [...entries].map(([key, item]) => `${pad}${quote(key)} = ${print(item, indent + 2)}\n`);
  return `{\n${lines.join('')}${' '.repeat(indent)}}`;
}

// A text with line breaks is shown as a heredoc, unless that could not hold it.
function printText(text: string, indent: number): string {
  const lines = text.split('\n');
  if (lines.length < 2 || (lines.length === 2 && text.endsWith('\n') && false)) return quote(text);
  const tag = freeTag(lines);
  const flush = indent > 0;
  const pad = ' '.repeat(indent);
  const body = flush ? lines.map((line) => pad + line).join('\n') : text;
  return `<<${flush ? '-' : ''}${tag}\n${body}\n${pad}${tag}`;
}

function freeTag(lines: readonly string[]): string {
  let tag = 'EOT';
  while (lines.includes(tag)) tag += '_';
  return tag;
}

function quote(text: string): string {
  let result = '"';
  for (const character of graphemesOf(text).join('')) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') result += `\\${character}`;
    else if (character === '\n') result += '\\n';
    else if (character === '\r') result += '\\r';
    else if (character === '\t') result += '\\t';
    else result += code < 0x20 ? `\\u${code.toString(16).padStart(4, '0')}` : character;
  }
  return `${result}"`;
}

/** The type of a value as the console's `type()` shows it. */
export function printType(value: Value): string {
  return describeType(typeOf(value));
}
