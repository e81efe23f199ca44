import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bundle } from '../../src/render/bundle.ts';
import { renderEnvironment } from '../../src/render/render-environment.ts';
import { checkTree, differencesOf, type RenderedFolder, readLock, writeBundle } from '../../src/render/write.ts';
import { buildBlueprint, buildEnvironment } from './environment-builder.ts';

let root: string;
let folder: RenderedFolder;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imprint-tree-'));
  folder = { path: join(root, 'demo/dev'), name: 'generated/demo/dev' };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A bundle with one script and as many text files as the list has entries. */
function bundleOf(texts: readonly string[]): Bundle {
  const templates = Object.fromEntries(texts.map((text, index) => [`f${index}.txt`, text]));
  const blueprint = buildBlueprint({
    templates: { ...templates, 'run.sh': 'echo\n' },
    entries: [
      ...texts.map((_, index) => ({ source: `f${index}.txt`, output: `docs/d${index % 3}/f${index}.txt` })),
      { source: 'run.sh', output: 'scripts/run.sh', executable: true },
    ],
  });
  const { value } = renderEnvironment(buildEnvironment(blueprint, ''));
  if (value === undefined) throw new Error('no bundle');
  return value;
}

/** All files below a folder with their texts, staging folders too. */
function treeOf(path: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')]),
  );
}

function wanted(bundle: Bundle): Record<string, string> {
  return Object.fromEntries(bundle.files.map(({ path, text }) => [path, text]));
}

describe('writeBundle', () => {
  it('writes all files and the lock, and nothing else', () => {
    const bundle = bundleOf(['a\n']);
    const { written } = writeBundle(folder, bundle);
    const { 'imprint.lock.json': lock, ...files } = treeOf(folder.path);
    expect(files).toEqual(wanted(bundle));
    expect(written).toEqual(bundle.files.map(({ path }) => path));
    expect(JSON.parse(lock ?? '')).toMatchObject({ environment: 'demo/dev', contentHash: bundle.contentHash });
    expect(statSync(join(folder.path, 'scripts/run.sh')).mode & 0o777).toBe(0o755);
    expect(checkTree(folder)).toEqual([]);
    expect(differencesOf(folder, bundle)).toEqual([]);
  });

  it('writes only what differs', () => {
    writeBundle(folder, bundleOf(['a\n', 'b\n']));
    chmodSync(join(folder.path, 'scripts/run.sh'), 0o644);
    const { written, removed } = writeBundle(folder, bundleOf(['a\n', 'c\n']));
    expect({ written, removed }).toEqual({ written: ['docs/d1/f1.txt', 'scripts/run.sh'], removed: [] });
    expect(writeBundle(folder, bundleOf(['a\n', 'c\n'])).written).toEqual([]);
  });

  it('removes what an earlier render wrote, with folders that become empty, and leaves what is the user’s', () => {
    writeBundle(folder, bundleOf(['a\n', 'b\n', 'c\n']));
    writeFileSync(join(folder.path, 'docs/d1/mine.txt'), 'mine');
    const { removed } = writeBundle(folder, bundleOf(['a\n']));
    expect(removed).toEqual(['docs/d1/f1.txt', 'docs/d2/f2.txt']);
    expect(existsSync(join(folder.path, 'docs/d2'))).toBe(false);
    expect(readFileSync(join(folder.path, 'docs/d1/mine.txt'), 'utf8')).toBe('mine');
  });

  it('keeps a file that is no longer rendered and was changed by hand, and says so', () => {
    writeBundle(folder, bundleOf(['a\n', 'b\n']));
    writeFileSync(join(folder.path, 'docs/d1/f1.txt'), 'changed');
    const { removed, diagnostics } = writeBundle(folder, bundleOf(['a\n']));
    expect(removed).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'generated-kept', severity: 'warning' }]);
    expect(readFileSync(join(folder.path, 'docs/d1/f1.txt'), 'utf8')).toBe('changed');
  });

  it('repairs what was changed, removed, or torn', () => {
    const bundle = bundleOf(['a\n', 'b\n']);
    writeBundle(folder, bundle);
    writeFileSync(join(folder.path, 'docs/d0/f0.txt'), 'changed');
    rmSync(join(folder.path, 'docs/d1'), { recursive: true });
    writeFileSync(join(folder.path, 'imprint.lock.json'), '{"formatVersion": 1, "envi');
    writeBundle(folder, bundle);
    expect(treeOf(folder.path)).toMatchObject(wanted(bundle));
    expect(checkTree(folder)).toEqual([]);
  });

  it('writes through no link, and follows no path of a forged lock out of the folder', () => {
    const outside = join(root, 'outside');
    mkdirSync(join(folder.path, 'docs'), { recursive: true });
    mkdirSync(outside);
    writeFileSync(join(outside, 'victim'), 'kept');
    symlinkSync(outside, join(folder.path, 'docs/d0'));
    expect(() => writeBundle(folder, bundleOf(['a\n']))).toThrow(/in the way/);
    expect(readdirSync(outside)).toEqual(['victim']);
    rmSync(join(folder.path, 'docs'), { recursive: true });
    const hash = 'sha256:79cb9a8a36ae39f0bbdb1bd4d1a5e27b06a83d2c4a2a6c0d1e3b6ff4ee4f8f3b';
    const forged = { formatVersion: 1, environment: 'x', files: { '../../outside/victim': { sha256: hash } } };
    writeFileSync(join(folder.path, 'imprint.lock.json'), JSON.stringify(forged));
    writeBundle(folder, bundleOf(['a\n']));
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('kept');
  });
});

