import picocolors from 'picocolors';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import { codeFrame, gutterWidth } from './code-frame.ts';
import { printable } from './printable.ts';
import type { Report, Reporter } from './reporter.ts';
import { createSpans, type Span } from './source-index.ts';
import { countSeverities, countWords } from './summary.ts';
import { waiverReason, waiverSubject } from './waiver-text.ts';

type Colors = ReturnType<typeof picocolors.createColors>;
type Spans = (location: Location | undefined) => Span | undefined;

/** For people: each diagnostic with the lines it speaks of, related places and a hint; then applied waivers; a closing line counts. */
export const text: Reporter = (report, context) => {
  const colors = picocolors.createColors(context.color);
  const spans = createSpans(report);
  const surroundings = { colors, width: context.width, environments: report.checked['environments'] ?? 0 };
  const blocks = report.diagnostics.map((diagnostic) => block(diagnostic, spans, surroundings));
  return `${[...blocks, ...waiverBlock(report, spans, colors), closing(report, colors)].join('\n\n')}\n`;
};

function waiverBlock({ waivers = [] }: Report, spans: Spans, colors: Colors): readonly string[] {
  if (waivers.length === 0) return [];
  const lines = waivers.flatMap((applied) => [
    `  ${printable(waiverSubject(applied))}`,
    `    ${colors.blue('-->')} ${placeOf(applied.location, spans(applied.location))} ${printable(waiverReason(applied))}`,
  ]);
  return [[colors.bold('waived:'), ...lines].join('\n')];
}

interface Surroundings {
  readonly colors: Colors;
  readonly width: number;
  /** How many environments were checked. */
  readonly environments: number;
}

function block(diagnostic: Diagnostic, spans: Spans, { colors, width, environments }: Surroundings): string {
  const { code, severity, message, location, related = [], hint, address } = diagnostic;
  const paint = severityColor(severity, colors);
  const places = [location, ...related.map((place) => place.location)].map(spans);
  const gutter = Math.max(1, ...places.map((span) => (span === undefined ? 1 : gutterWidth(span))));
  const note = (label: string, content: string): string =>
    `${' '.repeat(gutter)} ${colors.blue('=')} ${colors.bold(`${label}:`)} ${printable(content)}`;
  const draw = { gutter, colors, width };
  return [
    `${paint(`${severity}[${code}]`)}${colors.bold(`: ${printable(message)}`)}`,
    ...(location === undefined ? [] : placeLines(location, places[0], { ...draw, mark: '^', paint })),
    ...(address === undefined ? [] : [note('resource', address)]),
    ...environmentNote(diagnostic, environments).map((content) => note('note', content)),
    ...related.flatMap((place, index) => [
      `${' '.repeat(gutter)} ${colors.blue('=')} ${colors.bold('note:')} ${printable(place.message)}`,
      ...placeLines(place.location, places[index + 1], { ...draw, mark: '-', paint: colors.blue }),
    ]),
    ...(hint === undefined ? [] : [note('hint', hint)]),
  ].join('\n');
}

/** Says in which environments something was found, where that is neither all of them nor plain from the file's name. */
function environmentNote({ environments = [], location }: Diagnostic, checked: number): string[] {
  const [first] = environments;
  if (first === undefined || environments.length >= checked) return [];
  const shortName = first.slice(first.lastIndexOf('/') + 1);
  if (environments.length === 1 && /([^/]*)\.ya?ml$/.exec(location?.file ?? '')?.[1] === shortName) return [];
  const named = environments.slice(0, 3).join(', ');
  return [`found in ${environments.length > 3 ? `${named} and ${environments.length - 3} more environments` : named}`];
}

interface PlaceStyle {
  readonly gutter: number;
  readonly width: number;
  readonly colors: Colors;
  readonly mark: '^' | '-';
  readonly paint: (text: string) => string;
}

function placeLines(
  location: Location,
  span: Span | undefined,
  { gutter, width, colors, mark, paint }: PlaceStyle,
): string[] {
  const arrow = `${' '.repeat(gutter)}${colors.blue('-->')} ${placeOf(location, span)}`;
  if (span === undefined) return [arrow];
  return [arrow, ...codeFrame(span, { width, gutter, mark, dim: colors.blue, highlight: paint })];
}

function placeOf({ file }: Location, span: Span | undefined): string {
  return `${printable(file)}${span === undefined ? '' : `:${span.start.line}:${span.start.column}`}`;
}

function closing(report: Report, colors: Colors): string {
  const { errors, warnings, infos } = countSeverities(report.diagnostics);
  const found = countWords({ errors, warnings, infos });
  const checked = countWords(report.checked);
  const { ignored = 0, waived = 0 } = report.suppressed ?? {};
  const left = [ignored > 0 ? `${ignored} ignored` : '', waived > 0 ? `${waived} waived` : '']
    .filter((part) => part !== '')
    .join(', ');
  const where = `${checked === '' ? '' : ` in ${checked}`}${left === '' ? '' : ` (${left})`}`;
  if (found === '') return checked === '' ? 'Nothing to check' : `${colors.green('No faults')}${where}`;
  return `${severityColor(errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'info', colors)(found)}${where}`;
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  const color = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return (content) => colors.bold(color(content));
}
