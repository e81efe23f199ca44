import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real git repository in a folder of its own. */
export interface GitRepository {
  /** Absolute. */
  readonly folder: string;
  /** Runs git there; the text it prints. */
  git(...words: string[]): string;
  write(file: string, text: string): void;
  remove(file: string): void;
  /** Commits everything; the commit's hash. */
  commit(): string;
  dispose(): void;
}

/** Makes an empty one, whatever the machine's git configuration says. */
export function createRepository(): GitRepository {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-git-'));
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '--quiet', '--initial-branch=main');
  return {
    folder,
    git,
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    remove: (file) => rmSync(join(folder, file)),
    commit() {
      git('add', '--all');
      git('commit', '--quiet', '--message=change');
      return git('rev-parse', 'HEAD').trim();
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
