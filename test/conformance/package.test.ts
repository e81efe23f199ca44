import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

describe('the packed package in an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-package-'));
  const installed = join(folder, 'node_modules/imprint');

  beforeAll(() => {
    const listing = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(listing) as { filename: string }[];
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, packed!.filename), '-C', installed, '--strip-components=1']);
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    for (const name of Object.keys(dependencies))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what is needed and nothing of the workshop', () => {
    const names = readdirSync(installed);
    expect(names).toEqual(
      expect.arrayContaining(['LICENSE', 'NOTICE', 'README.md', 'blueprints', 'dist', 'package.json', 'schemas']),
    );
    expect(names).not.toEqual(expect.arrayContaining(['src']));
    expect(names).not.toEqual(expect.arrayContaining(['test']));
    expect(readdirSync(join(installed, 'dist'))).not.toContain('meta.json');
  });

  it('prints its version', () => {
    expect(run('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('runs the demo', () => {
    const shown = run('demo');
    expect(shown).toContain('hft-risk-analytics/prod');
  });

  function run(...args: string[]): string {
    return execFileSync(process.execPath, [join(installed, 'dist/cli/main.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, NO_COLOR: '1' },
    });
  }
});
