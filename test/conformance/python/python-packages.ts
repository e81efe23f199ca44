import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const requirements = join(import.meta.dirname, 'requirements.txt');
const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/imprint-python');

/** A Python with the packages of `requirements.txt`, or why there is none. */
export type PythonPackages = { readonly python: string } | { readonly missing: string };

/**
 * Gives a virtual environment with the packages, kept in `node_modules/.cache` under the hash of `requirements.txt`. Makes it on
 * the first call, with `python3` and pip; where either does not work, says so.
 */
export function pythonPackages(): PythonPackages {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const folder = join(cache, hash);
  const python = join(folder, 'bin/python');
  if (existsSync(join(folder, 'complete'))) return { python };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const missing =
    run('python3', ['-m', 'venv', folder], 60_000) ??
    run(
      python,
      ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '-r', requirements],
      240_000,
    );
  if (missing !== undefined) return { missing };
  // A virtual environment cannot be moved, so its last file tells that it is whole.
  writeFileSync(join(folder, 'complete'), '');
  return { python };
}

/** Why a program did not end well; undefined when it did. */
function run(program: string, args: readonly string[], timeout: number): string | undefined {
  const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout });
  if (error !== undefined) return `${program}: ${error.message}`;
  return status === 0
    ? undefined
    : `${program} ${args[1]}: ${stderr.trim().split('\n').at(-1) ?? `exit code ${status}`}`;
}
