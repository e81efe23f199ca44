import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeFailure } from '../../src/cli/framework/failure.ts';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { providerFacts } from '../../src/cli/shipped-facts.ts';
import { realClock } from '../../src/config-api/real-clock.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { ImprintError } from '../../src/errors.ts';
import { memoryIo } from './memory-io.ts';

/** What a command line came to. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** A workspace with one environment, `store/dev`, in a folder of its own, and an emulator to deploy it to, all in this process. */
export interface EmulatedWorkspace {
  readonly folder: string;
  readonly url: string;
  /** Runs a command line in the workspace, or in `cwd`, against the emulator; nobody is there to answer questions. */
  readonly imprint: (...words: string[]) => Promise<Outcome>;
  readonly imprintIn: (cwd: string, ...words: string[]) => Promise<Outcome>;
  /** Names the environment's bucket anew. */
  readonly renameBucket: (name: string) => void;
  /** Calls the emulator and answers with its JSON; undefined where it has none. */
  readonly call: (method: string, path: string, json?: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Starts one; the caller closes it. */
export async function emulatedWorkspace(): Promise<EmulatedWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-operate-'));
  cpSync(resolve(import.meta.dirname, '../rules/workspace'), folder, { recursive: true });
  const emulator = await createEmulator({ clock: realClock, speed: 1_000, facts: providerFacts() }).listen(0);
  const { url } = emulator;
  const file = join(folder, 'blueprints/store/environments/dev.yaml');
  const imprintIn = (cwd: string, ...words: string[]): Promise<Outcome> => runHere([...words, '--target', url], cwd);
  return {
    folder,
    url,
    imprintIn,
    imprint: (...words) => imprintIn(folder, ...words),
    renameBucket: (name) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace(/bucket: acme-\S+/, `bucket: acme-${name}`)),
    call: async (method, path, json) => {
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const headers = { 'content-type': 'application/json' };
      const text = await (await fetch(`${url}${path}`, { method, headers, ...body })).text();
      return text === '' ? undefined : JSON.parse(text);
    },
    close: async () => {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a command line as the program would, with failures in words on stderr. */
async function runHere(words: readonly string[], cwd: string): Promise<Outcome> {
  const io = memoryIo({ cwd });
  try {
    const status = await runCli(words, () => io);
    return { stdout: io.out(), stderr: io.err(), status };
  } catch (error) {
    if (!(error instanceof ImprintError)) throw error;
    return {
      stdout: io.out(),
      stderr: `${io.err()}${describeFailure(error, io.version, false)}`,
      status: error.exitCode,
    };
  }
}
