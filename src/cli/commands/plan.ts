import { defaultVersion } from '../../config-api/terraform-versions.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { hasFindings } from '../has-findings.ts';
import { type PlannedModule, planModules } from '../plan-modules.ts';
import { printPlans } from '../print-plans.ts';
import { type Findings, showReport } from '../show-report.ts';
import { variableOptions } from '../variable-sources.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

const formats = ['text', 'json', 'terraform-json'] as const;

/** `imprint plan`: what `terraform plan` would show, without provider, credentials or network. */
export const plan: Command = {
  name: 'plan',
  summary: 'Show what applying environments, or plain Terraform modules, would create, change and destroy, offline',
  arguments: '[ENV…]',
  options: [
    {
      name: 'module',
      value: 'DIR',
      repeatable: true,
      summary: 'Plan a Terraform module, or all that a glob matches, instead of environments',
    },
    {
      name: 'state',
      value: 'FILE',
      summary: 'State of the module (version 4, as `terraform state pull` writes it)',
      default: 'none: everything is new',
    },
    ...variableOptions,
    {
      name: 'terraform-version',
      value: 'VERSION',
      summary: 'Language level',
      default: `what an environment names; ${defaultVersion} for modules`,
    },
    {
      name: 'format',
      value: 'FORMAT',
      choices: formats,
      summary: 'How the plan is shown; terraform-json is that of `terraform show -json`, which shows sensitive values',
      default: 'text',
    },
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint plan prod', what: 'what an environment would create' },
    { command: 'imprint plan --module infra --state infra.tfstate', what: 'what would change of what is there' },
    { command: 'imprint plan --module infra --format terraform-json', what: 'for programs that read plan JSON' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const terraformVersion = readVersion(options.text('terraform-version'));
  const patterns = options.texts('module');
  checkOptions(options, patterns.length > 0);
  const { modules, findings } =
    patterns.length > 0
      ? await plannedModules(patterns, terraformVersion ?? defaultVersion, options, io)
      : await plannedEnvironments(options, terraformVersion, io);
  let hasFailed = false;
  for (const found of findings.filter(hasFindings)) {
    if ((await showReport(found, options, { ...io, stdout: io.stderr })) !== 0) hasFailed = true;
  }
  // Plans of modules with errors are not printed: like Terraform, this shows a plan only where there is one.
  io.stdout.write(printPlans(modules, options.text('format') ?? 'text', new Date()));
  return hasFailed ? 1 : 0;
}

interface Result {
  readonly modules: readonly PlannedModule[];
  readonly findings: readonly Findings[];
}

async function plannedModules(
  patterns: readonly string[],
  terraformVersion: string,
  options: ParsedArguments,
  io: Io,
): Promise<Result> {
  const state = options.text('state');
  const modules = await planModules(patterns, {
    terraformVersion,
    vars: options.texts('var'),
    varFiles: options.texts('var-file'),
    cwd: io.cwd,
    ...(state !== undefined && { state }),
  });
  return { modules, findings: modules.map((module) => ({ ...module, checked: { modules: 1 } })) };
}

async function plannedEnvironments(
  options: ParsedArguments,
  terraformVersion: string | undefined,
  io: Io,
): Promise<Result> {
  const { planEnvironments } = await import('../plan-environments.ts');
  const { modules, ...found } = await planEnvironments(options, terraformVersion, io);
  return { modules, findings: [{ ...found, checked: { environments: modules.length } }] };
}

function checkOptions(options: ParsedArguments, isAboutModules: boolean): void {
  const isGiven = (name: string): boolean => options.text(name) !== undefined || options.texts(name).length > 0;
  const misplaced = (isAboutModules ? ['set', 'values-file', 'workspace'] : ['var', 'var-file', 'state']).find(isGiven);
  if (misplaced !== undefined) {
    const [own, other] = isAboutModules ? ['environments', '--module'] : ['--module', 'environments'];
    throw usage(plan, `--${misplaced} belongs to ${own}, this is about ${other}`);
  }
  if (isAboutModules && options.positionals.length > 0) throw usage(plan, 'give either environments or --module');
}

function readVersion(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+\.\d+\.\d+$/.test(text)) return text;
  throw usage(plan, `--terraform-version is an exact version such as ${defaultVersion}, not '${text}'`);
}
