import { basename, dirname } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readSourceFile } from '../load/read-source-file.ts';
import { shownPath } from './shown-path.ts';

/** A file that somebody named. */
export interface GivenFile {
  /** Its name in diagnostics. */
  readonly file: string;
  /** Absent where it cannot be read. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a file that may lie anywhere.
 *
 * @param path absolute
 * @param root folder that diagnostics name it relative to, absolute
 */
export function readGivenFile(path: string, root: string): GivenFile {
  const file = shownPath(path, root);
  const { text, diagnostics } = readSourceFile(dirname(path), basename(path));
  return {
    file,
    diagnostics: diagnostics.map((one) => ({ ...one, location: { ...one.location, file } })),
    ...(text !== undefined && { text }),
  };
}
