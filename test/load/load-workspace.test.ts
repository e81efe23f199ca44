import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findWorkspaceRoot } from '../../src/load/find-workspace.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import { temporaryFolder } from './temporary-folder.ts';

const blueprint = `apiVersion: imprint/v1
kind: Blueprint
metadata: {name: shop, version: 1.0.0}
spec:
  parameters: {properties: {region: {type: string, format: gcp-region}}}
  terraform: {version: ">= 1.5.7", providers: {}}
  templates: [{source: main.tf.hbs}]
`;
const environment = (name: string): string => `apiVersion: imprint/v1
kind: Environment
metadata: {name: ${name}}
spec: {}
`;
const files = {
  'blueprints/shop/blueprint.yaml': blueprint,
  'blueprints/shop/templates/main.tf.hbs': '# main\n',
  'blueprints/shop/templates/partials/labels.hbs': '# labels\n',
  'blueprints/shop/environments/dev.yaml': environment('dev'),
  'environments/eu/prod.yaml': environment('prod'),
};

function load(root: string): { names: string[]; blueprints: string[]; faults: string[] } {
  const { value, diagnostics } = loadWorkspace(root);
  return {
    names: value?.environments.map(({ file }) => file) ?? [],
    blueprints: [...(value?.blueprints.keys() ?? [])],
    faults: diagnostics.map(({ code, location }) => `${code} ${location?.file}`),
  };
}

describe('loadWorkspace', () => {
  it('finds blueprints with templates and partials, and environments in both places', () => {
    const { value, diagnostics } = loadWorkspace(temporaryFolder(files));
    expect(diagnostics).toEqual([]);
    expect([...(value?.blueprints.get('shop')?.templates ?? [])]).toEqual([
      ['main.tf.hbs', '# main\n'],
      ['partials/labels.hbs', '# labels\n'],
    ]);
    expect(value?.environments.map(({ file }) => file)).toEqual([
      'blueprints/shop/environments/dev.yaml',
      'environments/eu/prod.yaml',
    ]);
    expect([...(value?.sources.keys() ?? [])].sort()).toEqual(Object.keys(files).sort());
  });

  it('reads the blueprints that are chosen, and all where one of them is not there', () => {
    const root = temporaryFolder({ ...files, 'blueprints/broken/blueprint.yaml': 'spec: [' });
    const chosen = (...names: string[]): { blueprints: string[]; faults: string[] } => {
      const { value, diagnostics } = loadWorkspace(root, ({ environments, blueprints }) => {
        expect([environments.length, blueprints.size]).toEqual([2, 0]);
        return new Set(names);
      });
      return { blueprints: [...(value?.blueprints.keys() ?? [])], faults: diagnostics.map(({ code }) => code) };
    };
    expect(chosen('shop')).toEqual({ blueprints: ['shop'], faults: [] });
    expect(chosen('broken')).toEqual({ blueprints: [], faults: ['yaml-syntax'] });
    expect(chosen('shop', 'gone')).toEqual({ blueprints: ['shop'], faults: ['yaml-syntax'] });
  });

  it('finds things where imprint.yaml says', () => {
    const root = temporaryFolder({
      'imprint.yaml':
        'apiVersion: imprint/v1\nkind: Workspace\nspec: {folders: {blueprints: lib, environments: envs}}\n',
      'lib/shop/blueprint.yml': blueprint,
      'lib/shop/templates/main.tf.hbs': '',
      'envs/dev.yml': environment('dev'),
      'environments/ignored.yaml': 'not: read\n',
    });
    expect(load(root)).toEqual({ names: ['envs/dev.yml'], blueprints: ['shop'], faults: [] });
  });

  it('does not let broken files hide the others', () => {
    const root = temporaryFolder({
      ...files,
      'environments/syntax.yaml': 'a: [\n',
      'environments/binary.yaml': new Uint8Array([0xff, 0xfe, 0x00]),
      'environments/schema.yaml': environment('schema').replace('spec: {}', 'spec: {regoin: x}'),
      'environments/named.yaml': environment('other'),
      'imprint.yaml': 'kind: Workspace\n',
      'blueprints/half/templates/main.tf': '',
    });
    expect(load(root)).toEqual({
      names: ['blueprints/shop/environments/dev.yaml', 'environments/eu/prod.yaml'],
      blueprints: ['shop'],
      faults: [
        'file-unreadable blueprints/half/blueprint.yaml',
        'not-utf-8 environments/binary.yaml',
        'name-mismatch environments/named.yaml',
        'unknown-key environments/schema.yaml',
        'yaml-syntax environments/syntax.yaml',
        'missing-key imprint.yaml',
        'missing-key imprint.yaml',
      ],
    });
    expect(loadWorkspace(root).value?.sources.get('environments/syntax.yaml')).toBe('a: [\n');
  });

  it('leaves out a blueprint whose templates cannot all be read, and reads no unlisted ones', () => {
    const root = temporaryFolder({
      ...files,
      'blueprints/shop/templates/logo.png': new Uint8Array([0x89, 0x50]),
      'blueprints/shop/templates/main.tf.hbs': new Uint8Array([0xff]),
    });
    expect(load(root)).toMatchObject({
      blueprints: [],
      faults: [
        'template-unlisted blueprints/shop/templates/logo.png',
        'not-utf-8 blueprints/shop/templates/main.tf.hbs',
      ],
    });
  });

  it('ends for links that lead round in circles, and follows none out of the workspace', () => {
    const parent = temporaryFolder({ 'outside/secret.yaml': environment('secret') });
    const root = join(parent, 'work');
    mkdirSync(root);
    cpSync(temporaryFolder(files), root, { recursive: true });
    symlinkSync('..', join(root, 'environments/eu/up'));
    symlinkSync('../../outside', join(root, 'environments/elsewhere'));
    symlinkSync('../..', join(root, 'environments/parent'));
    symlinkSync('shop', join(root, 'blueprints/alias'));
    const { faults, names } = load(root);
    expect(names).toContain('environments/eu/prod.yaml');
    expect(faults).toContain('symlink-outside-workspace environments/elsewhere');
    expect(faults).toContain('symlink-outside-workspace environments/parent');
    expect(faults.filter((fault) => fault.startsWith('symlink'))).toHaveLength(2);
  });

  it('reports numbers as they are written', () => {
    const root = temporaryFolder({
      'environments/dev.yaml': environment('dev').replace('spec: {}', 'spec: {blueprint: {name: shop, version: 1.10}}'),
    });
    expect(loadWorkspace(root).diagnostics).toMatchObject([
      {
        code: 'wrong-type',
        message: '`version` is the number 1.10, expected a string',
        hint: 'put it in quotes: "1.10"',
      },
    ]);
  });
});

describe('findWorkspaceRoot', () => {
  it('is the nearest folder upwards with imprint.yaml or blueprints/', () => {
    const root = temporaryFolder({
      'blueprints/shop/blueprint.yaml': '',
      'nested/imprint.yaml': '',
      'nested/deep/er/x': '',
    });
    expect(findWorkspaceRoot(join(root, 'blueprints/shop'))).toBe(root);
    expect(findWorkspaceRoot(join(root, 'nested/deep/er'))).toBe(join(root, 'nested'));
    expect(findWorkspaceRoot(temporaryFolder({ 'imprint.yaml/x': '', blueprints: '' }))).toBeUndefined();
  });
});
