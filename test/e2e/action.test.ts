import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createRepository, type GitRepository } from '../cli/git-repository.ts';

const root = join(import.meta.dirname, '../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const environment = 'blueprints/store/environments/dev.yaml';

/** A workflow command as a runner reads it. */
interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

describe('the action', () => {
  let repository: GitRepository;
  let base: string;

  beforeEach(() => {
    repository = createRepository();
    cpSync(join(root, 'test/rules/workspace'), repository.folder, { recursive: true });
    base = repository.commit();
  });
  afterEach(() => repository.dispose());

  const misspell = () => {
    const text = readFileSync(join(repository.folder, environment), 'utf8');
    repository.write(environment, text.replace('    bucket:', '    buckett:'));
    repository.commit();
  };

  it('annotates the line of a typo in a pull request', () => {
    misspell();
    const { commands, outputs, status } = runAction(repository.folder, base, {});
    expect(commands[0]).toEqual({
      name: 'error',
      properties: { file: environment, line: '15', endLine: '15', col: '5', endColumn: '11', title: 'unknown-key' },
      message: expect.stringContaining('buckett'),
    });
    expect(outputs).toEqual({ 'exit-code': '1' });
    expect(status).toBe(1);
  });

  it('passes, with nothing to say, where the change affects no environment', () => {
    misspell();
    const { commands, outputs, status, stderr } = runAction(repository.folder, 'HEAD', {});
    expect({ commands, outputs, status }).toEqual({ commands: [], outputs: { 'exit-code': '0' }, status: 0 });
    expect(stderr).toContain('0 of 1 environment affected');
  });

  it('checks everything outside of a pull request, and when told to', () => {
    misspell();
    expect(runAction(repository.folder, '', {}).status).toBe(1);
    expect(runAction(repository.folder, 'HEAD', { all: 'true' }).status).toBe(1);
  });

  it('writes a SARIF log to upload, failed or not', () => {
    misspell();
    const { outputs, status } = runAction(repository.folder, base, { 'sarif-file': 'out.sarif' });
    expect(outputs).toEqual({ 'exit-code': '1', 'sarif-file': 'out.sarif' });
    const log = JSON.parse(readFileSync(join(repository.folder, 'out.sarif'), 'utf8'));
    expect(log.runs[0].results[0].ruleId).toBe('unknown-key');
    expect(status).toBe(1);
  });

  it('fetches the commit to compare with into a shallow checkout', () => {
    misspell();
    const folder = mkdtempSync(join(tmpdir(), 'imprint-shallow-'));
    execFileSync('git', ['-C', repository.folder, 'config', 'uploadpack.allowAnySHA1InWant', 'true']);
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${repository.folder}`, folder]);
    const { commands, status } = runAction(folder, base, {});
    expect(commands[0]).toMatchObject({ name: 'error', properties: { title: 'unknown-key' } });
    expect(status).toBe(1);
  });

  it('fails with 2 where there is nothing to compare with', () => {
    const { commands, outputs, status } = runAction(repository.folder, '', { since: 'nowhere' });
    expect(commands[0]).toMatchObject({ name: 'error', properties: { title: 'usage' } });
    expect(outputs).toEqual({ 'exit-code': '2' });
    expect(status).toBe(2);
  });

  it('takes inputs as words, never as commands', () => {
    const { commands, status } = runAction(repository.folder, '', {
      environments: 'dev $(touch pwned)\n`touch pwned`;touch pwned',
    });
    expect(status).toBe(1);
    expect(commands.map(({ properties }) => properties['title'])).toContain('unknown-environment');
    expect(execFileSync('git', ['-C', repository.folder, 'status', '--porcelain'], { encoding: 'utf8' })).toBe('');
  });

  it('declares every input and output that its steps use', () => {
    const [step] = action.runs.steps;
    const used = JSON.stringify(step).match(/inputs\.[\w-]+/g) ?? [];
    expect(new Set(used.map((name) => name.slice('inputs.'.length)))).toEqual(new Set(Object.keys(action.inputs)));
    expect(Object.keys(step.env).every((name) => step.run.includes(`$${name}`))).toBe(true);
  });
});

/** Runs the action's step as a runner does: its expressions filled in, `shell: bash` as GitHub starts it. */
function runAction(folder: string, baseSha: string, given: Readonly<Record<string, string>>) {
  const [step] = action.runs.steps;
  const scratch = mkdtempSync(join(tmpdir(), 'imprint-action-'));
  const script = join(scratch, 'step.sh');
  const outputFile = join(scratch, 'output');
  writeFileSync(script, step.run);
  writeFileSync(outputFile, '');
  const values: Record<string, string> = { 'github.event.pull_request.base.sha': baseSha, 'github.action_path': root };
  for (const [name, { default: fallback }] of Object.entries<{ default: string }>(action.inputs))
    values[`inputs.${name}`] = given[name] ?? fallback;
  const fill = (text: string) => text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => values[name] ?? '');
  const env = Object.fromEntries(Object.entries<string>(step.env).map(([name, text]) => [name, fill(text)]));
  const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: join(folder, fill(step['working-directory'])),
    env: { PATH: process.env['PATH'], HOME: scratch, GITHUB_OUTPUT: outputFile, ...env },
    encoding: 'utf8',
  });
  const lines = readFileSync(outputFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const outputs = Object.fromEntries(lines.map((line) => line.split('=', 2)));
  return { commands: readCommands(result.stdout), outputs, status: result.status, stderr: result.stderr };
}

function readCommands(stdout: string): WorkflowCommand[] {
  const decode = (text: string) =>
    text
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  return stdout.split('\n').flatMap((line) => {
    const match = /^::(\w+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (match === null) return [];
    const pairs = (match[2] ?? '').split(',').map((pair) => pair.split('=', 2).map(decode));
    return [{ name: match[1] ?? '', properties: Object.fromEntries(pairs), message: decode(match[3] ?? '') }];
  });
}
