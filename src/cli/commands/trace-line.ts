import { resolve } from 'node:path';
import type { Diagnostic, RelatedLocation } from '../../diagnostics/diagnostic.ts';
import { createLineIndex } from '../../diagnostics/line-index.ts';
import type { Range } from '../../diagnostics/range.ts';
import { UsageError } from '../../errors.ts';
import type { BundleFile } from '../../render/bundle.ts';
import { locate } from '../../render/locate.ts';
import { renderEnvironment } from '../../render/render-environment.ts';
import { readRenderedText } from '../../render/write.ts';
import { textsWithoutSecrets } from '../../resolve/mask-secrets.ts';
import { resolveEnvironment } from '../../resolve/resolve-environment.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { formatOption } from '../deployments/records.ts';
import { textFormat } from '../deployments/text-format.ts';
import { usage } from '../framework/parse-arguments.ts';
import { type OpenWorkspace, openWorkspace, workspaceRoot } from '../open-workspace.ts';
import { generatedFolder, renderedFolder } from '../rendered-folder.ts';
import { showPlaces, type TracedPlace } from '../show-places.ts';
import { showReport } from '../show-report.ts';
import { shownPath } from '../shown-path.ts';
import { workspaceOption } from '../workspace-options.ts';

/** `imprint trace line`: from a rendered line back to who wrote it. */
export const traceLine: Command = {
  name: 'trace line',
  summary: 'Show which template and which line of an environment wrote a line of a rendered file',
  arguments: 'FILE:LINE[:COLUMN]',
  options: [workspaceOption, formatOption],
  examples: [
    {
      command: 'imprint trace line generated/hft-risk-analytics/prod/infrastructure-manager/main.tf:12',
      what: 'the template that wrote it, and the values in it',
    },
    {
      command: 'imprint trace line generated/hft-risk-analytics/prod/infrastructure-manager/terraform.tfvars:3',
      what: 'the line of the environment that set a variable',
    },
  ],
  run,
};

/** What was asked for. */
interface AskedPlace {
  /** Full name of the environment. */
  readonly environment: string;
  /** Path in the bundle. */
  readonly path: string;
  readonly line: number;
  readonly column: number | undefined;
}

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const root = workspaceRoot(options, io);
  const [argument, ...others] = options.positionals;
  const match = /^(.+?):([1-9]\d{0,8})(?::([1-9]\d{0,8}))?$/.exec(argument ?? '');
  if (match?.[1] === undefined || others.length > 0)
    throw usage(traceLine, "'trace line' takes one FILE:LINE[:COLUMN]");
  const path = shownPath(resolve(io.cwd, match[1]), root);
  const [, environment] = /^[^/]+\/([^/]+\/[^/]+)\/.+/.exec(path) ?? [];
  if (environment === undefined) throw notRendered(path);
  const opened = await openWorkspace([environment], options, io);
  const folder = renderedFolder(opened.workspace, environment);
  if (!path.startsWith(`${folder.name}/`)) throw notRendered(path, generatedFolder(opened.workspace));
  const column = match[3] === undefined ? undefined : Number(match[3]);
  return trace(
    opened,
    { environment, path: path.slice(folder.name.length + 1), line: Number(match[2]), column },
    options,
    io,
  );
}

async function trace(opened: OpenWorkspace, asked: AskedPlace, options: ParsedArguments, io: Io): Promise<ExitCode> {
  const { workspace, overrides, cel, cache } = opened;
  const resolved = resolveEnvironment(workspace, asked.environment, overrides, cel);
  const rendered = resolved.value && renderEnvironment(resolved.value, cache);
  if (resolved.value === undefined || rendered?.value === undefined) {
    const diagnostics = [...opened.diagnostics, ...resolved.diagnostics, ...(rendered?.diagnostics ?? [])];
    const findings = { diagnostics, sources: opened.sources, root: workspace.root, checked: {} };
    await showReport(findings, textFormat(options), { ...io, stdout: io.stderr });
    return 1;
  }
  const folder = renderedFolder(workspace, asked.environment);
  const file = rendered.value.files.find(({ path }) => path === asked.path);
  if (file === undefined) throw new UsageError(`imprint renders no ${asked.path} for ${asked.environment}`);
  if (readRenderedText(folder, file.path) !== file.text) {
    io.stderr.write(`${folder.name}/${file.path} is stale; what 'imprint render' would write there is traced\n`);
  }
  const range = askedRange(file, asked);
  const { location, related } = locate(rendered.value, resolved.value, { file: file.path, range });
  const generated: TracedPlace = { message: '', location: { file: `${folder.name}/${file.path}`, range } };
  // A file without a source map is the same for every environment and blueprint.
  const authored = file.sourceMap.length === 0 ? [] : [{ message: 'comes from', location }, ...related.map(withWords)];
  const places = [generated, ...authored];
  if (authored.length === 0) io.stderr.write(`${file.path} is written by imprint itself\n`);
  const texts = maskedTexts(opened, resolved.diagnostics, [[generated.location.file, file.text]]);
  showPlaces(places, { texts, root: workspace.root, isJson: options.text('format') === 'json' }, io);
  return 0;
}

function withWords({ message, location }: RelatedLocation): TracedPlace {
  return { message: `${message.replace(/ here$/, '')} at`, location };
}

/** The line without the white space around it, or the column's character. */
function askedRange({ text, path }: BundleFile, { line, column }: AskedPlace): Range {
  const index = createLineIndex(text);
  if (line > index.lineCount) throw new UsageError(`${path} has ${index.lineCount} lines`);
  const { start, end } = index.lineRange(line);
  if (column !== undefined) {
    const at = Math.min(start + column - 1, Math.max(start, end - 1));
    return { start: at, end: Math.min(at + 1, text.length) };
  }
  const content = text.slice(start, end);
  const first = start + (content.length - content.trimStart().length);
  return { start: Math.min(first, end), end: Math.max(Math.min(first, end), start + content.trimEnd().length) };
}

function maskedTexts(
  { sources }: OpenWorkspace,
  diagnostics: readonly Diagnostic[],
  generated: readonly (readonly [string, string])[],
): (file: string) => string | undefined {
  return textsWithoutSecrets(new Map([...sources, ...generated]), diagnostics);
}

function notRendered(path: string, folder = 'generated'): UsageError {
  return new UsageError(`${path} is no rendered file: those are ${folder}/<blueprint>/<environment>/…`);
}
