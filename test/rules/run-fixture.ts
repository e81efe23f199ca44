import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from '../cli/memory-io.ts';

const rulesFolder = import.meta.dirname;

/** A file or folder of `test/rules/<code>/`; see the README there. */
export interface Fixture {
  readonly code: string;
  /** `bad-typo.yaml`, `ok-nested`. */
  readonly name: string;
  readonly isBad: boolean;
  /** Absolute. */
  readonly path: string;
}

/** What running a fixture came to. */
export interface FixtureResult {
  readonly stdout: string;
  readonly exitCode: number;
}

/** Settings of a folder, in its `fixture.json`. */
interface FixtureSettings {
  readonly over?: boolean;
  readonly command?: readonly string[];
  readonly before?: readonly (readonly string[])[];
  readonly links?: Readonly<Record<string, string>>;
  readonly fill?: Readonly<Record<string, number>>;
}

/** Fixtures of a rule, sorted: `bad-*` first. */
export function fixturesOf(code: string): readonly Fixture[] {
  const folder = join(rulesFolder, code);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(ok|bad)-/.test(name) && !name.endsWith('.out'))
    .sort()
    .map((name) => ({ code, name, isBad: name.startsWith('bad-'), path: join(folder, name) }));
}

/** File that holds the expected output of a fixture. */
export function outputFile({ path }: Fixture): string {
  return `${path.replace(/\.(yaml|yml|tf|hbs)$/, '')}.out`;
}

/** The words after `imprint` that a fixture is run with. */
export function commandOf({ path, name }: Fixture): readonly string[] {
  const ofModule = ['validate', '--module', '.'];
  if (!statSync(path).isDirectory()) return name.endsWith('.tf') ? ofModule : ['validate'];
  const { command, over } = readSettings(path);
  const isWorkspace = over === true || existsSync(join(path, 'imprint.yaml')) || existsSync(join(path, 'blueprints'));
  if (command !== undefined) return command;
  if (!isWorkspace && existsSync(join(path, 'policies'))) return ['policy', 'lint', 'policies'];
  return isWorkspace ? ['validate'] : ofModule;
}

/** Runs a fixture's command in a folder of its own. */
export async function runFixture(fixture: Fixture): Promise<FixtureResult> {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-rule-'));
  try {
    for (const words of lay(fixture, folder)) await run(words, folder);
    return await run(commandOf(fixture), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(words: readonly string[], folder: string): Promise<FixtureResult> {
  const io = memoryIo({ cwd: folder });
  const exitCode = await runCli(words, () => io);
  return { stdout: io.out(), exitCode };
}

/** Puts a fixture's files in place and says what to run before. */
function lay({ path, name }: Fixture, folder: string): readonly (readonly string[])[] {
  if (!statSync(path).isDirectory()) {
    if (!name.endsWith('.tf')) layWorkspace(folder);
    cpSync(path, join(folder, placeOf(path)), { force: true });
    return [];
  }
  const settings = readSettings(path);
  if (settings.over === true) layWorkspace(folder);
  cpSync(path, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => file !== join(path, 'fixture.json'),
  });
  for (const [link, target] of Object.entries(settings.links ?? {})) symlinkSync(target, made(folder, link));
  for (const [file, bytes] of Object.entries(settings.fill ?? {})) {
    const line = '# filler\n';
    writeFileSync(made(folder, file), line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes));
  }
  return settings.before ?? [];
}

/** What a single file takes the place of in the sample workspace, or is in a module. */
function placeOf(path: string): string {
  if (path.endsWith('.tf')) return 'main.tf';
  if (path.endsWith('.hbs')) return 'blueprints/store/templates/main.tf.hbs';
  const kind = /^kind:\s*["']?(\w+)/m.exec(readFileSync(path, 'latin1'))?.[1];
  if (kind === 'Blueprint') return 'blueprints/store/blueprint.yaml';
  if (kind === 'Workspace') return 'imprint.yaml';
  return 'blueprints/store/environments/dev.yaml';
}

function layWorkspace(folder: string): void {
  cpSync(join(rulesFolder, 'workspace'), folder, { recursive: true });
}

function made(folder: string, file: string): string {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

function readSettings(path: string): FixtureSettings {
  const file = join(path, 'fixture.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
