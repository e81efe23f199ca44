import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, runImprint } from './run-imprint.ts';

/** `script` of util-linux gives a program a terminal and hands our input on; that of BSD has other options. */
const hasScript = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');
const name = 'projects/acme-dev/locations/europe-west1/deployments/store-dev';
const folder = mkdtempSync(join(tmpdir(), 'imprint-confirm-'));
let emulator: ChildProcess;
let url: string;

beforeAll(async () => {
  cpSync(resolve(import.meta.dirname, '../rules/workspace'), folder, { recursive: true });
  emulator = spawn(process.execPath, [program, 'emulator', '--port', '0', '--speed', '1000x'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: emulator.stdout! });
  url = await new Promise<string>((found) => lines.once('line', (line) => found(line.replace('listening on ', ''))));
});

afterAll(() => {
  emulator.kill();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!hasScript)('a question on a terminal', () => {
  it('is asked once, with what it is about', async () => {
    const { screen, status } = await onTerminal('n\n');
    expect(screen).toContain(name);
    expect(
      screen.match(/Delete 1 deployment from the emulator at .*\? Everything they manage is destroyed\. \[y\/N\]/g),
    ).toHaveLength(1);
    expect(screen).toContain('nothing was deleted');
    expect(status).toBe(1);
  });

  it.each([
    ['a yes', 'y\n'],
    ['the whole word in any case', ' YES \n'],
  ])('takes %s for consent', async (_, input) => {
    const { screen, status } = await onTerminal(input);
    expect(screen).toContain('was not there');
    expect(status).toBe(0);
  });

  it.each([
    ['an empty line', '\n'],
    ['any other word', 'yeah\n'],
    ['the end of input', '\u0004'],
  ])('takes %s for a no', async (_, input) => {
    const { screen, status } = await onTerminal(input);
    expect(screen).toContain('nothing was deleted');
    expect(status).toBe(1);
  });

  it('ends at Ctrl-C without doing anything', async () => {
    const { screen, status } = await onTerminal('\u0003');
    expect(screen).not.toContain('was not there');
    expect(screen).toContain('nothing was deleted');
    expect(status).toBe(1);
  });
});

describe('without a terminal', () => {
  it('there is no question, and nothing is done', () => {
    const { stderr, status } = runImprint(['delete', name, '--target', url], { cwd: folder, input: 'y\n' });
    expect(stderr).not.toContain('[y/N]');
    expect(stderr).toContain('nothing was deleted');
    expect(status).toBe(1);
  });
});

/** Runs `imprint delete` on a terminal, and types once the question stands there. */
function onTerminal(input: string): Promise<{ screen: string; status: number | null }> {
  const command = [process.execPath, program, 'delete', name, '--target', url, '--no-color'].join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { cwd: folder });
  let screen = '';
  let isTyped = false;
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    if (isTyped || !screen.includes('[y/N]')) return;
    isTyped = true;
    child.stdin.write(input);
  });
  return new Promise((done) => child.on('close', (status) => done({ screen, status })));
}
