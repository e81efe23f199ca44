import { countGraphemes } from '../../diagnostics/graphemes.ts';
import { compareText } from '../../diagnostics/order.ts';
import type { JsonValue } from '../../load/document.ts';
import { isJsonList } from '../../load/json-values.ts';
import { joinPointer } from '../../load/pointer.ts';
import { isCollection, scalarText } from './language.ts';

/** Characters that have no place in a quoted string as they are. `\u2028` and its like do, as everywhere outside of ASCII. */
const special = /["\\\u0000-\u001f\u007f-\u009f]|\$(?=\{)|%(?=\{)/g;
const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  $: '$$',
  '%': '%%',
};

/** The text for between the quotes of a string that ends right after it. */
export function hclStringContent(text: string): string {
  return text.replace(special, (char) => named[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A quoted string. */
export function hclString(text: string): string {
  return `"${hclStringContent(text)}"`;
}

/** A piece of a literal: punctuation of a collection, or a scalar inside it. */
export interface LiteralPiece {
  readonly text: string;
  /** Where in the value it stands, as a pointer; `''` is the value itself. */
  readonly pointer: string;
}

/**
 * Any value as an HCL expression, as `terraform fmt` leaves it: maps with sorted keys over several lines, their `=` aligned, lists of
 * scalars on one line when they fit. `indent` is the indentation of the line the expression begins on.
 */
export function hclLiteral(value: JsonValue, indent = ''): string {
  return textOf(literalPieces(value, indent));
}

/** `hclLiteral` in pieces, so that each scalar can be told from the others. */
export function literalPieces(value: JsonValue, indent = '', pointer = ''): LiteralPiece[] {
  if (typeof value === 'string') return [{ text: hclString(value), pointer }];
  if (!isCollection(value)) return [{ text: scalarText(value), pointer }];
  return isJsonList(value) ? listPieces(value, indent, pointer) : mapPieces(value, indent, pointer);
}

/** Longest list that stays on its line. */
const lineWidth = 100;

function listPieces(items: readonly JsonValue[], indent: string, pointer: string): LiteralPiece[] {
  const inner = `${indent}  `;
  const elements = items.map((item, index) => literalPieces(item, inner, joinPointer(pointer, index)));
  const isShort = !items.some(isCollection) && elements.map(textOf).join(', ').length <= lineWidth - 2;
  const [open, before, between, close] = isShort ? ['[', '', ', ', ']'] : ['[\n', inner, `,\n`, `,\n${indent}]`];
  const rows = elements.flatMap((pieces, index) => [
    { text: `${index === 0 ? '' : between}${before}`, pointer },
    ...pieces,
  ]);
  return [{ text: open, pointer }, ...rows, { text: close, pointer }];
}

function mapPieces(map: { readonly [key: string]: JsonValue }, indent: string, pointer: string): LiteralPiece[] {
  const inner = `${indent}  `;
  const rows = Object.entries(map)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, value]) => {
      const at = joinPointer(pointer, key);
      return { key: hclString(key), pointer: at, value: literalPieces(value, inner, at) };
    });
  if (rows.length === 0) return [{ text: '{}', pointer }];
  const lines = alignRows(rows).flatMap((row) => [
    { text: `${inner}${row.key}`, pointer: row.pointer },
    ...row.value,
    { text: '\n', pointer },
  ]);
  return [{ text: '{\n', pointer }, ...lines, { text: `${indent}}`, pointer }];
}

/** The text of pieces. */
export function textOf(pieces: readonly LiteralPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** An attribute to be written: key and value. */
export interface Row {
  readonly key: string;
  readonly pointer: string;
  readonly value: readonly LiteralPiece[];
}

/**
 * Rows whose key ends in ` = ` where `terraform fmt` has it: neighbours share a column; a value of several lines stands on its own and
 * parts the rows before it from those after it.
 */
export function alignRows(rows: readonly Row[]): Row[] {
  const aligned: Row[] = [];
  let group: Row[] = [];
  const flush = (): void => {
    const width = Math.max(0, ...group.map(({ key }) => countGraphemes(key)));
    for (const row of group)
      aligned.push({ ...row, key: `${row.key}${' '.repeat(width - countGraphemes(row.key))} = ` });
    group = [];
  };
  for (const row of rows) {
    if (row.value.some(({ text }) => text.includes('\n'))) {
      flush();
      aligned.push({ ...row, key: `${row.key} = ` });
    } else group.push(row);
  }
  flush();
  return aligned;
}
