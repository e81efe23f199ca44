import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRepository, type GitRepository } from '../cli/git-repository.ts';
import { runImprint } from './run-imprint.ts';

const sample = join(import.meta.dirname, '../rules/workspace');
const environments = 'blueprints/store/environments';

describe('imprint validate --since', () => {
  let repository: GitRepository;

  beforeEach(() => {
    repository = createRepository();
    cpSync(sample, repository.folder, { recursive: true });
    const dev = readFileSync(join(sample, environments, 'dev.yaml'), 'utf8');
    const named = (name: string, rest = '') => dev.replace('name: dev', `name: ${name}${rest}`);
    repository.write(`${environments}/base.yaml`, named('base', '\n  abstract: true'));
    repository.write(`${environments}/prod.yaml`, extending('prod'));
    repository.write(`${environments}/test.yaml`, extending('test'));
    repository.write('README.md', 'nothing of ours\n');
    repository.commit();
  });
  afterEach(() => repository.dispose());

  const validate = (...words: string[]) =>
    runImprint(['validate', '--since', 'HEAD', ...words], { cwd: repository.folder });
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(repository.folder, file), 'utf8');
    expect(text).toContain(from);
    repository.write(file, text.replace(from, to));
  };

  it('checks nothing where nothing changed that matters', () => {
    repository.write('README.md', 'changed\n');
    const { stdout, stderr, status } = validate();
    expect({ stdout, stderr, status }).toEqual({
      stdout: 'Nothing to check\n',
      stderr: '1 file changed since HEAD: 0 of 3 environments affected\n',
      status: 0,
    });
  });

  it('checks an environment whose own file changed, and says why', () => {
    edit(`${environments}/dev.yaml`, 'europe-west3', 'europe-west4');
    const { stdout, stderr } = validate();
    expect(stderr).toBe(
      '1 file changed since HEAD: 1 of 3 environments affected\n' +
        '  store/dev: blueprints/store/environments/dev.yaml changed\n',
    );
    expect(stdout).toBe('No faults in 1 environment\n');
  });

  it('checks all that extend a changed base', () => {
    edit(`${environments}/base.yaml`, 'europe-west3', 'europe-west4');
    expect(validate().stderr).toContain(
      '2 of 3 environments affected\n' +
        '  store/prod: blueprints/store/environments/base.yaml, which it extends, changed\n' +
        '  store/test: blueprints/store/environments/base.yaml, which it extends, changed\n',
    );
  });

  it.each(['blueprints/store/blueprint.yaml', 'blueprints/store/templates/main.tf.hbs'])(
    'checks all environments of a blueprint when %s changed',
    (file) => {
      repository.write(file, `${readFileSync(join(repository.folder, file), 'utf8')}\n`);
      const { stderr } = validate();
      expect(stderr).toContain('3 of 3 environments affected');
      expect(stderr).toContain(`  store/dev: ${file}, part of its blueprint, changed\n`);
    },
  );

  it('checks everything when imprint.yaml changed', () => {
    edit('imprint.yaml', 'spec: {}', 'spec: { rules: {} }');
    expect(validate().stderr).toContain('  store/dev: imprint.yaml changed, which concerns all\n');
  });

  it('finds the fault a deleted base leaves behind', () => {
    repository.remove(`${environments}/base.yaml`);
    const { stdout, stderr, status } = validate();
    expect(stderr).toContain('2 of 3 environments affected');
    expect(stdout).toContain('error[unknown-base]');
    expect(status).toBe(1);
  });

  it('tells of a changed file that cannot be read, though no environment comes of it', () => {
    repository.write(`${environments}/dev.yaml`, 'kind: Environment\nspec: [\n');
    const { stdout, status } = validate();
    expect(stdout).toContain('error[yaml-syntax]');
    expect(status).toBe(1);
  });

  it('keeps quiet about faults in files that the change does not touch', () => {
    repository.write(`${environments}/test.yaml`, 'kind: Environment\nspec: [\n');
    repository.commit();
    edit(`${environments}/dev.yaml`, 'europe-west3', 'europe-west4');
    expect(validate()).toMatchObject({ stdout: 'No faults in 1 environment\n', status: 0 });
    expect(runImprint(['validate'], { cwd: repository.folder }).status).toBe(1);
  });

  it('narrows a selection further', () => {
    edit(`${environments}/base.yaml`, 'europe-west3', 'europe-west4');
    expect(validate('prod').stderr).toContain('1 of 1 environment affected');
  });

  it('refuses a commit that is not there', () => {
    const { stderr, status } = runImprint(['validate', '--since', 'origin/nowhere'], { cwd: repository.folder });
    expect(stderr).toContain("--since: 'origin/nowhere' names no commit of this repository");
    expect(status).toBe(2);
  });
});

function extending(name: string): string {
  return `apiVersion: imprint/v1\nkind: Environment\nmetadata:\n  name: ${name}\nspec:\n  extends: [base]\n  parameters:\n    bucket: acme-store-${name}\n`;
}
