import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from '../cli/memory-io.ts';

/** A workspace in a folder of its own, and the command line in it. */
export interface CliWorkspace {
  readonly root: string;
  run(...words: string[]): Promise<{ stdout: string; stderr: string; exitCode: number }>;
  remove(): void;
}

/** A copy of the sample workspace of the rules' fixtures, or an empty folder. */
export function cliWorkspace(isEmpty = false): CliWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'imprint-workspace-'));
  if (!isEmpty) cpSync(join(import.meta.dirname, '../rules/workspace'), root, { recursive: true });
  return {
    root,
    async run(...words) {
      const io = memoryIo({ cwd: root });
      const exitCode = await runCli(words, () => io);
      return { stdout: io.out(), stderr: io.err(), exitCode };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
