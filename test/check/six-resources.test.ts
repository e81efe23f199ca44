import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeModules } from '../../bench/fixtures/six-resources.ts';
import { validateModules } from '../../src/check/validate-modules.ts';
import { openProviderFacts } from '../../src/terraform/facts/provider-facts.ts';
import { readModule } from '../../src/terraform/read-module.ts';

describe('the modules of the benchmark', () => {
  const root = mkdtempSync(join(tmpdir(), 'imprint-six-'));
  const write = (name: string): readonly string[] => {
    const folder = join(root, name);
    mkdirSync(folder);
    return writeModules(folder, 130);
  };
  const textsOf = (folders: readonly string[]): readonly string[] =>
    folders.map((folder) => readFileSync(join(folder, 'main.tf'), 'utf8'));
  let folders: readonly string[];

  beforeAll(() => {
    folders = write('first');
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('are the same every time, and no two are alike', () => {
    const texts = textsOf(folders);
    expect(textsOf(write('second'))).toEqual(texts);
    expect(new Set(texts.map(typesIn).map(String)).size).toBe(folders.length);
  });

  it('have six types each and no error', () => {
    const facts = openProviderFacts([resolve(import.meta.dirname, '../../schemas/providers')]);
    const modules = folders.map((directory) => {
      const { value, diagnostics } = readModule(directory);
      return { directory, diagnostics, ...value };
    });
    const { diagnostics } = validateModules(modules, {
      terraformVersion: '1.5.7',
      engines: {},
      facts,
      applyIgnores: undefined,
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(textsOf(folders).map((text) => new Set(typesIn(text)).size)).toEqual(folders.map(() => 6));
  });
});

function typesIn(text: string): readonly string[] {
  return [...text.matchAll(/^resource "([^"]+)"/gm)].flatMap(([, type]) => type ?? []);
}
