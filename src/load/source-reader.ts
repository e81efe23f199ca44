import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readSourceFile } from './read-source-file.ts';

/** Reads files of one workspace and keeps what was read and found, so that one broken file does not hide the rest. */
export class SourceReader {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Every text read, those with faults too, by file. */
  readonly sources: Map<string, string> = new Map();
  readonly diagnostics: Diagnostic[] = [];

  constructor(root: string) {
    this.root = root;
  }

  /** The text of a file; undefined when it cannot be used, which is reported. */
  read(file: string): string | undefined {
    const { text, diagnostics } = readSourceFile(this.root, file);
    this.report(diagnostics);
    if (text !== undefined) this.sources.set(file, text);
    return diagnostics.some(({ severity }) => severity === 'error') ? undefined : text;
  }

  report(diagnostics: readonly Diagnostic[]): void {
    this.diagnostics.push(...diagnostics);
  }
}
