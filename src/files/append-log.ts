import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from '../errors.ts';
import { syncFolder, writeFully } from './write-file.ts';

/** A file of JSON records, one a line, to which records are only ever added. One writer at a time: see `withLock`. */
export interface AppendLog {
  /** What the file held when it was opened, in order. */
  readonly records: readonly unknown[];
  /** Adds a record; it is on the disk when the call returns. */
  append(record: unknown): void;
  close(): void;
}

/**
 * Opens a log, making the file when there is none (its folder must exist). A last line without its line break is a record
 * whose writer was killed: nobody was told it is kept, so it is cut off.
 *
 * @throws SettingsError when an earlier line is not JSON: the file was changed by something else.
 */
export function openAppendLog(path: string): AppendLog {
  const { records, sizeBytes } = readAppendLog(path);
  const isNew = !existsSync(path);
  const handle = openSync(path, isNew ? 'wx' : 'r+', 0o644);
  ftruncateSync(handle, sizeBytes);
  if (isNew) syncFolder(dirname(path));
  let end = sizeBytes;
  return {
    records,
    append(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      try {
        writeFully(handle, line, end);
        fsyncSync(handle);
      } catch (error) {
        ftruncateSync(handle, end);
        throw error;
      }
      end += line.length;
    },
    close: () => closeSync(handle),
  };
}

/**
 * Reads a log without changing it. `sizeBytes` is the length of its whole lines; a torn last line counts for neither.
 * A missing file reads as empty.
 *
 * @throws SettingsError when a whole line is not JSON.
 */
export function readAppendLog(path: string): { readonly records: readonly unknown[]; readonly sizeBytes: number } {
  if (!existsSync(path)) return { records: [], sizeBytes: 0 };
  const bytes = readFileSync(path);
  const sizeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, sizeBytes).toString('utf8').split('\n').slice(0, -1);
  return { records: lines.map((line, index) => parseRecord(line, index + 1, path)), sizeBytes };
}

function parseRecord(line: string, lineNumber: number, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new SettingsError(`${path}:${lineNumber} is not a JSON record; restore or remove the file`, { cause });
  }
}
