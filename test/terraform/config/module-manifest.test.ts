import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/terraform/config/module-manifest.ts';
import { evaluateText } from '../evaluate-text.ts';

const manifest = (...modules: readonly (readonly [key: string, source: string, folder: string])[]): string =>
  JSON.stringify({ Modules: modules.map(([Key, Source, Dir]) => ({ Key, Source, Version: '1.0.0', Dir })) });

const call = (source: string) => `module "n" {\n  source = "${source}"\n}\noutput "o" {\n  value = module.n.path\n}\n`;
const outputs = 'output "path" {\n  value = path.module\n}\n';

describe('modules that terraform init has installed', () => {
  const modules = '.terraform/modules';

  it('are read like those of the module itself, and the modules they call', () => {
    const { printed, faults } = evaluateText({
      'main.tf': call('a/n/google'),
      [`${modules}/modules.json`]: manifest(
        ['', '', '.'],
        ['n', 'registry.terraform.io/a/n/google', `${modules}/n`],
        ['n.sub', 'git::https://github.com/x/y.git', `${modules}/n.sub/modules/sub`],
      ),
      [`${modules}/n/main.tf`]: `module "sub" {\n  source = "github.com/x/y//modules/sub"\n}\noutput "path" {\n  value = module.sub.path\n}\n`,
      [`${modules}/n.sub/modules/sub/main.tf`]: outputs,
    });
    expect(faults).toEqual([]);
    expect(printed('o')).toBe(`"${modules}/n.sub/modules/sub"`);
  });

  it.each([
    ['of another source', manifest(['n', 'registry.terraform.io/a/other/google', `${modules}/n`])],
    ['of another call', manifest(['m', 'registry.terraform.io/a/n/google', `${modules}/n`])],
    ['without files', manifest(['n', 'registry.terraform.io/a/n/google', `${modules}/none`])],
    ['in a list that cannot be read', '{'],
    ['in a list of something else', '{"Modules": [1, {"Key": 1}]}'],
  ])('are not looked into when they are %s', (_, text) => {
    const { faults } = evaluateText({
      'main.tf': call('a/n/google'),
      [`${modules}/modules.json`]: text,
      [`${modules}/n/main.tf`]: outputs,
    });
    expect(faults).toEqual(['module-not-looked-into at module "n"']);
  });

  it('are not looked for outside', () => {
    expect(readManifest(manifest(['n', 'x', '/etc']))).toEqual([]);
  });
});
