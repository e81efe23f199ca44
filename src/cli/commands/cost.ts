import { resolve } from 'node:path';
import { defaultVersion } from '../../config-api/terraform-versions.ts';
import { limitNanos } from '../../cost/check-estimate.ts';
import type { Comparison } from '../../cost/compare-estimates.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { compareSince, compareWith, type Estimated } from '../compare-estimated.ts';
import { type CostSubjects, environmentsToEstimate, modulesToEstimate } from '../cost-subjects.ts';
import { booksFor, estimateSubjects } from '../estimate-subjects.ts';
import { usage } from '../framework/parse-arguments.ts';
import { formatOf, showReport } from '../show-report.ts';
import { variableOptions } from '../variable-sources.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';
import { writeEstimates } from '../write-estimates.ts';

/** `imprint cost`: what environments cost a month, offline. */
export const cost: Command = {
  name: 'cost',
  summary: 'Estimate what environments, or plain Terraform modules, cost, by list prices or your own, offline',
  arguments: '[ENV…]',
  options: [
    {
      name: 'module',
      value: 'DIR',
      repeatable: true,
      summary: 'Estimate a Terraform module, or all that a glob matches, instead of environments',
    },
    { name: 'compare', value: 'ENV', summary: 'Show what the environments cost more or less than this one' },
    {
      name: 'since',
      value: 'REF',
      summary: 'Show what environments that a change since this git commit affects cost more or less than there',
    },
    {
      name: 'max-monthly',
      value: 'USD',
      summary: 'Fail when one costs more a month',
      default: 'the budgets written down',
    },
    {
      name: 'price-book',
      value: 'FILE',
      summary: 'Prices of your own, before list prices',
      default: 'what imprint.yaml names',
    },
    ...variableOptions,
    {
      name: 'terraform-version',
      value: 'VERSION',
      summary: 'Language level',
      default: `what an environment names; ${defaultVersion} for modules`,
    },
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], summary: 'How costs are shown', default: 'text' },
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint cost prod', what: 'what an environment costs, what is not known, and what is assumed' },
    { command: 'imprint cost prod --compare staging', what: 'and what it costs more than another' },
    { command: 'imprint cost --since origin/main', what: 'what a pull request makes dearer' },
    { command: 'imprint cost --max-monthly 5000 --format json', what: 'a gate for all environments, for programs' },
    { command: 'imprint cost --module infra', what: 'a plain module' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const maxMonthly = readLimit(options.text('max-monthly'));
  const priceBook = options.text('price-book');
  const subjects = await subjectsOf(options, io);
  const books = booksFor(subjects, priceBook === undefined ? undefined : resolve(io.cwd, priceBook));
  const today = new Date().toISOString().slice(0, 10);
  const settings = { books, today, ...(maxMonthly !== undefined && { maxMonthly }) };
  const { estimated, sources, diagnostics: found } = estimateSubjects(subjects, settings);
  const { root } = subjects;
  const comparisons = await comparisonsOf({ estimated, settings, root }, options, io);
  writeEstimates(estimated, comparisons, { sources, root }, options, io);
  const diagnostics = [...subjects.diagnostics, ...found];
  if (diagnostics.length === 0) return 0;
  const checked = { [options.texts('module').length > 0 ? 'modules' : 'environments']: estimated.length };
  // Beside JSON, what was found is told as text.
  if (formatOf(options) === 'json')
    return showReport({ diagnostics, sources, root, checked }, textOptions, { ...io, stdout: io.stderr });
  if (estimated.length > 0) io.stdout.write('\n');
  return showReport({ diagnostics, sources, root, checked }, options, io);
}

/** What `--compare` or `--since` asks for; undefined without them. */
async function comparisonsOf(
  estimated: Estimated,
  options: ParsedArguments,
  io: Io,
): Promise<readonly Comparison[] | undefined> {
  const compare = options.text('compare');
  if (compare !== undefined) return compareWith(estimated.estimated, compare);
  const since = options.text('since');
  const terraformVersion = readVersion(options.text('terraform-version'));
  return since === undefined
    ? undefined
    : compareSince(since, { ...estimated, ...(terraformVersion !== undefined && { terraformVersion }) }, options, io);
}

const textOptions: ParsedArguments = {
  positionals: [],
  text: () => undefined,
  texts: () => [],
  isSet: () => undefined,
};

function subjectsOf(options: ParsedArguments, io: Io): Promise<CostSubjects> {
  const modules = options.texts('module');
  const version = readVersion(options.text('terraform-version'));
  const isGiven = (name: string): boolean => options.text(name) !== undefined || options.texts(name).length > 0;
  const foreign = modules.length > 0 ? ['set', 'values-file', 'workspace', 'compare', 'since'] : ['var', 'var-file'];
  const misplaced = foreign.find(isGiven);
  if (misplaced !== undefined) {
    const [own, other] = modules.length > 0 ? ['environments', '--module'] : ['--module', 'environments'];
    throw usage(cost, `--${misplaced} belongs to ${own}, this is about ${other}`);
  }
  if (modules.length > 0 && options.positionals.length > 0) throw usage(cost, 'give either environments or --module');
  if (isGiven('compare') && isGiven('since')) throw usage(cost, 'give either --compare or --since');
  if (modules.length > 0) return modulesToEstimate(modules, version, options, io);
  const compare = options.text('compare');
  const { positionals } = options;
  const selectors = compare === undefined || positionals.length === 0 ? positionals : [...positionals, compare];
  return environmentsToEstimate(selectors, version, options, io);
}

function readLimit(text: string | undefined): string | undefined {
  if (text === undefined || limitNanos(text) !== undefined) return text;
  throw usage(cost, `--max-monthly is an amount of US dollars such as 5000, not '${text}'`);
}

function readVersion(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+\.\d+\.\d+$/.test(text)) return text;
  throw usage(cost, `--terraform-version is an exact version such as ${defaultVersion}, not '${text}'`);
}
