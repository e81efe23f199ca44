import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { SettingsError, UsageError } from '../errors.ts';

/**
 * Files below a folder that differ from a git commit, relative to the folder, sorted, with `/`: changed and committed since, changed
 * and not committed, new and not tracked, deleted, and both names of a renamed one. A branch is compared from where the two parted.
 * @throws UsageError where the commit is not known, SettingsError where there is no git or no repository
 */
export function changedFiles(reference: string, folder: string): readonly string[] {
  const { git, top, base } = openRepository(reference, folder);
  // Without rename detection a renamed file is one deleted and one new: both names count.
  const changed = git(['diff', '--name-only', '--no-renames', '-z', base, '--'], 'git diff failed');
  const untracked = git(
    ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/'],
    'git ls-files failed',
  );
  const root = realpathSync(folder);
  const names = [...changed.split('\0'), ...untracked.split('\0')].filter((name) => name !== '');
  const inFolder = names.map((name) => relative(root, resolve(top, name))).filter((name) => !name.startsWith('..'));
  return [...new Set(inFolder.map((name) => name.split(sep).join('/')))].sort();
}

/** A repository, and the commit that changes are counted from. */
export interface OpenRepository {
  /** Runs git in the folder and answers with what it prints; `failure` is told where it fails, and variables are added to its environment. */
  readonly git: Git;
  /** Absolute path of its work tree. */
  readonly top: string;
  /** Where the referred commit's line and ours parted. */
  readonly base: string;
}

type Git = (words: readonly string[], failure: string, env?: Readonly<Record<string, string>>) => string;

/**
 * The repository around a folder, and where a commit parted from what is checked out.
 * @throws UsageError where the commit is not known, SettingsError where there is no git or no repository
 */
export function openRepository(reference: string, folder: string): OpenRepository {
  const git = gitIn(folder);
  const top = git(['rev-parse', '--show-toplevel'], `${folder} is not in a git repository`).trim();
  return { git, top, base: mergeBase(resolveCommit(reference, git), git) };
}

function resolveCommit(reference: string, git: Git): string {
  // A reference must not be read as an option of git.
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`];
  try {
    return git(words, '').trim();
  } catch (cause) {
    if (!(cause instanceof SettingsError) || cause.cause === undefined) throw cause;
    const shallow = git(['rev-parse', '--is-shallow-repository'], 'git failed').trim() === 'true';
    const hint = shallow ? ': the clone is shallow, so fetch more history (in GitHub Actions: fetch-depth: 0)' : '';
    throw new UsageError(`--since: '${reference}' names no commit of this repository${hint}`, { cause });
  }
}

/** Where the commit's line and ours parted; the commit itself where they never met. */
function mergeBase(commit: string, git: Git): string {
  try {
    return git(['merge-base', commit, 'HEAD'], '').trim();
  } catch (cause) {
    if (!(cause instanceof SettingsError) || cause.cause === undefined) throw cause;
    return commit;
  }
}

function gitIn(folder: string): Git {
  return (words, failure, env) => {
    try {
      return execFileSync('git', ['-C', folder, ...words], {
        encoding: 'utf8',
        maxBuffer: 512 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(env && { env: { ...process.env, ...env } }),
      });
    } catch (cause) {
      if (isMissingProgram(cause)) throw new SettingsError('--since needs the program git, which was not found');
      throw new SettingsError(`--since: ${failure}`, { cause });
    }
  };
}

function isMissingProgram(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
