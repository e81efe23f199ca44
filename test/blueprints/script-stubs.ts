import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './flagship.ts';

/** What a program says to a command line that a pattern matches; the first that does decides. */
export interface Answer {
  /** Regular expression over the words of the command line, with single spaces. */
  readonly when: string;
  readonly stdout?: string;
  /** 0 when absent. */
  readonly code?: number;
  /** How often it answers so, before the next that matches does; always when absent. */
  readonly times?: number;
}

/** How a script ended, and what it called. */
export interface ScriptRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Words of each call of a program, in order. */
  readonly calls: readonly (readonly string[])[];
}

/** The scripts of an environment in a folder of their own, with programs that only note how they are called. */
export interface ScriptFolder {
  run(script: string, args: readonly string[], answers: readonly Answer[], env?: NodeJS.ProcessEnv): ScriptRun;
  /** Notes of steps that are done, and the inventory. */
  readonly stateFolder: string;
  remove(): void;
}

/** The programs the scripts call, `verify.sh` and `preflight.sh` left out, which are scripts themselves. */
const programs = ['bq', 'gcloud', 'imprint', 'kubectl'];

const wordEnd = '\u001f';
const callEnd = '\u001e';

/** Notes its words, finds the first answer that is not used up, and gives it. Bash, since Node starts fifty times slower. */
const stub = `#!/usr/bin/env bash
printf '%s\\037' "\${0##*/}" "$@" >>"$STUB_CALLS"
printf '\\036' >>"$STUB_CALLS"
. "$STUB_ANSWERS"
for index in "\${!when[@]}"; do
  [[ "\${0##*/} $*" =~ \${when[index]} ]] || continue
  uses=0
  [[ -f $STUB_ANSWERS.$index ]] && uses=$(wc -c <"$STUB_ANSWERS.$index")
  [[ -z \${times[index]} ]] || ((uses < times[index])) || continue
  printf x >>"$STUB_ANSWERS.$index"
  printf %s "\${stdout[index]}"
  exit "\${code[index]}"
done
`;

/** Copies what was rendered for an environment to where its scripts can be run. */
export function scriptsOf(
  environment: string,
  changeSettings: (text: string) => string = (text) => text,
): ScriptFolder {
  const folder = mkdtempSync(join(tmpdir(), 'flagship-scripts-'));
  cpSync(join(root, 'generated/hft-risk-analytics', environment), join(folder, 'rendered'), { recursive: true });
  const settings = join(folder, 'rendered/scripts/settings.sh');
  writeFileSync(settings, changeSettings(readFileSync(settings, 'utf8')));
  mkdirSync(join(folder, 'bin'));
  for (const program of programs) {
    writeFileSync(join(folder, 'bin', program), stub);
    chmodSync(join(folder, 'bin', program), 0o755);
  }
  const stateFolder = join(folder, 'state');
  const files = { calls: join(folder, 'calls'), answers: join(folder, 'answers') };
  return {
    stateFolder,
    run: (script, args, answers, env = {}) => {
      writeFileSync(files.calls, '');
      writeAnswers(files.answers, answers);
      const { status, stdout, stderr } = spawnSync('bash', [join(folder, 'rendered/scripts', script), ...args], {
        encoding: 'utf8',
        input: '',
        timeout: 20_000,
        env: {
          PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
          HOME: folder,
          IMPRINT_STATE_DIR: stateFolder,
          POLL_SECONDS: '0',
          // What a test leaves unanswered is not waited for.
          APPLY_SECONDS: '2',
          DELETE_SECONDS: '2',
          STUB_CALLS: files.calls,
          STUB_ANSWERS: files.answers,
          ...env,
        },
      });
      return { code: status, stdout, stderr, calls: readCalls(files.calls) };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The answers as the arrays that {@link stub} reads, none of them used yet. */
function writeAnswers(file: string, answers: readonly Answer[]): void {
  const list = (name: string, values: readonly (string | number)[]) =>
    `${name}=(${values.map((value) => `'${String(value).replaceAll("'", "'\\''")}'`).join(' ')})\n`;
  const texts = [
    list(
      'when',
      answers.map(({ when }) => when),
    ),
    list(
      'stdout',
      answers.map(({ stdout = '' }) => stdout),
    ),
    list(
      'code',
      answers.map(({ code = 0 }) => code),
    ),
    list(
      'times',
      answers.map(({ times = '' }) => times),
    ),
  ];
  writeFileSync(file, texts.join(''));
  for (const index of answers.keys()) rmSync(`${file}.${index}`, { force: true });
}

function readCalls(file: string): string[][] {
  const calls = readFileSync(file, 'utf8').split(callEnd).slice(0, -1);
  return calls.map((words) => words.split(wordEnd).slice(0, -1));
}
