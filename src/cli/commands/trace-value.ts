import { resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { createLineIndex, type LineIndex } from '../../diagnostics/line-index.ts';
import type { Range } from '../../diagnostics/range.ts';
import { UsageError } from '../../errors.ts';
import { maskRanges, secretRanges } from '../../resolve/mask-secrets.ts';
import { resolveEnvironment } from '../../resolve/resolve-environment.ts';
import type { ProvenanceSource } from '../../resolve/resolved-environment.ts';
import { type TracedValue, traceValue as trace } from '../../resolve/trace-value.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { formatOption } from '../deployments/records.ts';
import { textFormat } from '../deployments/text-format.ts';
import { usage } from '../framework/parse-arguments.ts';
import { type OpenWorkspace, openWorkspace } from '../open-workspace.ts';
import { showReport } from '../show-report.ts';
import { shownPath } from '../shown-path.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

/** `imprint trace value`: who set a value, and what that overrode. */
export const traceValue: Command = {
  name: 'trace value',
  summary: "Show who set an environment's values, and what each overrode",
  arguments: 'ENV [PATH]',
  options: [workspaceOption, ...overrideOptions, formatOption],
  examples: [
    { command: 'imprint trace value prod max_instances', what: 'where one parameter comes from' },
    { command: 'imprint trace value prod deployment.labels', what: 'all values below a path' },
    { command: 'imprint trace value prod /parameters/labels/team', what: 'the same by pointer' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [selector, path, ...others] = options.positionals;
  if (selector === undefined || others.length > 0)
    throw usage(traceValue, "'trace value' takes an environment and a path");
  const opened = await openWorkspace([selector], options, io);
  const [name, second] = opened.environments;
  if (second !== undefined)
    throw usage(traceValue, `'${selector}' means ${opened.environments.length} environments, one is traced`);
  const { workspace, overrides, cel } = opened;
  const resolved = name === undefined ? { diagnostics: [] } : resolveEnvironment(workspace, name, overrides, cel);
  const environment = resolved.value;
  if (environment === undefined) return showFaults(opened, resolved.diagnostics, options, io);
  const found = trace(environment, path);
  if (found.kind === 'unknown') {
    const hint = found.meant === undefined ? '' : `; did you mean '${found.meant}'?`;
    throw new UsageError(
      `${environment.name} has no value '${found.key}'${hint}\nRun 'imprint trace value ${selector}' for all of them`,
    );
  }
  const view = new TraceView(opened, resolved.diagnostics, io);
  const isJson = options.text('format') === 'json';
  io.stdout.write(isJson ? view.json(environment.name, found.values) : view.text(found.values));
  const faults = resolved.diagnostics.filter(({ severity }) => severity === 'error').length;
  if (faults > 0)
    io.stderr.write(
      `${environment.name} has ${faults} ${faults === 1 ? 'error' : 'errors'}; run 'imprint validate ${selector}'\n`,
    );
  return 0;
}

async function showFaults(
  opened: OpenWorkspace,
  faults: readonly Diagnostic[],
  options: ParsedArguments,
  io: Io,
): Promise<ExitCode> {
  const { workspace, sources } = opened;
  const diagnostics = [...opened.diagnostics, ...faults];
  await showReport({ diagnostics, sources, root: workspace.root, checked: {} }, textFormat(options), {
    ...io,
    stdout: io.stderr,
  });
  return 1;
}

/** One setting as it is shown. */
interface ShownSetting {
  readonly kind: ProvenanceSource['kind'];
  /** Relative to the working directory; absent for `--set` and defaults of imprint. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The line, without the white space around it; secrets masked. */
  readonly text?: string;
  readonly argument?: string;
}

/** Shows traced values with the lines that set them. */
class TraceView {
  private readonly opened: OpenWorkspace;
  private readonly diagnostics: readonly Diagnostic[];
  private readonly io: Io;
  private readonly indexes = new Map<string, LineIndex | undefined>();

  constructor(opened: OpenWorkspace, diagnostics: readonly Diagnostic[], io: Io) {
    this.opened = opened;
    this.diagnostics = diagnostics;
    this.io = io;
  }

  json(environment: string, values: readonly TracedValue[]): string {
    const shown = values.map((traced) => ({
      path: traced.path,
      pointer: traced.pointer,
      ...(this.isSecret(traced) ? { hidden: true } : traced.value !== undefined && { value: traced.value }),
      settings: traced.settings.map((source) => this.shown(source)),
    }));
    return `${JSON.stringify({ formatVersion: 1, environment, values: shown }, undefined, 2)}\n`;
  }

  /** A heading for each value, and below it a line for each setting; columns are aligned over all values. */
  text(values: readonly TracedValue[]): string {
    const blocks = values.map((traced) => ({
      heading: `${traced.path} ${this.words(traced)}`,
      rows: traced.settings.map((source, age) => row(this.shown(source), age)),
    }));
    const rows = blocks.flatMap((block) => block.rows);
    const widths = [0, 1].map((column) => Math.max(0, ...rows.map((cells) => cells[column]?.length ?? 0)));
    const lines = blocks.flatMap(({ heading, rows: own }) => [
      heading,
      ...own.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()),
    ]);
    return lines.map((line) => `${line}\n`).join('');
  }

  private words(traced: TracedValue): string {
    if (this.isSecret(traced)) return '= (hidden: a secret)';
    return traced.value === undefined ? 'is declared and has no value' : `= ${JSON.stringify(traced.value)}`;
  }

  private isSecret({ settings: [source] }: TracedValue): boolean {
    const location = source?.location;
    if (location === undefined) return source?.kind === 'command line' && source.argument.endsWith('=***');
    return this.secretsOf(location.file).some((secret) => covers(secret, location.range));
  }

  private secretsOf(file: string): readonly Range[] {
    return secretRanges(this.diagnostics).get(file) ?? [];
  }

  private shown(source: ProvenanceSource): ShownSetting {
    const { kind, location } = source;
    const argument = kind === 'command line' ? { argument: source.argument } : {};
    if (location === undefined) return { kind, ...argument };
    const file = shownPath(resolve(this.opened.workspace.root, location.file), this.io.cwd);
    const index = this.indexOf(location.file);
    if (index === undefined || location.range === undefined) return { kind, file, ...argument };
    const { line, column } = index.position(location.range.start);
    const { start, end } = index.lineRange(line);
    return { kind, file, line, column, text: index.text.slice(start, end).trim(), ...argument };
  }

  /** The lines of a file with its secrets masked. */
  private indexOf(file: string): LineIndex | undefined {
    if (!this.indexes.has(file)) {
      const text = this.opened.sources.get(file);
      this.indexes.set(file, text === undefined ? undefined : createLineIndex(maskRanges(text, this.secretsOf(file))));
    }
    return this.indexes.get(file);
  }
}

function covers(outer: Range, inner: Range | undefined): boolean {
  return inner !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}

/** What it did, where, and the line. */
function row({ kind, file, line, column, text, argument }: ShownSetting, age: number): readonly string[] {
  const place = file === undefined ? (argument ?? 'imprint') : line === undefined ? file : `${file}:${line}:${column}`;
  const verb = age === 0 ? 'set by' : 'overrode';
  return [verb, place, `${text ?? ''}${kind === 'default' ? ' (default)' : ''}`.trim()];
}
