import { identifierEnd } from '../syntax/lex-scan.ts';
import type { Value } from '../value.ts';
import { formatNumber } from '../values/number-text.ts';
import { isMapping, isSequence } from '../values/values.ts';
import type { Engines } from './engines.ts';
import { FunctionFault, MissingEngine } from './function.ts';

/**
 * A value as an expression in the native syntax, laid out as `terraform fmt` does.
 *
 * @throws {MissingEngine} when what lays out texts was not loaded
 */
export function encodeExpression(value: Value, engines: Engines): string {
  const start = 'x = ';
  return formatted(`${start}${expressionOf(value)}\n`, engines).slice(start.length, -1);
}

/**
 * The attributes of an object as the text of a tfvars file.
 *
 * @throws {FunctionFault} when the value is no object, or a name could not be that of a variable
 * @throws {MissingEngine} when what lays out texts was not loaded
 */
export function encodeVariables(value: Value, engines: Engines): string {
  if (value.kind !== 'object') throw new FunctionFault('an object is required, whose attributes are the variables', 0);
  const lines: string[] = [];
  for (const [name, member] of value.entries) {
    if (!isName(name)) throw new FunctionFault(`"${name}" cannot be the name of a variable`, 0);
    lines.push(`${name} = ${expressionOf(member)}\n`);
  }
  return formatted(lines.join(''), engines);
}

function formatted(text: string, { layout }: Engines): string {
  if (layout === undefined) throw new MissingEngine('the layout of texts');
  return layout.format(text);
}

function expressionOf(value: Value): string {
  if (value.kind === 'string') return quote(value.value);
  if (value.kind === 'number') return formatNumber(value.value);
  if (value.kind === 'bool') return String(value.value);
  if (isSequence(value)) return `[${value.items.map(expressionOf).join(', ')}]`;
  if (!isMapping(value) || value.entries.size === 0) return isMapping(value) ? '{}' : 'null';
  const members = [...value.entries].map(
    ([key, member]) => `${isName(key) ? key : quote(key)} = ${expressionOf(member)}\n`,
  );
  return `{\n${members.join('')}}`;
}

function isName(text: string): boolean {
  return text !== '' && identifierEnd(text, 0) === text.length;
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function quote(text: string): string {
  const escaped = text
    .replace(/["\\\n\r\t]/g, (letter) => escapes[letter] ?? letter)
    .replace(/([$%])\{/g, '$1$1{')
    .replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/gu, escapeUnprintable);
  return `"${escaped}"`;
}

function escapeUnprintable(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
