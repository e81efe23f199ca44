import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

/** Which folders of `src/` a folder may import; `types` edges may only be `import type`. */
const layers: Record<string, { values: readonly string[]; types?: readonly string[] }> = {
  errors: { values: [] },
  diagnostics: { values: [] },
  files: { values: ['errors'] },
  'config-api': { values: ['errors'] },
  regex: { values: [] },
  hcl: { values: ['diagnostics', 'regex'] },
  cel: { values: ['diagnostics'] },
  load: { values: ['errors', 'diagnostics', 'regex'] },
  resolve: { values: ['errors', 'diagnostics', 'load', 'cel'] },
  render: { values: ['errors', 'diagnostics', 'load', 'cel', 'resolve', 'hcl', 'files'] },
  terraform: { values: ['hcl', 'regex', 'diagnostics', 'errors'] },
  policy: { values: ['terraform', 'load', 'cel', 'diagnostics', 'hcl'] },
  cost: { values: ['terraform', 'hcl', 'diagnostics'], types: ['load'] },
  compare: { values: ['terraform', 'hcl', 'diagnostics'], types: ['load'] },
  check: {
    values: [
      'errors',
      'diagnostics',
      'load',
      'cel',
      'resolve',
      'render',
      'hcl',
      'terraform',
      'policy',
      'cost',
      'compare',
      'config-api',
    ],
  },
  submit: { values: ['render', 'config-api', 'files', 'errors', 'diagnostics'], types: ['resolve'] },
  emulator: { values: ['config-api', 'terraform', 'hcl', 'files', 'errors', 'diagnostics'] },
  report: {
    values: ['diagnostics'],
    types: [
      'check',
      'load',
      'resolve',
      'render',
      'hcl',
      'terraform',
      'policy',
      'cost',
      'compare',
      'config-api',
      'submit',
    ],
  },
};

/** Folders and files that may reach the world through node's built-ins. */
const effectful = [
  /^files\//,
  /^load\//,
  /^render\/write\.ts$/,
  /^terraform\/read-module\.ts$/,
  /^terraform\/facts\/provider-facts\.ts$/,
  /^submit\//,
  /^emulator\//,
  /^cli\//,
];
const worldly = ['fs', 'fs/promises', 'http', 'https', 'net', 'child_process', 'dns', 'tls', 'worker_threads'];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

describe('the layers of src', () => {
  const imports = sourceFiles(src).flatMap(readImports);

  it('has a row for every folder', () => {
    const folders = new Set(sourceFiles(src).map((file) => folderOf(relative(src, file))));
    const known = new Set([...Object.keys(layers), 'cli', 'index']);
    expect([...folders].filter((folder) => !known.has(folder))).toEqual([]);
  });

  it('imports only downwards', () => {
    const wrong = imports.flatMap(({ file, target, typeOnly }) => {
      if (!target.startsWith('.')) return [];
      const from = folderOf(relative(src, file));
      const to = folderOf(relative(src, resolve(dirname(file), target)));
      const row = layers[from];
      if (from === to || row === undefined) return [];
      const allowed = row.values.includes(to) || (typeOnly && (row.types ?? []).includes(to));
      return allowed ? [] : [`${relative(src, file)} -> ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it('keeps the world out of the pure stages', () => {
    const wrong = imports.flatMap(({ file, target, typeOnly }) => {
      const name = target.replace(/^node:/, '');
      const path = relative(src, file);
      if (typeOnly || !worldly.includes(name) || effectful.some((pattern) => pattern.test(path))) return [];
      return [`${path} -> ${target}`];
    });
    expect(wrong).toEqual([]);
  });

  it('names node built-ins with their scheme', () => {
    const wrong = imports.filter(({ target }) => builtinModules.includes(target));
    expect(wrong).toEqual([]);
  });
});

describe('what a command loads', () => {
  const metaFile = join(root, 'dist/meta.json');
  const meta = JSON.parse(readFileSync(metaFile, 'utf8')) as Metafile;
  const entry = 'dist/cli/main.js';

  it('starts with an entry of at most 20 KB', () => {
    expect(existsSync(metaFile)).toBe(true);
    expect(totalBytes(staticChunks(entry))).toBeLessThanOrEqual(20 * 1024);
  });

  const checking = [entry, 'src/cli/program.ts', 'src/cli/commands/validate.ts'];

  it('checks a plain module with at most 350 KB and without the packages it does not need', () => {
    const chunks = chunksOf(checking);
    expect([...chunks].some((chunk) => 'src/check/validate-modules.ts' in (meta.outputs[chunk]?.inputs ?? {}))).toBe(
      true,
    );
    expect(
      packagesIn(chunks).filter((name) => /^(yaml|ajv|handlebars|google-auth-library|@bufbuild)/.test(name)),
    ).toEqual([]);
    expect(totalBytes(chunks)).toBeLessThanOrEqual(350 * 1024);
  });

  // Every file takes about a millisecond: `scripts/chunk-groups.ts`.
  it('checks and plans a plain module with at most eight files', () => {
    expect(chunksOf(checking).size).toBeLessThanOrEqual(8);
    expect(chunksOf([...checking.slice(0, 2), 'src/cli/commands/plan.ts']).size).toBeLessThanOrEqual(8);
  });

  /** What is loaded for entries one after the other: the file of an output, or modules that are loaded with `import()`. */
  function chunksOf(starts: readonly string[]): Set<string> {
    return new Set(starts.flatMap((start) => [...staticChunks(start in meta.outputs ? start : chunkOf(start))]));
  }

  function chunkOf(module: string): string {
    const found = Object.entries(meta.outputs).find(([, output]) => output.entryPoint === module);
    if (found === undefined) throw new Error(`${module} is no entry`);
    return found[0];
  }

  /** The chunk and all chunks it imports at once. */
  function staticChunks(start: string): Set<string> {
    const seen = new Set<string>();
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const { path, kind, external } of meta.outputs[next]?.imports ?? []) {
        if (kind === 'import-statement' && external !== true) open.push(path);
      }
    }
    return seen;
  }

  function totalBytes(chunks: ReadonlySet<string>): number {
    return [...chunks].reduce((sum, chunk) => sum + (meta.outputs[chunk]?.bytes ?? 0), 0);
  }

  function packagesIn(chunks: ReadonlySet<string>): string[] {
    const inputs = [...chunks].flatMap((chunk) => Object.keys(meta.outputs[chunk]?.inputs ?? {}));
    const names = inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []);
    return [...new Set(names)].sort();
  }
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** First folder below `src/`, or the bare name of a file that lies in `src/` itself. */
function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.ts$/, '');
}

function readImports(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  return [
    ...[...statements].map((match) => ({ file, target: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...[...dynamic].map((match) => ({ file, target: match[1] ?? '', typeOnly: false })),
  ];
}
