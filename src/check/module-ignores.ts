import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { applyIgnores, type IgnoreResult } from './ignores.ts';
import { readSourceIgnores } from './source-ignores.ts';

/** Leaves out what comments in the files of a plain module ignore, and adds the faults of the comments. */
export function applyModuleIgnores(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  isFullyChecked: boolean,
): IgnoreResult {
  const files = [...sources].map(([file, text]) => ({ file, comments: readSourceIgnores(text), isFullyChecked }));
  return applyIgnores(diagnostics, files, () => false);
}
