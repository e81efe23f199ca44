import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CorpusModule } from './module-files.ts';
import { parseExact, readChanges } from './plan-file.ts';
import { type Finding, type RecordedPlan, type Recording, recordedVersion, type StateFile } from './recording.ts';

const { TF_CLI_CONFIG_FILE: _, ...environment } = process.env;

/** Whether terraform of that version is at hand. */
export function hasTerraform(): boolean {
  const { status, stdout } = spawnSync('terraform', ['version'], { env: environment, encoding: 'utf8' });
  return status === 0 && stdout.startsWith(`Terraform v${recordedVersion}\n`);
}

/** What the real terraform says of a module. Throws when its first configuration cannot be applied. */
export function askTerraform(module: CorpusModule): Recording {
  const directory = mkdtempSync(join(tmpdir(), 'imprint-record-'));
  try {
    const run = (...args: string[]): Answer =>
      spawnSync('terraform', args, { cwd: directory, env: environment, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const state = module.before === undefined ? undefined : applyFirst(module, directory, run);
    writeFiles(directory, module.files);
    run('init', '-input=false');
    const { valid, diagnostics } = parse<ValidateAnswer>(run('validate', '-json').stdout);
    return {
      name: module.name,
      valid,
      findings: diagnostics.map(findingOf),
      ...(state !== undefined && { state }),
      ...(valid && { plan: plan(module, diagnostics, run) }),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type RunTerraform = (...args: string[]) => Answer;

interface TerraformDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number; readonly column: number } };
}

interface ValidateAnswer {
  readonly valid: boolean;
  readonly diagnostics: readonly TerraformDiagnostic[];
}

// What terraform prints is taken at its word: the shapes above are its documented JSON output.
function parse<T>(text: string): T {
  return parseExact(text) as T;
}

function writeFiles(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

function applyFirst(module: CorpusModule, directory: string, run: RunTerraform): StateFile {
  writeFiles(directory, module.before ?? new Map());
  run('init', '-input=false');
  for (const call of [['apply', '-auto-approve', '-input=false'], ...module.commands.map((line) => line.split(' '))]) {
    const { status, stderr } = run(...call);
    if (status !== 0) throw new Error(`${module.name}: terraform ${call.join(' ')} failed: ${stderr}`);
  }
  for (const path of module.before?.keys() ?? []) rmSync(join(directory, path));
  const path = join(directory, 'terraform.tfstate');
  const text = withStableIds(readFileSync(path, 'utf8'));
  writeFileSync(path, text);
  return parse(text);
}

// Ids are random: they are numbered in the order in which the state has them. The serial counts writes, which depend on timing.
function withStableIds(state: string): string {
  const ids = new Map<string, string>();
  const written = state.replace(/"serial": \d+/, '"serial": 1');
  return written.replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) => {
    const stable = ids.get(id) ?? `00000000-0000-0000-0000-${String(ids.size).padStart(12, '0')}`;
    ids.set(id, stable);
    return stable;
  });
}

function plan(module: CorpusModule, known: readonly TerraformDiagnostic[], run: RunTerraform): RecordedPlan {
  const { status, stdout } = run('plan', '-json', '-input=false', '-out=plan', ...module.arguments);
  const seen = new Set(known.map((each) => JSON.stringify(findingOf(each))));
  const findings = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parse<{ readonly diagnostic?: TerraformDiagnostic }>(line).diagnostic)
    .flatMap((diagnostic) => (diagnostic === undefined ? [] : [findingOf(diagnostic)]))
    .filter((finding) => !seen.has(JSON.stringify(finding)));
  if (status !== 0) return { findings };
  return { findings, ...readChanges(run('show', '-json', 'plan').stdout) };
}

function findingOf({ severity, summary: said, range }: TerraformDiagnostic): Finding {
  const summary = said.replace(/^Cycle: (.*)$/, (_, members: string) => `Cycle: ${inOrder(members)}`);
  if (range === undefined) return { severity, summary };
  return { severity, summary, file: range.filename, line: range.start.line, column: range.start.column };
}

/** Terraform names the members of a circle in an order that differs from run to run. */
function inOrder(members: string): string {
  return members.split(', ').sort().join(', ');
}
