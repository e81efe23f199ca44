import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedFiles } from '../../src/cli/changed-files.ts';
import { SettingsError, UsageError } from '../../src/errors.ts';
import { createRepository, type GitRepository } from './git-repository.ts';

describe('changedFiles', () => {
  let repository: GitRepository;
  let first: string;

  beforeEach(() => {
    repository = createRepository();
    for (const file of ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'sub/e.yaml', 'with space ü.yaml'])
      repository.write(file, `${file}\n`);
    first = repository.commit();
  });
  afterEach(() => repository.dispose());

  it('finds nothing where nothing changed', () => {
    expect(changedFiles('HEAD', repository.folder)).toEqual([]);
  });

  it('finds what was committed, changed, staged, added, deleted and renamed since', () => {
    repository.write('a.yaml', 'committed\n');
    repository.commit();
    repository.write('b.yaml', 'changed\n');
    repository.write('c.yaml', 'staged\n');
    repository.git('add', 'c.yaml');
    repository.write('new/f.yaml', 'untracked\n');
    repository.remove('d.yaml');
    repository.git('mv', 'with space ü.yaml', 'renamed.yaml');
    expect(changedFiles(first, repository.folder)).toEqual([
      'a.yaml',
      'b.yaml',
      'c.yaml',
      'd.yaml',
      'new/f.yaml',
      'renamed.yaml',
      'with space ü.yaml',
    ]);
  });

  it('names files relative to a workspace below the repository, and leaves out what lies beside it', () => {
    repository.write('a.yaml', 'beside\n');
    repository.write('sub/e.yaml', 'inside\n');
    repository.write('sub/new.yaml', 'inside\n');
    expect(changedFiles('HEAD', join(repository.folder, 'sub'))).toEqual(['e.yaml', 'new.yaml']);
  });

  it('leaves out ignored files', () => {
    repository.write('.gitignore', 'x.yaml\n');
    repository.commit();
    repository.write('x.yaml', '\n');
    expect(changedFiles('HEAD', repository.folder)).toEqual([]);
  });

  it('compares with the place where a branch parted, not with what others did on it since', () => {
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.write('b.yaml', 'mine\n');
    repository.commit();
    repository.git('checkout', '--quiet', 'main');
    repository.write('a.yaml', 'theirs\n');
    repository.commit();
    repository.git('checkout', '--quiet', 'feature');
    expect(changedFiles('main', repository.folder)).toEqual(['b.yaml']);
  });

  it.each(['nowhere', '--output=/tmp/x', '', 'HEAD~9', 'main..HEAD'])('refuses %j', (reference) => {
    expect(() => changedFiles(reference, repository.folder)).toThrow(UsageError);
    expect(() => changedFiles(reference, repository.folder)).toThrow(
      `--since: '${reference}' names no commit of this repository`,
    );
  });

  it('says so where there is no repository', () => {
    const folder = mkdtempSync(join(tmpdir(), 'imprint-no-git-'));
    expect(() => changedFiles('HEAD', folder)).toThrow(SettingsError);
    expect(() => changedFiles('HEAD', folder)).toThrow('is not in a git repository');
  });
});
