import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Bundle } from '../../render/bundle.ts';
import { lockFileName } from '../../render/lock-file.ts';
import { renderEnvironment } from '../../render/render-environment.ts';
import { differencesOf, writeBundle } from '../../render/write.ts';
import { resolveEnvironment } from '../../resolve/resolve-environment.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { type OpenWorkspace, openWorkspace } from '../open-workspace.ts';
import { renderedFolder } from '../rendered-folder.ts';
import { formatOf, reportFormatOption, rulesToList, showReport } from '../show-report.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

/** `imprint render`: environments to plain files. */
export const render: Command = {
  name: 'render',
  summary: 'Write the Terraform module, scripts and documents of environments, or check that they are fresh',
  arguments: '[ENV…]',
  options: [
    { name: 'check', summary: 'Write nothing; show what would change, and fail when something would' },
    reportFormatOption,
    ...overrideOptions,
    workspaceOption,
  ],
  examples: [
    { command: 'imprint render', what: 'all environments of the workspace' },
    { command: 'imprint render prod', what: 'one environment' },
    { command: 'imprint render --check', what: 'in CI: the committed files are what templates and values give' },
  ],
  run,
};

/** What one environment came to. */
interface Result {
  /** Line for people; empty where there is nothing to say. */
  readonly line: string;
  readonly diagnostics: readonly Diagnostic[];
}

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const isCheck = options.isSet('check') === true;
  const overriding = ['set', 'values-file'].find((name) => options.text(name) !== undefined);
  if (isCheck && overriding !== undefined) {
    throw usage(render, `--check compares with what is committed, which --${overriding} cannot be part of`);
  }
  const open = await openWorkspace(options.positionals, options, io);
  const isText = formatOf(options) === 'text';
  const one = isCheck ? await checker(isText && io.stdout.color) : write;
  const diagnostics = [...open.diagnostics];
  for (const name of open.environments) {
    const bundle = bundleOf(open, name, diagnostics);
    if (bundle === undefined) continue;
    const result = one(open, bundle);
    diagnostics.push(...result.diagnostics);
    if (isText) io.stdout.write(result.line);
  }
  if (isText && diagnostics.length === 0) return 0;
  const checked = { environments: open.environments.length };
  const settings = open.workspace.settings?.value;
  const rules = await rulesToList(options);
  const findings = { diagnostics, sources: open.sources, root: open.workspace.root, checked, rules };
  return showReport({ ...findings, ...(settings && { settings }) }, options, io);
}

function bundleOf(open: OpenWorkspace, name: string, diagnostics: Diagnostic[]): Bundle | undefined {
  const resolved = resolveEnvironment(open.workspace, name, open.overrides, open.cel);
  diagnostics.push(...resolved.diagnostics);
  const isFaulty = resolved.diagnostics.some(({ severity }) => severity === 'error');
  if (resolved.value === undefined || isFaulty) return undefined;
  const rendered = renderEnvironment(resolved.value, open.cache);
  diagnostics.push(...rendered.diagnostics);
  return rendered.value;
}

function write({ workspace }: OpenWorkspace, bundle: Bundle): Result {
  const folder = renderedFolder(workspace, bundle.environment);
  const { written, removed, diagnostics } = writeBundle(folder, bundle);
  const counts = [`${written.length} written`, ...(removed.length > 0 ? [`${removed.length} removed`] : [])];
  const isSame = written.length === 0 && removed.length === 0;
  const line = `${folder.name}: ${isSame ? 'unchanged' : counts.join(', ')} (${bundle.files.length} files)\n`;
  return { line, diagnostics };
}

/** The diff library is only loaded when something is to be compared. */
async function checker(color: boolean): Promise<typeof write> {
  const { showDifferences } = await import('../show-differences.ts');
  return ({ workspace }, bundle) => {
    const folder = renderedFolder(workspace, bundle.environment);
    const differences = differencesOf(folder, bundle);
    if (differences.length === 0) return { line: `${folder.name}: fresh\n`, diagnostics: [] };
    const others = differences.filter(({ path }) => path !== lockFileName).length;
    const count = others === 1 ? '1 file differs' : `${others} files differ`;
    const stale: Diagnostic = {
      code: 'generated-stale',
      severity: 'error',
      message: `${folder.name} is not what the templates and values give: ${others === 0 ? 'the lock file differs' : count}`,
      location: { file: `${folder.name}/imprint.lock.json` },
      hint: `run \`imprint render ${bundle.environment}\` and commit the result`,
      args: { environment: bundle.environment, files: differences.map(({ path }) => path).join(' ') },
    };
    return { line: showDifferences(folder, differences, color), diagnostics: [stale] };
  };
}
