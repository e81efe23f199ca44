import type { Io, Option, ParsedArguments } from '../command.ts';
import { textTable } from './text-table.ts';

/** `--format` of commands that answer with records. */
export const formatOption: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: ['text', 'json'],
  summary: 'text or json',
  default: 'text',
};

/**
 * Writes records to stdout: a table of the columns for `text` (columns that are empty in every row left out), all fields as
 * a JSON array for `json`.
 */
export function writeRecords<T extends object>(
  records: readonly T[],
  columns: readonly (keyof T & string)[],
  options: ParsedArguments,
  io: Io,
): void {
  if (options.text('format') === 'json') {
    io.stdout.write(`${JSON.stringify(records, undefined, 2)}\n`);
    return;
  }
  const shown = columns.filter((column) => records.some((record) => record[column] !== ''));
  const rows = records.map((record) => shown.map((column) => cellText(record[column])));
  const headings = shown.map((column) => column.toUpperCase());
  // A terminal would break a long row over several lines; a pipe gets all of it.
  const width = io.stdout.isTerminal ? io.stdout.columns : Number.POSITIVE_INFINITY;
  io.stdout.write(textTable(headings, rows, width));
}

/** Texts as they are, anything else as JSON. */
function cellText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
