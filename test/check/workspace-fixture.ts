import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from '../cli/memory-io.ts';

const sample = join(import.meta.dirname, '../rules/workspace');

/** A diagnostic as `--format json` prints it, as far as tests look at it. */
export interface ShownDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly location?: { readonly file: string; readonly range?: { readonly start: { readonly line: number } } };
  readonly environments: readonly string[];
}

/** A copy of the sample workspace of the rules, to change and validate. */
export interface WorkspaceFixture {
  readonly folder: string;
  read(file: string): string;
  write(file: string, text: string): void;
  /** Replaces a piece of a file that has to be there. */
  edit(file: string, from: string, to: string): void;
  /** Runs `imprint validate` and gives what it found with exit code and closing counts. */
  validate(
    ...words: string[]
  ): Promise<{ diagnostics: readonly ShownDiagnostic[]; exitCode: number; suppressed: object }>;
  /** `code file:line` of everything found. */
  found(...words: string[]): Promise<readonly string[]>;
  dispose(): void;
}

/** Environment file of the sample workspace. */
export const environmentFile = (name: string): string => `blueprints/store/environments/${name}.yaml`;

/** Makes one. */
export function createWorkspace(): WorkspaceFixture {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-workspace-'));
  cpSync(sample, folder, { recursive: true });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const validate: WorkspaceFixture['validate'] = async (...words) => {
    const io = memoryIo({ cwd: folder });
    const exitCode = await runCli(['validate', '--format', 'json', ...words], () => io);
    return { ...JSON.parse(io.out()), exitCode };
  };
  return {
    folder,
    read,
    write,
    edit(file, from, to) {
      if (!read(file).includes(from)) throw new Error(`${file} does not hold ${from}`);
      write(file, read(file).replace(from, to));
    },
    validate,
    async found(...words) {
      const { diagnostics } = await validate(...words);
      return diagnostics.map(
        ({ code, location }) => `${code} ${location?.file ?? ''}:${location?.range?.start.line ?? ''}`,
      );
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
