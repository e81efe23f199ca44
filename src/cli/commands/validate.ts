import { defaultVersion } from '../../config-api/terraform-versions.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { findModuleFaults } from '../find-module-faults.ts';
import { usage } from '../framework/parse-arguments.ts';
import { type Findings, reportFormatOption, rulesToList, showReport } from '../show-report.ts';
import { variableOptions } from '../variable-sources.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

/** `imprint validate`: every fault that can be found offline, at the line of its author. */
export const validate: Command = {
  name: 'validate',
  summary: 'Check environments, or plain Terraform modules, for everything that can be found offline',
  arguments: '[ENV…]',
  options: [
    {
      name: 'module',
      value: 'DIR',
      repeatable: true,
      summary: 'Check a Terraform module, or all that a glob matches, instead of environments',
    },
    {
      name: 'terraform-version',
      value: 'VERSION',
      summary: 'Language level',
      default: `what an environment names; ${defaultVersion} for modules`,
    },
    ...variableOptions,
    { name: 'all', summary: 'All environments, as when none is named' },
    { name: 'since', value: 'REF', summary: 'Only environments that a change since this git commit affects' },
    reportFormatOption,
    { name: 'max-warnings', value: 'N', summary: 'Fail when there are more warnings', default: 'any number is fine' },
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint validate', what: 'all environments of the workspace' },
    { command: 'imprint validate prod --set image=app@sha256:0a1b', what: 'one, with a value that only CI knows' },
    { command: 'imprint validate --since origin/main --format github', what: 'annotations on a pull request' },
    { command: "imprint validate --module 'modules/*' --terraform-version 1.5.7", what: 'modules nobody renders' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const maxWarnings = readCount(options.text('max-warnings'));
  const terraformVersion = readVersion(options.text('terraform-version'));
  const isAboutModules = options.texts('module').length > 0;
  const findings = await (isAboutModules ? checkModules : checkEnvironments)(options, terraformVersion, io);
  const exitCode = await showReport({ ...findings, rules: await rulesToList(options) }, options, io, maxWarnings);
  const hasErrors = findings.diagnostics.some(({ severity }) => severity === 'error');
  if (exitCode === 1 && !hasErrors)
    io.stderr.write(`there are more warnings than --max-warnings ${maxWarnings} allows\n`);
  return exitCode;
}

/** Checking plain modules takes neither YAML nor schemas, so that part of the program is not loaded. */
async function checkModules(options: ParsedArguments, terraformVersion = defaultVersion, io: Io): Promise<Findings> {
  const given = (name: string): boolean => options.text(name) !== undefined || options.isSet(name) !== undefined;
  const misplaced = ['all', 'since', 'set', 'values-file', 'workspace'].find(given);
  if (misplaced !== undefined)
    throw usage(validate, `--${misplaced} speaks of environments, --module of plain modules`);
  if (options.positionals.length > 0) throw usage(validate, 'give either environments or --module');
  return findModuleFaults(options.texts('module'), {
    terraformVersion,
    vars: options.texts('var'),
    varFiles: options.texts('var-file'),
    cwd: io.cwd,
  });
}

async function checkEnvironments(
  options: ParsedArguments,
  terraformVersion: string | undefined,
  io: Io,
): Promise<Findings> {
  if (options.isSet('all') === true && options.positionals.length > 0)
    throw usage(validate, 'give either environments or --all');
  const misplaced = ['var', 'var-file'].find((name) => options.texts(name).length > 0);
  if (misplaced !== undefined)
    throw usage(validate, `--${misplaced} gives values to a module; an environment takes --set`);
  const { findEnvironmentFaults } = await import('../find-environment-faults.ts');
  return findEnvironmentFaults(options, terraformVersion, io);
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw usage(validate, `--max-warnings is a whole number, not '${text}'`);
  return Number(text);
}

function readVersion(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+\.\d+\.\d+$/.test(text)) return text;
  throw usage(validate, `--terraform-version is an exact version such as ${defaultVersion}, not '${text}'`);
}
