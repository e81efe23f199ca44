import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../blueprints/flagship.ts';
import { type Answer, scriptsOf } from '../blueprints/script-stubs.ts';

const hasGcloud = spawnSync('gcloud', ['version']).status === 0;
const hasBq = spawnSync('bq', ['version']).status === 0;

/** Answers that between them lead through every branch that calls something. */
const days: readonly (readonly Answer[])[] = [
  [
    { when: 'deployments describe .*state', stdout: 'ACTIVE\n', times: 2 },
    { when: 'deployments describe .*state', code: 1 },
    { when: 'latestRevision', stdout: 'projects/p/locations/us-central1/deployments/d/revisions/r-1\n' },
    { when: 'streams describe', stdout: 'RUNNING\n' },
    {
      when: 'explain roles',
      stdout:
        'gcloud projects add-iam-policy-binding acme --member=serviceAccount:a@b.iam.gserviceaccount.com --role=roles/run.admin --condition=None\n',
    },
  ],
  [
    { when: 'gcloud artifacts docker images', code: 1, times: 1 },
    { when: 'describe', code: 1, times: 4 },
    { when: 'deployments describe .*state', stdout: 'FAILED\n' },
    { when: 'latestRevision', stdout: 'projects/p/locations/us-central1/deployments/d/revisions/r-1\n' },
  ],
];

/** Between them they have both kinds of accelerators, two databases and a perimeter: the other two call nothing else. */
const environments = ['prod', 'staging'];

/** Command lines of `bq` or `gcloud` that the scripts run and the documents show, each once. */
function commandLines(program: string): string[] {
  const lines = environments.flatMap((environment) => [...scriptLines(environment), ...documentLines(environment)]);
  return [...new Set(lines)].filter((line) => line.startsWith(`${program} `)).toSorted();
}

function scriptLines(environment: string): string[] {
  const settings = (text: string) =>
    text.replace("is_protected='true'", "is_protected='false'").replace("'NOT_STARTED'", "'RUNNING'");
  const env = { DATABASE_PASSWORD_FILE: join(root, 'package.json') };
  return days.flatMap((answers) => {
    const folder = scriptsOf(environment, settings);
    const calls = ['preflight.sh', 'deploy.sh', 'verify.sh', 'destroy.sh'].flatMap((script) => [
      ...folder.run(script, script === 'verify.sh' || script === 'preflight.sh' ? [] : ['--yes'], answers, env).calls,
    ]);
    folder.remove();
    return calls.map((words) => words.map(quoted).join(' '));
  });
}

function quoted(word: string): string {
  return /^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function documentLines(environment: string): string[] {
  const folder = join(root, 'generated/hft-risk-analytics', environment, 'docs');
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const blocks = pages.flatMap(
    (name) => readFileSync(join(folder, name), 'utf8').match(/^ *```sh\n[\s\S]*?^ *```$/gm) ?? [],
  );
  return blocks.flatMap((block) => block.split('\n').map((line) => line.trim()));
}

describe('commands of the flagship', () => {
  it.skipIf(!hasGcloud)('are those gcloud has, with flags it has', () => {
    const lines = commandLines('gcloud');
    expect(lines.length).toBeGreaterThan(60);
    const folder = mkdtempSync(join(tmpdir(), 'flagship-lint-'));
    try {
      const file = join(folder, 'commands.json');
      writeFileSync(file, JSON.stringify(lines.map((line) => ({ command_string: line }))));
      const { stdout } = spawnSync('gcloud', ['meta', 'lint-gcloud-commands', `--commands-file=${file}`], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      const verdicts = JSON.parse(stdout) as { command_string: string; success: boolean; error_message: string }[];
      expect(verdicts.length).toBe(lines.length);
      const refused = verdicts.filter(({ success }) => !success);
      expect(refused.map(({ command_string, error_message }) => `${command_string}: ${error_message}`)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(!hasBq)('are those bq has, with global flags before the command and its own after it', () => {
    const flagsOf = (...words: string[]) => {
      const { stdout } = spawnSync('bq', words, { encoding: 'utf8' });
      return new Set([...stdout.matchAll(/^ +(?:-\w,)?--(?:\[no\])?(\w+)/gm)].map(([, name]) => name));
    };
    const global = flagsOf('--help');
    const lines = commandLines('bq');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const words = line.split(' ').slice(1);
      const at = words.findIndex((word) => !word.startsWith('--'));
      const own = flagsOf('help', words[at] ?? '');
      const names = (some: readonly string[]) =>
        some.filter((word) => word.startsWith('--')).map((word) => /^--(\w+)/.exec(word)?.[1]);
      expect(own.size, line).toBeGreaterThan(0);
      expect(
        names(words.slice(0, at)).filter((name) => !global.has(name)),
        line,
      ).toEqual([]);
      expect(
        names(words.slice(at)).filter((name) => !own.has(name)),
        line,
      ).toEqual([]);
    }
  });
});
