import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace, environmentFile, type WorkspaceFixture } from './workspace-fixture.ts';

const template = 'blueprints/store/templates/main.tf.hbs';
const dev = environmentFile('dev');

describe('validateWorkspace', () => {
  let workspace: WorkspaceFixture;

  beforeEach(() => {
    workspace = createWorkspace();
  });
  afterEach(() => workspace.dispose());

  /** `dev` becomes an abstract base of as many environments as asked for. */
  function multiply(count: number): void {
    workspace.write(environmentFile('base'), workspace.read(dev).replace('name: dev', 'name: base\n  abstract: true'));
    for (let index = 0; index < count; index += 1) {
      const name = `e${String(index).padStart(2, '0')}`;
      workspace.write(
        environmentFile(name),
        `apiVersion: imprint/v1\nkind: Environment\nmetadata:\n  name: ${name}\nspec:\n  extends: [base]\n  parameters:\n    bucket: acme-store-${name}\n`,
      );
    }
  }

  it('finds the faults of all stages in one run, each at its authored line', async () => {
    workspace.edit(dev, 'bucket: acme-store-dev-objects', 'bucket: Acme_Objects');
    workspace.edit(template, '  labels  ', '  lables = vra.labels\n  labels  ');
    workspace.write('imprint.yaml', 'apiVersion: imprint/v1\nkind: Workspace\nspec:\n  rules:\n    unknown-kye: off\n');
    expect(await workspace.found()).toEqual([
      `value-format ${dev}:15`,
      `unsupported-argument ${template}:5`,
      `unknown-reference ${template}:5`,
      'unknown-rule imprint.yaml:5',
    ]);
  });

  it('makes one of a fault of a base, and names the environments it was found in', async () => {
    multiply(3);
    workspace.edit(environmentFile('base'), 'project: acme-store-dev\n    bucket', 'project: X\n    bucket');
    const { diagnostics } = await workspace.validate();
    expect(diagnostics.filter(({ environments }) => environments.length > 0)).toMatchObject([
      {
        code: 'value-format',
        location: { file: environmentFile('base') },
        environments: ['store/dev', 'store/e00', 'store/e01', 'store/e02'].slice(1),
      },
    ]);
  });

  it('makes one of a fault of a template that many environments render', async () => {
    multiply(3);
    workspace.edit(template, 'location                    = var.region', 'location                    = var.regoin');
    const { diagnostics } = await workspace.validate();
    expect(diagnostics).toMatchObject([
      { location: { file: template, range: { start: { line: 4 } } }, environments: { length: 4 } },
    ]);
  });

  it('lets one broken file hide nothing of fifty others', async () => {
    multiply(50);
    workspace.write(environmentFile('e07'), 'kind: Environment\nspec: [\n');
    workspace.edit(environmentFile('e33'), 'bucket: acme', 'buckett: acme');
    const { diagnostics, exitCode } = await workspace.validate();
    expect(diagnostics.map(({ code, location }) => [code, location?.file])).toEqual([
      ['yaml-syntax', environmentFile('e07')],
      ['unknown-key', environmentFile('e33')],
    ]);
    expect(exitCode).toBe(1);
  });

  it('looks at templates that no environment renders', async () => {
    workspace.write(
      'blueprints/lone/blueprint.yaml',
      workspace.read('blueprints/store/blueprint.yaml').replace('name: store', 'name: lone'),
    );
    workspace.write('blueprints/lone/templates/main.tf.hbs', '{{#if parameters.versioned}}\n');
    expect(await workspace.found()).toEqual(['template-syntax blueprints/lone/templates/main.tf.hbs:2']);
  });

  it('says a wrong value once, though the module’s own check of the variable fails too', async () => {
    workspace.edit(dev, '    bucket:', '    retention_days: 0\n    bucket:');
    expect(await workspace.found()).toEqual([`value-range ${dev}:15`]);
  });

  it('places the fault of a module at the template, and the value it shows beside it', async () => {
    workspace.edit(template, 'age = var.retention_days', 'age = var.retention_days + "x"');
    expect(await workspace.found()).toEqual([expect.stringMatching(`^[a-z-]+ ${template}:13$`)]);
  });

  it('checks what is given on the command line, for this call', async () => {
    expect((await workspace.validate('--set', 'retention_days=0')).diagnostics).toMatchObject([
      { code: 'value-range' },
    ]);
    workspace.write('ci.yaml', 'retention_days: 0\n');
    const { diagnostics } = await workspace.validate('--values-file', 'ci.yaml');
    expect(diagnostics).toMatchObject([
      { code: 'value-range', location: { file: 'ci.yaml', range: { start: { line: 1 } } } },
    ]);
    expect((await workspace.validate('--values-file', 'ci.yaml', '--set', 'retention_days=5')).diagnostics).toEqual([]);
  });

  it('holds modules against the version asked for instead of the environment’s own', async () => {
    workspace.edit(
      template,
      'output "bucket_url"',
      'check "c" {\n  assert {\n    condition     = terraform.workspace != ""\n    error_message = "m"\n  }\n}\n\noutput "bucket_url"',
    );
    expect(await workspace.found()).toEqual([]);
    expect(await workspace.found('--terraform-version', '1.3.10')).toContainEqual(
      expect.stringContaining('newer-terraform'),
    );
  });

  describe('ignoring', () => {
    it('works in environments, blueprints and templates, and counts', async () => {
      workspace.edit(
        dev,
        '    bucket:',
        '    region: europe-west77 # imprint:ignore unknown-location opened last week\n    bucket:',
      );
      expect(await workspace.validate()).toMatchObject({
        diagnostics: [],
        exitCode: 0,
        suppressed: { ignored: 1, waived: 0 },
      });
    });

    it('works in a template, for what is found in the module', async () => {
      const block = '  provisioner "local-exec" {\n    command = "true"\n  }\n';
      workspace.edit(template, '  lifecycle_rule {', `${block}  lifecycle_rule {`);
      expect(await workspace.found()).toEqual([`im-provisioner ${template}:8`]);
      workspace.edit(template, block, `  # imprint:ignore im-provisioner goes with the next release\n${block}`);
      expect(await workspace.found()).toEqual([]);
    });

    it('does not make an environment vanish', async () => {
      workspace.edit(
        dev,
        '  project: acme-store-dev\n  location',
        '  projcet: acme-store-dev # imprint:ignore unknown-key trust me\n  location',
      );
      const { diagnostics, exitCode } = await workspace.validate();
      expect(diagnostics.map(({ code }) => code)).toContain('unknown-key');
      expect(exitCode).toBe(1);
    });
  });

  describe('with a selection', () => {
    beforeEach(() => multiply(2));

    it('keeps quiet about other files', async () => {
      workspace.write(environmentFile('e01'), 'kind: Environment\nspec: [\n');
      expect(await workspace.found('e00')).toEqual([]);
      expect(await workspace.found('e01')).toEqual([`yaml-syntax ${environmentFile('e01')}:2`]);
      expect(await workspace.found('e0*')).toEqual([`yaml-syntax ${environmentFile('e01')}:2`]);
    });

    it('tells of the broken base that keeps a selected environment from being checked', async () => {
      workspace.write(environmentFile('base'), 'kind: Environment\nspec: [\n');
      expect(await workspace.found('e00')).toEqual([`yaml-syntax ${environmentFile('base')}:2`]);
    });

    it('does not call a waiver unused that another environment may need', async () => {
      workspace.write(
        'imprint.yaml',
        'apiVersion: imprint/v1\nkind: Workspace\nspec:\n  waivers:\n    - code: unknown-location\n      environment: e01\n      owner: o\n      reason: r\n',
      );
      expect(await workspace.found('e00')).toEqual([]);
      expect(await workspace.found()).toEqual(['waiver-unused imprint.yaml:5']);
    });
  });
});
