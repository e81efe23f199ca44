import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, type Run, runImprint } from './run-imprint.ts';

const workspace = mkdtempSync(join(tmpdir(), 'imprint-resume-'));
const journalFolder = join(workspace, '.imprint/journal');
let emulator: ChildProcess;
let url: string;

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../rules/workspace'), workspace, { recursive: true });
  emulator = spawn(process.execPath, [program, 'emulator', '--port', '0', '--speed', '40x'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: emulator.stdout! });
  url = await new Promise<string>((found) => lines.once('line', (line) => found(line.replace('listening on ', ''))));
});

afterAll(() => {
  emulator.kill();
  rmSync(workspace, { recursive: true, force: true });
});

describe('a process that ends in the middle of a deploy', () => {
  it('leaves its operation in the journal when it is killed, and a later run finds out how it ended', async () => {
    const killed = await stopWhileWatching('SIGKILL');
    expect(killed.signal).toBe('SIGKILL');
    ageLocks();
    const [entry] = JSON.parse(imprint('journal', '--format', 'json').stdout) as Record<string, string>[];
    expect(entry).toMatchObject({
      environment: 'store/dev',
      method: 'CreateDeployment',
      phase: 'submitted',
      target: url,
      operation: expect.stringContaining('/operations/'),
      source: expect.stringMatching(/^gs:\/\/.*\.zip#\d+$/),
    });
    expect(imprint('journal').stdout).toMatch(
      /^ENVIRONMENT +METHOD +PHASE +BEGUN +TARGET\nstore\/dev +CreateDeployment/,
    );
    const { stdout, status } = imprint('resume', '--format', 'json');
    const events = eventsOf(stdout);
    expect(events.at(0)).toMatchObject({ kind: 'resumed', environment: 'store/dev' });
    expect(events.at(-1)).toMatchObject({ kind: 'result', result: { outcome: 'applied' } });
    expect(status).toBe(0);
    expect(openPages()).toEqual([]);
    expect(imprint('revisions', 'dev', '--target', url).stdout.match(/r-\d+/g)).toEqual(['r-0']);
  });

  it('says that nothing is open afterwards', () => {
    expect(imprint('journal').stderr).toBe('nothing is open\n');
    expect(JSON.parse(imprint('journal', '--format', 'json').stdout)).toEqual([]);
    expect(imprint('resume')).toMatchObject({ stderr: 'nothing is open\n', status: 0 });
  });

  it('stops watching at Ctrl-C, says what to do, and gives every environment a result', async () => {
    const stopped = await stopWhileWatching('SIGINT');
    expect(stopped.signal).toBe('SIGINT');
    expect(stopped.stderr).toContain('1 operation goes on without being watched; `imprint resume` picks up from there');
    expect(eventsOf(stopped.stdout).at(-1)).toMatchObject({
      kind: 'result',
      result: { outcome: 'interrupted', isOpen: true },
    });
    const next = imprint('deploy', 'dev', '--set', 'retention_days=99', '--yes', '--format', 'json', '--target', url);
    expect(eventsOf(next.stdout).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['resumed', 'settled', 'planned', 'result']),
    );
    expect(openPages()).toEqual([]);
  });

  it('refuses a journal of another version, and names it', () => {
    const page = join(journalFolder, 'other.jsonl');
    spawnSync('sh', ['-c', `echo '{"kind":"begun","formatVersion":99}' > ${page}`]);
    const { stderr, status } = imprint('resume');
    rmSync(page);
    expect(stderr).toContain('other.jsonl cannot be read: its format is 99');
    expect(status).toBe(2);
  });
});

/** Deploys, stops the process once its operation is known, and gives what it wrote. */
async function stopWhileWatching(
  signal: NodeJS.Signals,
): Promise<{ signal: string | null; stdout: string; stderr: string }> {
  const words = [
    'deploy',
    'dev',
    '--set',
    `retention_days=${signal.length}`,
    '--yes',
    '--format',
    'json',
    '--target',
    url,
  ];
  const child = spawn(process.execPath, [program, ...words], { cwd: workspace });
  let stdout = '';
  let stderr = '';
  let isStopped = false;
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (!isStopped && stdout.includes('"submitted"')) {
      isStopped = true;
      child.kill(signal);
    }
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((done) => child.on('close', (_, ended) => done({ signal: ended, stdout, stderr })));
}

/** A killed holder's lock ends after ten seconds; the test does not wait for that. */
function ageLocks(): void {
  for (const name of readdirSync(journalFolder)) {
    if (name.endsWith('.lock')) utimesSync(join(journalFolder, name), 1, 1);
  }
}

function openPages(): string[] {
  return existsSync(journalFolder) ? readdirSync(journalFolder) : [];
}

function eventsOf(stdout: string): { readonly kind: string }[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string });
}

function imprint(...words: string[]): Run {
  return runImprint(words, { cwd: workspace });
}
