import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseBody } from '../../src/hcl/syntax/parse.ts';
import { readModule } from '../../src/terraform/read-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprint-module-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

put('root/main.tf', 'module "a" {\n  source = "./a"\n}\nmodule "b" { source = "../shared/b" }\n');
put('root/terraform.tfvars', '');
put('root/a/main.tf', '');
put('root/a/t.tpl', 'text');
put('root/a/logo.png', Buffer.from([0x89, 0x50, 0xff, 0xfe]));
put('root/.terraform/modules/x/main.tf', 'hidden');
put('root/node_modules/x/main.tf', 'foreign');
put('shared/b/main.tf', 'module "c" {\n  source = "../c"\n}\n');
put('shared/c/main.tf', '');
put('shared/d/main.tf', '');
put('empty/README.md', '');
symlinkSync(join(folder, 'root'), join(folder, 'root/a/loop'));

put('installed/main.tf', 'module "n" {\n  source = "a/n/google"\n}\n');
put('installed/json.tf.json', '{"module": {"j": {"source": "../shared/c"}}}');
put('installed/.terraform/modules/n/main.tf', '');
put('installed/.terraform/modules/other/main.tf', '');
put('installed/.terraform/plugins/x.tf', '');
put('bytes/main.tf', Buffer.from('# caf\xe9\noutput "a" {\n  value = "caf\xe9"\n}\n', 'latin1'));
put('bytes/logo.png', Buffer.from([0x89, 0x50, 0xff, 0xfe]));
put('bytes/.env', 'A=1');
put('bytes/.git/config', '');

put('whole/main.tf', 'module "a" {\n  source = "./modules/a"\n}\n');
put('whole/modules/a/main.tf', 'module "root" {\n  source = "./../.."\n}\nmodule "own" {\n  source = "./../a/s"\n}\n');
put('whole/modules/a/s/main.tf', '');
put('whole/modules/b/main.tf', '');

const installed = [
  { Key: '', Source: '', Dir: '.' },
  { Key: 'n', Source: 'registry.terraform.io/a/n/google', Dir: '.terraform/modules/n' },
  { Key: 'x', Source: '/etc', Dir: '/etc' },
];
put('installed/.terraform/modules/modules.json', JSON.stringify({ Modules: installed }));

describe('readModule', () => {
  it('reads the modules that are installed and listed', () => {
    const { value, diagnostics } = readModule(join(folder, 'installed'));
    expect(diagnostics).toEqual([]);
    expect([...(value?.files.keys() ?? [])]).toEqual([
      '../shared/c/main.tf',
      '.terraform/modules/modules.json',
      '.terraform/modules/n/main.tf',
      'json.tf.json',
      'main.tf',
    ]);
  });

  it('reads the folder, what is below it, and the modules outside that it calls', () => {
    const { value, diagnostics } = readModule(join(folder, 'root'));
    expect(diagnostics).toEqual([]);
    expect([...(value?.files.keys() ?? [])]).toEqual([
      '../shared/b/main.tf',
      '../shared/c/main.tf',
      'a/main.tf',
      'a/t.tpl',
      'main.tf',
      'terraform.tfvars',
    ]);
  });

  it('reads what a way out and back in leads to, by both of its names', () => {
    const { value } = readModule(join(folder, 'whole/modules/a'));
    expect([...(value?.files.keys() ?? [])]).toEqual([
      '../../main.tf',
      '../../modules/a/main.tf',
      '../../modules/a/s/main.tf',
      '../../modules/b/main.tf',
      '../a/s/main.tf',
      'main.tf',
      's/main.tf',
    ]);
  });

  it('has files that are no text, and hidden ones, for those who ask', () => {
    const { value } = readModule(join(folder, 'bytes'));
    expect([...(value?.files.keys() ?? [])]).toEqual(['main.tf']);
    expect([...(value?.others.keys() ?? [])]).toEqual(['.env', 'logo.png']);
    expect([...(value?.others.get('logo.png')?.() ?? [])]).toEqual([0x89, 0x50, 0xff, 0xfe]);
    rmSync(join(folder, 'bytes/logo.png'));
    expect(value?.others.get('logo.png')?.()).toBeUndefined();
  });

  it('reads configuration that is not UTF-8 so that only texts with other bytes are faults, as for Terraform', () => {
    const { value } = readModule(join(folder, 'bytes'));
    const text = value?.files.get('main.tf') ?? '';
    const { diagnostics } = parseBody(text, 'main.tf');
    expect(diagnostics).toMatchObject([{ code: 'hcl-bad-character', hint: 'save the file as UTF-8' }]);
    expect(text.slice(0, diagnostics[0]?.location?.range?.start)).toMatch(/value = "caf$/);
  });

  it.each(['none', 'empty', 'root/main.tf'])('reports what is no module: %s', (path) => {
    expect(readModule(join(folder, path)).diagnostics).toMatchObject([{ code: 'module-unreadable' }]);
  });
});
