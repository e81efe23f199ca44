import { execFileSync } from 'node:child_process';
import { devNull } from 'node:os';

/** Limits of one call of git. */
const limits = { timeoutMs: 20_000, outputBytes: 134_217_728 } as const;

/**
 * Settings no repository can override: nothing in it may start a program, and nothing is fetched from anywhere.
 * Objects are read where they lie; there is no clone, no work tree and no hook.
 */
const settings: readonly string[] = [
  ...['-c', `core.hooksPath=${devNull}`],
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'protocol.allow=never'],
  '--no-pager',
  '--no-replace-objects',
  '--literal-pathspecs',
];

/** What git is given of the environment: none of the caller's `GIT_*`, no settings of the user or the machine. */
function environment(): Record<string, string> {
  const path = process.env['PATH'];
  return {
    ...(path === undefined ? {} : { PATH: path }),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    LC_ALL: 'C',
  };
}

/** What git answered; `failure` is its last line on stderr, or why it could not run. */
export type GitAnswer =
  | { readonly kind: 'output'; readonly output: Buffer }
  | { readonly kind: 'failure'; readonly failure: string };

/** Runs git on a repository's folder, without a shell. */
export function git(gitDirectory: string, args: readonly string[], input = ''): GitAnswer {
  try {
    const output = execFileSync('git', [`--git-dir=${gitDirectory}`, ...settings, ...args], {
      env: environment(),
      input,
      timeout: limits.timeoutMs,
      maxBuffer: limits.outputBytes,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    return { kind: 'output', output };
  } catch (error) {
    return { kind: 'failure', failure: failureOf(error) };
  }
}

function failureOf(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: Buffer; readonly message: string }; // execFileSync's error
  const said = stderr?.toString().trim().split('\n').at(-1) ?? '';
  return said === '' ? message : said;
}

/** Whether there is a git to run. */
export function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { env: environment(), timeout: limits.timeoutMs, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
