import type { Clock } from '../../config-api/clock.ts';
import type { Io } from '../command.ts';
import { textTable } from './text-table.ts';

/** What is watched, and how it is shown. */
export interface RecordWatch<T extends object> {
  /** All records as they are now, in the same order every time. */
  readonly look: () => Promise<readonly T[]>;
  /** Whether a record may still change by itself. */
  readonly isMoving: (record: T) => boolean;
  readonly columns: readonly (keyof T & string)[];
  readonly isJson: boolean;
  readonly intervalMs: number;
  readonly clock: Clock;
}

/**
 * Writes records to stdout, and again each one that changed, until none moves any more: lines of a table that goes on, or JSON Lines.
 * Returns the last records. Ends with the reason of `io.signal` when that is aborted.
 */
export async function watchRecords<T extends object>(watch: RecordWatch<T>, io: Io): Promise<readonly T[]> {
  const { look, isMoving, columns, isJson, intervalMs, clock } = watch;
  let shown: readonly string[] = [];
  for (;;) {
    const records = await look();
    const texts = records.map((record) => JSON.stringify(record));
    const changed = records.filter((_, index) => texts[index] !== shown[index]);
    const rows = changed.map((record) => columns.map((column) => String(record[column] ?? '')));
    if (isJson) io.stdout.write(changed.map((record) => `${JSON.stringify(record)}\n`).join(''));
    else if (changed.length > 0) io.stdout.write(table(columns, rows, shown.length === 0));
    shown = texts;
    if (!records.some(isMoving)) return records;
    await clock.sleep(intervalMs, io.signal);
  }
}

function table(columns: readonly string[], rows: readonly (readonly string[])[], isFirst: boolean): string {
  const text = textTable(
    columns.map((column) => column.toUpperCase()),
    rows,
  );
  return isFirst ? text : text.slice(text.indexOf('\n') + 1);
}
