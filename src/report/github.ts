import type { AppliedWaiver } from '../check/waivers.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import type { Reporter } from './reporter.ts';
import { createSpans, type Span } from './source-index.ts';
import { waiverReason, waiverSubject } from './waiver-text.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands, which GitHub Actions shows as annotations at the lines of a pull request. Lines of waived findings get none;
 * there is one notice for each waiver, at its place in `imprint.yaml`.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Reporter = (report) => {
  const spans = createSpans(report);
  const found = report.diagnostics.map((diagnostic) =>
    githubCommand(
      commands[diagnostic.severity],
      propertiesOf(diagnostic.code, diagnostic.location, spans(diagnostic.location)),
      textOf(diagnostic),
    ),
  );
  const waived = (report.waivers ?? []).map((one) => notice(one, spans(one.location)));
  return [...found, ...waived].join('');
};

function notice(applied: AppliedWaiver, span: Span | undefined): string {
  const text = `${waiverSubject(applied)} waived ${waiverReason(applied)}`;
  return githubCommand('notice', propertiesOf('waiver', applied.location, span), text);
}

/** One workflow command, escaped, with its newline. Empty properties are left out. */
export function githubCommand(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeData(message)}\n`;
}

/** GitHub counts columns from 1; its end column, like its end line, is the last one that belongs to the range. */
function propertiesOf(
  title: string,
  location: Location | undefined,
  span: Span | undefined,
): Record<string, string | number | undefined> {
  if (span === undefined) return { file: location?.file, title };
  const { start, end } = span;
  // A range that ends with its line's break ends on that line.
  const endLine = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  const columns =
    endLine === start.line ? { col: start.column, endColumn: Math.max(start.column, end.column - 1) } : {};
  return { file: location?.file, line: start.line, endLine, ...columns, title };
}

function textOf({ message, hint, address }: Diagnostic): string {
  const subject = address === undefined ? '' : ` (${address})`;
  return `${message}${subject}${hint === undefined ? '' : `\nhint: ${hint}`}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
