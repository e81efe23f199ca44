import { resolve } from 'node:path';
import type { Rule } from '../check/rule.ts';
import type { AppliedWaiver } from '../check/waivers.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import type { Location } from '../diagnostics/range.ts';
import type { WorkspaceSettings } from '../load/workspace.ts';
import { loadReporter, type ReportFormat, reportFormats } from '../report/reporters.ts';
import { textsWithoutSecrets } from '../resolve/mask-secrets.ts';
import type { ExitCode, Io, Option, ParsedArguments } from './command.ts';
import { shownPath } from './shown-path.ts';

/** The option by which a checking command's reporter is chosen. */
export const reportFormatOption: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: reportFormats,
  summary: 'How the result is shown',
  default: 'text',
};

/** What a command found, as its stages name things. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name as the diagnostics spell it. */
  readonly sources: ReadonlyMap<string, string>;
  /** Folder the file names are relative to, absolute; the working directory when absent. */
  readonly root?: string;
  /** How many things were looked at: `{environments: 3}`. */
  readonly checked: Readonly<Record<string, number>>;
  readonly suppressed?: { readonly ignored: number; readonly waived: number };
  /** Waivers that left something out; none when absent. */
  readonly waivers?: readonly AppliedWaiver[];
  /** Levels of rules, for the formats that list rules. */
  readonly settings?: WorkspaceSettings;
  /** What `rulesToList` gave; absent when the format is known to list no rules. */
  readonly rules?: readonly Rule[];
}

/** All rules with their words when the chosen format lists them; none otherwise, since loading them takes time. */
export async function rulesToList(options: ParsedArguments): Promise<readonly Rule[]> {
  if (formatOf(options) !== 'sarif') return [];
  return (await import('../check/all-rules.generated.ts')).rules;
}

/**
 * Writes findings to stdout in the chosen format, file names relative to the working directory, and answers with the exit code:
 * 1 when there is an error, or when there are more warnings than `maxWarnings` (absent means any number).
 */
export async function showReport(
  findings: Findings,
  options: ParsedArguments,
  io: Io,
  maxWarnings?: number,
): Promise<ExitCode> {
  const rename = (file: string): string => shownPath(resolve(findings.root ?? io.cwd, file), io.cwd);
  const sources = new Map([...findings.sources].map(([file, text]) => [rename(file), text]));
  const diagnostics = mergeDiagnostics(findings.diagnostics.map((diagnostic) => renameFiles(diagnostic, rename)));
  const waivers = (findings.waivers ?? []).map((applied) => renameWaiver(applied, rename));
  const reporter = await loadReporter(formatOf(options));
  const report = {
    diagnostics,
    waivers,
    sourceText: textsWithoutSecrets(sources, [...diagnostics, ...waivers.flatMap((applied) => applied.findings)]),
    checked: findings.checked,
    ...(findings.suppressed && { suppressed: findings.suppressed }),
  };
  const levels = findings.settings?.spec.rules ?? {};
  const leveled = (findings.rules ?? []).map((rule) => {
    const level = levels[rule.code];
    return level === undefined || level === 'off' ? rule : { ...rule, severity: level };
  });
  const { color, columns: width } = io.stdout;
  io.stdout.write(reporter(report, { color, width, rules: leveled, version: io.version }));
  return exitCodeOf(diagnostics, maxWarnings);
}

/** The chosen reporter's name. */
export function formatOf(options: ParsedArguments): ReportFormat {
  return reportFormats.find((format) => format === options.text('format')) ?? 'text';
}

function exitCodeOf(diagnostics: readonly Diagnostic[], maxWarnings = Number.POSITIVE_INFINITY): ExitCode {
  if (diagnostics.some(({ severity }) => severity === 'error')) return 1;
  return diagnostics.filter(({ severity }) => severity === 'warning').length > maxWarnings ? 1 : 0;
}

/** A waiver with its files, and those of what it covers, named anew. */
export function renameWaiver(applied: AppliedWaiver, rename: (file: string) => string): AppliedWaiver {
  const { location } = applied;
  const findings = applied.findings.map((diagnostic) => renameFiles(diagnostic, rename));
  return { ...applied, location: { ...location, file: rename(location.file) }, findings };
}

function renameFiles(diagnostic: Diagnostic, rename: (file: string) => string): Diagnostic {
  const { location, related } = diagnostic;
  const renamed = (place: Location): Location => ({ ...place, file: rename(place.file) });
  return {
    ...diagnostic,
    ...(location && { location: renamed(location) }),
    ...(related && { related: related.map((place) => ({ ...place, location: renamed(place.location) })) }),
  };
}
