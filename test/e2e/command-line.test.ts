import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/cli/framework/version.ts';
import { program, runImprint } from './run-imprint.ts';

describe('imprint', () => {
  it.each([['--version'], ['-v'], ['--no-color', '--version']])('tells its version: %s', (...words) => {
    expect(runImprint(words)).toEqual({ stdout: `${version}\n`, stderr: '', status: 0 });
  });

  it('lists its commands', () => {
    const { stdout, stderr, status } = runImprint(['--help']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(/^ {2}validate, lint {2,}\S/m);
  });

  it.each([
    [[], 'no command given'],
    [['bogus'], "unknown command 'bogus'"],
    [['validate', '--bogus'], 'unknown option --bogus'],
    [['validate', '--max-warnings', 'many'], "--max-warnings is a whole number, not 'many'"],
    [['validate', '--terraform-version', '1.5'], '--terraform-version is an exact version'],
    [['validate', '--module', 'nowhere'], "there is no folder 'nowhere'"],
    [['validate', '--module', '.', 'dev'], 'give either environments or --module'],
    [['validate', '--module', '.', '--since', 'HEAD'], '--since speaks of environments'],
    [['validate', '--module', '.', '--all'], '--all speaks of environments'],
    [['validate', '--all', 'dev'], 'give either environments or --all'],
    [['explain', 'yaml-sintax'], "unknown code 'yaml-sintax'; did you mean 'yaml-syntax'?"],
  ])('ends with 2 and says why on stderr: %j', (words, message) => {
    const { stdout, stderr, status } = runImprint(words);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).not.toContain('    at ');
  });

  it('says it in the format that was asked for, too', () => {
    const { stdout, stderr, status } = runImprint(['validate', '--bogus', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, failure: { code: 'usage' } });
    expect(stderr).toContain('unknown option --bogus');
    expect(status).toBe(2);
    expect(runImprint(['validate', '--bogus', '--format=github']).stdout).toMatch(
      /^::error title=usage::unknown option --bogus/,
    );
    expect(
      JSON.parse(runImprint(['validate', '--bogus', '--format=sarif']).stdout).runs[0].invocations[0]
        .executionSuccessful,
    ).toBe(false);
    expect(runImprint(['validate', '--bogus', '--format=junit']).stdout).toContain('<error type="usage"');
  });

  it('says so outside of a workspace', () => {
    const folder = mkdtempSync(join(tmpdir(), 'imprint-empty-'));
    const { stderr, status } = runImprint(['validate'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('there is no workspace here');
  });

  it('colours only a terminal, unless told to', () => {
    const folder = moduleFolder('resource "a" {');
    expect(runImprint(['validate', '--module', '.'], { cwd: folder }).stdout).not.toContain('\u001b');
    expect(runImprint(['validate', '--module', '.', '--color'], { cwd: folder }).stdout).toContain('\u001b[');
    const both = runImprint(['validate', '--module', '.', '--color', '--no-color'], { cwd: folder });
    expect(both.stdout).not.toContain('\u001b');
  });

  it('is silent when the reader of its output has seen enough', async () => {
    const child = spawn(process.execPath, [program, 'explain'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ stderr: Buffer.concat(chunks).toString(), status }).toEqual({ stderr: '', status: 0 });
  });

  it('writes all of a long answer into a pipe before it ends', () => {
    const folder = moduleFolder(
      Array.from({ length: 3000 }, (_, index) => `variable "v${index}" { type = nonsense }\n`).join(''),
    );
    const { stdout, status } = runImprint(['validate', '--module', '.', '--format', 'json'], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout.length).toBeGreaterThan(200_000);
    expect(JSON.parse(stdout).summary.errors).toBeGreaterThanOrEqual(3000);
  });
});

function moduleFolder(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-module-'));
  writeFileSync(join(folder, 'main.tf'), text);
  return folder;
}