describe('checkTree', () => {
  it('has nothing to say of a folder that was never rendered', () => {
    expect(checkTree(folder)).toEqual([]);
    expect(readLock(folder.path)).toBeUndefined();
  });

  it('reports a lock that cannot be read', () => {
    mkdirSync(folder.path, { recursive: true });
    writeFileSync(join(folder.path, 'imprint.lock.json'), '{"files": {');
    expect(checkTree(folder)).toMatchObject([
      { code: 'generated-changed', message: 'imprint.lock.json cannot be read' },
    ]);
  });

  it('reports every file that is not what was rendered, and none of the user’s', () => {
    writeBundle(folder, bundleOf(['a\n', 'b\n']));
    writeFileSync(join(folder.path, 'docs/d0/f0.txt'), 'changed');
    rmSync(join(folder.path, 'docs/d1/f1.txt'));
    chmodSync(join(folder.path, 'scripts/run.sh'), 0o600);
    writeFileSync(join(folder.path, 'mine.txt'), '');
    expect(checkTree(folder).map(({ code, message }) => [code, message])).toEqual([
      ['generated-changed', 'docs/d0/f0.txt was changed since the last render'],
      ['generated-changed', 'docs/d1/f1.txt is missing'],
      ['generated-changed', 'scripts/run.sh has another mode than it was rendered with'],
    ]);
  });
});

describe('differencesOf', () => {
  it('tells changes, new files and files to go, and writes nothing', () => {
    writeBundle(folder, bundleOf(['a\n', 'b\n']));
    const before = treeOf(folder.path);
    const differences = differencesOf(folder, bundleOf(['z\n']));
    expect(differences.map(({ path }) => path)).toEqual(['docs/d0/f0.txt', 'docs/d1/f1.txt', 'imprint.lock.json']);
    expect(differences[0]).toEqual({ path: 'docs/d0/f0.txt', before: 'a\n', after: 'z\n' });
    expect(differences[1]).toEqual({ path: 'docs/d1/f1.txt', before: 'b\n' });
    expect(treeOf(folder.path)).toEqual(before);
  });
});

/** A program that writes bundles in turn, until it is killed after so many calls that change the file system. */
const writer = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { writeBundle } from './src/render/write.ts';
const [folder, limit, ...bundles] = process.argv.slice(2);
let calls = 0;
for (const name of ['openSync', 'writeSync', 'renameSync', 'rmSync', 'mkdirSync', 'rmdirSync', 'fsyncSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (calls++ >= Number(limit)) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
}
syncBuiltinESMExports();
for (const file of bundles) writeBundle({ path: folder, name: 'x' }, JSON.parse(fs.readFileSync(file, 'utf8')));
process.stdout.write(String(calls));
`;

describe('a render that is killed', () => {
  it('leaves a tree that the next one puts right, at whatever moment it was killed', { timeout: 120_000 }, async () => {
    const [first, second, third] = [['a\n', 'b\n', 'c\n'], ['x\n', 'b\n', 'c\n', 'd\n', 'e\n'], ['a\n']].map(bundleOf);
    const files = [first, second].map((bundle, index) => {
      const file = join(root, `bundle${index}.json`);
      writeFileSync(file, JSON.stringify(bundle));
      return file;
    });
    const program = join(root, 'writer.mjs');
    const resolveDir = join(import.meta.dirname, '../..');
    await build({
      stdin: { contents: writer, resolveDir },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: program,
    });
    const total = Number((await runWriter(program, join(root, 'whole'), 1e9, files)).stdout);
    expect(total).toBeGreaterThan(30);
    const moments = [...new Set(Array.from({ length: 16 }, (_, index) => Math.floor((index * total) / 16)))];
    await inPairs(moments, async (limit) => {
      const path = join(root, `killed${limit}`);
      const { signal } = await runWriter(program, path, limit, files);
      expect(signal).toBe('SIGKILL');
      if (third === undefined) throw new Error('no bundle');
      writeBundle({ path, name: 'x' }, third);
      const { 'imprint.lock.json': lock, ...found } = treeOf(path);
      expect(found).toEqual(wanted(third));
      expect(JSON.parse(lock ?? '')).toMatchObject({ contentHash: third.contentHash });
    });
  });
});

async function inPairs<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  for (let index = 0; index < items.length; index += 2) {
    await Promise.all(items.slice(index, index + 2).map(action));
  }
}

function runWriter(program: string, path: string, limit: number, bundles: readonly string[]) {
  const args = ['--import', 'tsx', program, path, String(limit), ...bundles];
  const child = spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  return new Promise<{ stdout: string; signal: string | null }>((resolve) => {
    child.on('close', (_code, signal) => resolve({ stdout, signal }));
  });
}
