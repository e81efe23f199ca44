import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GitSource } from '../../config-api/deployment.ts';
import { git } from './git-program.ts';

/** The commit a source means, in the repository it lies in, or why there is none. */
export type Located =
  | { readonly kind: 'commit'; readonly gitDirectory: string; readonly commit: string }
  | { readonly kind: 'fault'; readonly message: string };

/** Finds the repository and the commit of a source with a `file://` URL (18.2). */
export function locateCommit({ repo = '', ref = '' }: GitSource): Located {
  const gitDirectory = repositoryAt(repo);
  if (gitDirectory === undefined) return { kind: 'fault', message: `'${repo}' is not a git repository` };
  for (const name of ref === '' ? ['HEAD'] : candidates(ref)) {
    const answer = git(gitDirectory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    if (answer.kind === 'output') return { kind: 'commit', gitDirectory, commit: answer.output.toString().trim() };
  }
  const message =
    ref === ''
      ? `the default branch of '${repo}' has no commit`
      : `'${repo}' has no branch, tag or commit '${ref}'${branchesOf(gitDirectory)}`;
  return { kind: 'fault', message };
}

/** The repository's own folder at a URL: of a work tree its `.git`, of a bare one itself; undefined when there is none. */
function repositoryAt(url: string): string | undefined {
  const path = pathOf(url);
  if (path === undefined || statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const own = join(path, '.git');
  const gitDirectory = existsSync(own) ? own : path;
  return git(gitDirectory, ['rev-parse', '--git-dir']).kind === 'output' ? gitDirectory : undefined;
}

function pathOf(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined; // a host, or an encoded slash: no path of this machine
  }
}

/** What a ref may be, a branch before a tag before a commit; nothing that git would compute (`main~1`). */
function candidates(ref: string): readonly string[] {
  const isCommit = /^[0-9a-f]{7,64}$/.test(ref);
  if (!/^[^\s~^:?*[\\]+$/.test(ref) || ref.includes('..') || ref.includes('@{')) return [];
  if (/^refs\/(?:heads|tags)\/./.test(ref)) return [ref];
  return [`refs/heads/${ref}`, `refs/tags/${ref}`, ...(isCommit ? [ref] : [])];
}

const shownBranches = 10;

/** The branches there are, as a hint. */
function branchesOf(gitDirectory: string): string {
  const answer = git(gitDirectory, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads']);
  const names = answer.kind === 'output' ? answer.output.toString().split('\n').filter(Boolean) : [];
  if (names.length === 0) return '';
  const more = names.length > shownBranches ? ', …' : '';
  return `; its branches are ${names.slice(0, shownBranches).join(', ')}${more}`;
}
