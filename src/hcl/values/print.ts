import type { Type, Value } from '../value.ts';
import { formatNumber } from './number-text.ts';
import { quoteLikeGo } from './sets.ts';
import { describeType } from './types.ts';

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
      return `to${type.kind}(null) /* of ${describeType(type.element)} */`;
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
  const lines = [...entries].map(([key, item]) => `${pad}${printText(key, indent + 2)} = ${print(item, indent + 2)}\n`);
  return `{\n${lines.join('')}${' '.repeat(indent)}}`;
}

// A text with line breaks is shown as a heredoc, with a tag that is none of its lines.
function printText(text: string, indent: number): string {
  const lines = text.split('\n');
  if (lines.length < 2) return quoteLikeGo(text);
  const trimmed = new Set(lines.map((line) => line.trim()));
  let tag = 'EOT';
  while (trimmed.has(tag)) tag += '_';
  const pad = ' '.repeat(indent);
  return `<<${indent > 0 ? '-' : ''}${tag}\n${lines.map((line) => `${pad}${line}\n`).join('')}${pad}${tag}`;
}

/** The type of a value as `type()` of the console shows it. */
export function printType(type: Type, indent = 0): string {
  const pad = ' '.repeat(indent + 4);
  const end = `\n${' '.repeat(indent)}`;
  switch (type.kind) {
    case 'any':
      return 'dynamic';
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${printType(type.element, indent)})`;
    case 'tuple': {
      if (type.elements.length === 0) return 'tuple([])';
      return `tuple([${type.elements.map((element) => `\n${pad}${printType(element, indent + 4)},`).join('')}${end}])`;
    }
    case 'object': {
      if (type.attributes.size === 0) return 'object({})';
      const lines = [...type.attributes].map(([name, each]) => `\n${pad}${name}: ${printType(each, indent + 4)},`);
      return `object({${lines.join('')}${end}})`;
    }
    default:
      return type.kind;
  }
}
