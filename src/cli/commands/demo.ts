import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '../../config-api/real-clock.ts';
import { createEmulator } from '../../emulator/create-emulator.ts';
import { InternalError } from '../../errors.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { parseArguments, usage } from '../framework/parse-arguments.ts';
import { packageFile } from '../package-files.ts';
import { providerFacts } from '../shipped-facts.ts';
import { deleteCommand } from './delete.ts';
import { deploy } from './deploy.ts';
import { render } from './render.ts';
import { status } from './status.ts';
import { validate } from './validate.ts';

/** A deploy takes about two seconds then, long enough to see its steps. */
const demoSpeed = 40;

const blueprint = 'blueprints/hft-risk-analytics';

/** Partials that it shares with other blueprints. */
const sharedPartials = 'blueprints/partials';

/** Mistakes somebody could make, and is told of. */
const mistakes = {
  typo: {
    file: `${blueprint}/environments/dev.yaml`,
    right: 'positions_retention_days',
    wrong: 'position_retention_days',
  },
  outsider: {
    file: `${blueprint}/environments/staging.yaml`,
    right: 'risk-testers@example.com',
    wrong: 'risk-testers@contractor.example.net',
  },
} as const;

/** One step of the demo: what it shows, the command line that is run, and how that has to end. */
interface Step {
  readonly title: string;
  readonly command: Command;
  readonly words: readonly string[];
  readonly expected: ExitCode;
  /** What happens to the workspace before; said in one line. */
  readonly before?: { readonly what: string; readonly act: () => void };
}

/** `imprint demo`: the flagship blueprint through its whole life, on an emulator in this process. */
export const demo: Command = {
  name: 'demo',
  summary: 'Take the environments of a real platform through their whole life, on this machine only',
  arguments: '',
  options: [{ name: 'keep', summary: 'leave the workspace of the demo where it is, and say where' }],
  examples: [{ command: 'imprint demo', what: 'render, check, deploy, deploy again, find a fault, delete' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  if (options.positionals.length > 0) throw usage(demo, `'demo' takes no arguments`);
  const workspace = mkdtempSync(join(tmpdir(), 'imprint-demo-'));
  const emulator = await createEmulator({ clock: realClock, speed: demoSpeed, facts: providerFacts() }).listen(0);
  const startedAt = Date.now();
  try {
    for (const folder of [blueprint, sharedPartials])
      cpSync(packageFile(folder), join(workspace, folder), { recursive: true });
    io.stdout.write('imprint demo: a trading risk platform in four environments, nothing leaves this machine\n');
    for (const [index, step] of steps(workspace, emulator.url).entries()) {
      const code = await runStep(index + 1, step, { ...io, cwd: workspace });
      if (io.signal.aborted) return 1;
      if (code !== step.expected)
        throw new InternalError(`${commandLine(step)} ended with ${code} in the demo, not with ${step.expected}`);
    }
    io.stdout.write(`\nDone in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s.`);
    io.stdout.write(
      options.isSet('keep') === true
        ? ` The workspace is ${workspace}\n`
        : ' `imprint --help` shows what else there is.\n',
    );
    return 0;
  } finally {
    await emulator.close();
    if (options.isSet('keep') !== true) rmSync(workspace, { recursive: true, force: true });
  }
}

function steps(workspace: string, url: string): readonly Step[] {
  const target = ['--target', url];
  const edit = (name: string, from: string, to: string) => (): void => {
    const file = join(workspace, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };
  const { typo, outsider } = mistakes;
  return [
    { title: 'Blueprint and environments become plain Terraform', command: render, words: [], expected: 0 },
    { title: 'What Google Cloud would refuse is found now, offline', command: validate, words: [], expected: 0 },
    {
      title: `All four are deployed, to an Infrastructure Manager at ${url}`,
      command: deploy,
      words: ['--yes', ...target],
      expected: 0,
    },
    { title: 'How they are', command: status, words: target, expected: 0 },
    { title: 'Nothing changed, so nothing is submitted', command: deploy, words: ['--yes', ...target], expected: 0 },
    {
      title: 'A typo is found before it costs a deploy',
      before: { what: `${typo.file}: ${typo.right} -> ${typo.wrong}`, act: edit(typo.file, typo.right, typo.wrong) },
      command: validate,
      words: ['dev'],
      expected: 1,
    },
    {
      title: 'So is what an organization policy forbids',
      before: {
        what: `${outsider.file}: ${outsider.right} -> ${outsider.wrong}`,
        act: edit(outsider.file, outsider.right, outsider.wrong),
      },
      command: validate,
      words: ['staging'],
      expected: 1,
    },
    {
      title: 'And everything goes again',
      before: {
        what: 'both mended',
        act: () => {
          edit(typo.file, typo.wrong, typo.right)();
          edit(outsider.file, outsider.wrong, outsider.right)();
        },
      },
      command: deleteCommand,
      words: ['--all', '--yes', ...target],
      expected: 0,
    },
  ];
}

async function runStep(number: number, step: Step, io: Io): Promise<ExitCode> {
  const { title, before, command, words } = step;
  const shown = [...(before === undefined ? [] : [`# ${before.what}`]), `$ ${commandLine(step)}`];
  io.stdout.write(`\n${number}. ${title}\n\n${shown.map((line) => `   ${line}\n`).join('')}\n`);
  before?.act();
  return command.run(parseArguments(command, words), io);
}

function commandLine({ command, words }: Step): string {
  return ['imprint', command.name, ...words].join(' ');
}
