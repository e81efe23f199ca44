import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Fenced blocks of a Markdown page that show commands with their output. */
const consoleBlock = /^```console\n([\s\S]*?)^```$/gm;

/**
 * The page with the output under every `$ command` of its `console` blocks as it is now. The commands run in order in one
 * copy of the workspace, with `imprint` on the path, so that a block may edit a file and the next one see it.
 */
export function refreshShownOutput(page: string, root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-shown-'));
  try {
    const env = prepare(folder, root);
    return page.replace(
      consoleBlock,
      (_, body: string) => `\`\`\`console\n${refreshBlock(body, join(folder, 'workspace'), env)}\`\`\``,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder: string, root: string): NodeJS.ProcessEnv {
  const workspace = join(folder, 'workspace');
  for (const name of ['blueprints', 'generated', 'schemas']) {
    cpSync(join(root, name), join(workspace, name), { recursive: true });
  }
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'imprint'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli/main.js')}" "$@"\n`,
  );
  chmodSync(join(bin, 'imprint'), 0o755);
  return {
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: folder,
    NO_COLOR: '1',
    COLUMNS: '100',
    LC_ALL: 'C.UTF-8',
  };
}

function refreshBlock(body: string, cwd: string, env: NodeJS.ProcessEnv): string {
  const commands = body.split('\n').filter((line) => line.startsWith('$ '));
  return commands.map((line) => `${line}\n${run(line.slice(2), cwd, env)}`).join('');
}

function run(command: string, cwd: string, env: NodeJS.ProcessEnv): string {
  const { stdout, error } = spawnSync('bash', ['-c', `{ ${command}\n} 2>&1`], { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return stdout === '' || stdout.endsWith('\n') ? stdout : `${stdout}\n`;
}
