import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The environment without a settings file of the machine's. */
const { TF_CLI_CONFIG_FILE: _ignored, ...env } = process.env;

/** Whether the real terraform is at hand: it is the judge where it is. */
export const hasTerraform: boolean = spawnSync('terraform', ['version'], { env }).status === 0;

/** Runs terraform in a folder that holds these files, and gives back what it said. */
export function terraform(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  input = '',
): { readonly status: number | null; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-terraform-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stdout, stderr } = spawnSync('terraform', args, { cwd: folder, env, input, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
