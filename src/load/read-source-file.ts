import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { decodeUtf8 } from './decode-utf8.ts';

/** Larger files are refused unread: no document or template of a workspace comes near it, and a deployment's request holds less than 1 MB. */
export const maxFileBytes: number = 2 * 1024 * 1024;

/** A file of the workspace, as far as it could be read. */
export interface SourceFile {
  /** Relative to the workspace root, with `/`. */
  readonly file: string;
  /** As decoded; absent when it was not read. Not to be used when there are errors, only shown. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a text file of the workspace. What is no regular file, lies outside of the workspace (by a symbolic link), is too large or
 * not UTF-8 is reported. A byte order mark is left out and only noted: editors on Windows write it, and the text means the same without.
 */
export function readSourceFile(root: string, file: string): SourceFile {
  try {
    const path = realpathSync(join(root, file));
    if (!isInside(realpathSync(root), path)) return { file, diagnostics: [symlinkOutside(file)] };
    const stat = statSync(path);
    if (!stat.isFile()) return { file, diagnostics: [notAFile(file, stat.isDirectory())] };
    const bytes = readUpTo(path, maxFileBytes);
    if (bytes === undefined) return { file, diagnostics: [tooLarge(file, stat.size)] };
    return decode(file, bytes);
  } catch (error) {
    return { file, diagnostics: [unreadable(file, error)] };
  }
}

/** Whether a path (both without symbolic links) is the folder or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

/** The bytes of a file; undefined when there are more than the limit, even if the file grew since it was looked at. */
function readUpTo(path: string, limit: number): Uint8Array | undefined {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size > limit) return undefined;
    const chunks: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      // One more than expected shows the end; files of unknown size (0) come in pieces.
      const chunk = new Uint8Array(total === 0 ? size + 1 : 65_536);
      const read = readSync(descriptor, chunk);
      total += read;
      if (read === 0) return Buffer.concat(chunks);
      if (total > limit) return undefined;
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

function decode(file: string, bytes: Uint8Array): SourceFile {
  const { text, hasByteOrderMark, fault } = decodeUtf8(bytes);
  if (fault) {
    const range = { start: fault.offset, end: fault.offset + 1 };
    const found = fault.encoding
      ? `the file is ${fault.encoding}`
      : `byte ${fault.byteOffset} of the file is not UTF-8`;
    const diagnostic: Diagnostic = {
      code: 'not-utf-8',
      severity: 'error',
      message: `${found}, all files are read as UTF-8`,
      location: { file, range },
      hint: 'save the file as UTF-8',
      args: { byteOffset: String(fault.byteOffset) },
    };
    return { file, text, diagnostics: [diagnostic] };
  }
  return { file, text, diagnostics: hasByteOrderMark ? [byteOrderMark(file)] : [] };
}

function byteOrderMark(file: string): Diagnostic {
  return {
    code: 'byte-order-mark',
    severity: 'info',
    message: 'the file starts with a byte order mark, which is left out',
    location: { file, range: { start: 0, end: 0 } },
    hint: 'save the file as UTF-8 without BOM',
  };
}

function fileFault(code: DiagnosticCode, file: string, message: string, hint?: string): Diagnostic {
  return { code, severity: 'error', message, location: { file }, ...(hint !== undefined && { hint }) };
}

/** What is said of a link to something outside of the workspace. */
export function symlinkOutside(file: string): Diagnostic {
  return fileFault(
    'symlink-outside-workspace',
    file,
    'a symbolic link leads out of the workspace here, it is not followed',
    'copy what it points to into the workspace',
  );
}

function notAFile(file: string, isDirectory: boolean): Diagnostic {
  return fileFault(
    'not-a-file',
    file,
    `${isDirectory ? 'a folder' : 'a special file'} stands where a file is expected`,
  );
}

function tooLarge(file: string, size: number): Diagnostic {
  const limit = `${maxFileBytes / 1024 / 1024} MiB`;
  return fileFault(
    'file-too-large',
    file,
    `the file has ${(size / 1024 / 1024).toFixed(1)} MiB, at most ${limit} are read`,
  );
}

/** What a failed system call means for the user. */
export function unreadable(file: string, error: unknown): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  return fileFault('file-unreadable', file, `the file cannot be read: ${reasons[code] ?? code}`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist, or is a symbolic link to nothing',
  ELOOP: 'symbolic links lead round in a circle',
  ENAMETOOLONG: 'its path is too long',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};
