import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How a file is written. */
export interface WriteOptions {
  /** Permission bits of the new file; default `0o644`. */
  readonly mode?: number;
  /**
   * Whether the bytes and the name must be on the disk when the call returns (`fsync` of file and folder); default true.
   * False is enough where a torn file would be noticed and written again.
   */
  readonly durable?: boolean;
}

/**
 * Puts a whole file in place of another, or of none: whoever opens `path`, at any moment and after any crash, sees the old
 * bytes or the new ones. Writes `.<name>.<random>.tmp` beside it and renames that. The folder must exist.
 *
 * @throws the error of the file system; the temporary file is gone then.
 */
export function writeFileAtomically(path: string, content: string | Uint8Array, options: WriteOptions = {}): void {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeNewFile(temporary, content, options);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (options.durable !== false) syncFolder(dirname(path));
}

/**
 * Writes a file that must not exist yet, with exactly the permission bits asked for, whatever the umask is.
 *
 * @throws the error of the file system (`EEXIST` when there is such a file).
 */
export function writeNewFile(path: string, content: string | Uint8Array, options: WriteOptions = {}): void {
  const mode = options.mode ?? 0o644;
  const handle = openSync(path, 'wx', mode);
  try {
    writeFully(handle, typeof content === 'string' ? Buffer.from(content) : content, 0);
    fchmodSync(handle, mode);
    if (options.durable !== false) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes all bytes at an offset of an open file (one `write` of the system may take fewer than it was given). */
export function writeFully(handle: number, bytes: Uint8Array, offset: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(handle, bytes, written, bytes.length - written, offset + written);
  }
}

/** Makes the names in a folder durable. Systems that cannot open folders (Windows) keep names without it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
