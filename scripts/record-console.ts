import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expressions } from '../test/hcl/console/expressions.ts';

/**
 * Asks the real `terraform console` for every expression of the table and writes what it says to the fixture that `console.test.ts`
 * reads. Needs terraform 1.11; takes about a minute. Run it after adding expressions, and read the difference.
 */
const directory = mkdtempSync(join(tmpdir(), 'imprint-console-'));
const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
const lines = expressions.map((expression) => {
  const { status, stdout, stderr } = spawnSync('terraform', ['console', '-no-color'], {
    cwd: directory,
    env,
    input: `${expression}\n`,
    encoding: 'utf8',
  });
  if (status === 0) return JSON.stringify({ expression, output: stdout.replace(/\n$/, '') });
  const summary = /Error: (.*)/.exec(stderr)?.[1] ?? 'unknown';
  return JSON.stringify({ expression, error: summary });
});
writeFileSync('test/hcl/console/expected.jsonl', `${lines.join('\n')}\n`);
