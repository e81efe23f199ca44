import { createHash } from 'node:crypto';
import type { AppliedWaiver } from '../check/waivers.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { compareDiagnostics } from '../diagnostics/order.ts';
import type { Location } from '../diagnostics/range.ts';
import type { ReportedFailure } from './failure-reporters.ts';
import type { Report, Reporter, ReporterContext } from './reporter.ts';
import { createSpans, type Span } from './source-index.ts';
import { waiverReason } from './waiver-text.ts';

type Spans = (location: Location | undefined) => Span | undefined;

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * SARIF 2.1.0 for code scanning: file names relative to the working directory (`SRCROOT`), columns in UTF-16 code units,
 * and fingerprints that stay the same when lines move. What a waiver covers is a result with a suppression of kind `external`.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Reporter = (report, context) => {
  const found = findingsOf(report);
  const codes = [...new Set(found.map(({ diagnostic }) => diagnostic.code))].sort();
  const rules = context.rules.filter(({ code }) => codes.includes(code)).map(describeRule);
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
  const spans = createSpans(report);
  const fingerprint = createFingerprints(spans);
  // A log in which some results have `suppressions` has them in all: without, it would be unknown whether the others are suppressed.
  const hasWaivers = found.some(({ waiver }) => waiver !== undefined);
  const results = found.map(({ diagnostic, waiver }) => ({
    ruleId: diagnostic.code,
    ...(ruleIndexes.has(diagnostic.code) && { ruleIndex: ruleIndexes.get(diagnostic.code) }),
    level: levels[diagnostic.severity],
    message: { text: textOf(diagnostic) },
    locations: locationsOf(diagnostic, spans),
    ...relatedOf(diagnostic, spans),
    partialFingerprints: { primaryLocationLineHash: fingerprint(diagnostic) },
    ...(hasWaivers && { suppressions: waiver === undefined ? [] : [suppressionOf(waiver, spans)] }),
    properties: { args: diagnostic.args ?? {}, environments: diagnostic.environments ?? [] },
  }));
  return log(context.version, rules, { results });
};

/** A finding, with the waiver that covers it. */
interface Finding {
  readonly diagnostic: Diagnostic;
  readonly waiver?: AppliedWaiver;
}

/** All findings in one order, so that a fingerprint does not depend on what is waived. */
function findingsOf({ diagnostics, waivers = [] }: Report): readonly Finding[] {
  const found = diagnostics.map((diagnostic) => ({ diagnostic }));
  if (waivers.length === 0) return found;
  const waived = waivers.flatMap((waiver) => waiver.findings.map((diagnostic) => ({ diagnostic, waiver })));
  return [...found, ...waived].sort((a, b) => compareDiagnostics(a.diagnostic, b.diagnostic));
}

/** @see SARIF 2.1.0 § 3.35: `external` is what is kept elsewhere than in the source, `location` where that is. */
function suppressionOf(applied: AppliedWaiver, spans: Spans): object {
  return {
    kind: 'external',
    status: 'accepted',
    justification: waiverReason(applied),
    location: { physicalLocation: physical(applied.location, spans) },
  };
}

/** The log of a run that failed before it could check anything. */
export function sarifOfFailure({ code, message }: ReportedFailure, version: string): string {
  const notification = { level: 'error', descriptor: { id: code }, message: { text: message } };
  const invocation = { executionSuccessful: false, toolExecutionNotifications: [notification] };
  return log(version, [], { invocations: [invocation], results: [] });
}

function log(version: string, rules: readonly object[], run: object): string {
  const driver = { name: 'imprint', semanticVersion: version, rules };
  const document = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { description: { text: 'The directory imprint was run in' } } },
        ...run,
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function describeRule({ code, severity, summary, why, source }: ReporterContext['rules'][number]) {
  const help = `${why}\n\nSource: ${source}`;
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: levels[severity] },
  };
}

function textOf({ message, hint, address }: Diagnostic): string {
  const subject = address === undefined ? '' : ` (${address})`;
  return `${message}${subject}${hint === undefined ? '' : `. Hint: ${hint}`}`;
}

function locationsOf({ location, address }: Diagnostic, spans: Spans): object[] {
  const logical =
    address === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: address, kind: 'resource' }] };
  if (location === undefined) return address === undefined ? [] : [logical];
  return [{ physicalLocation: physical(location, spans), ...logical }];
}

function relatedOf({ related }: Diagnostic, spans: Spans): object {
  if (related === undefined || related.length === 0) return {};
  return {
    relatedLocations: related.map(({ message, location }, index) => ({
      id: index + 1,
      physicalLocation: physical(location, spans),
      message: { text: message },
    })),
  };
}

function physical(location: Location, spans: Spans): object {
  const span = spans(location);
  return {
    artifactLocation: { uri: uriOf(location.file), uriBaseId: 'SRCROOT' },
    ...(span && {
      region: {
        startLine: span.start.line,
        startColumn: span.start.utf16Column,
        endLine: span.end.line,
        endColumn: span.end.utf16Column,
      },
    }),
  };
}

/** A relative file name as URI reference; a first segment with a colon would read as a scheme. */
function uriOf(file: string): string {
  const uri = file
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return uri.replace(/^([^/]*)%3A/, './$1%3A');
}

/** Identity of a finding: code, file, resource and text of its line, and the how-manieth of these it is. */
function createFingerprints(spans: Spans): (diagnostic: Diagnostic) => string {
  const seen = new Map<string, number>();
  return (diagnostic) => {
    const span = spans(diagnostic.location);
    const line = span?.index.text.slice(...offsetsOf(span)).trim();
    const identity = JSON.stringify([
      diagnostic.code,
      diagnostic.location?.file,
      diagnostic.address,
      line ?? diagnostic.message,
    ]);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return `${createHash('sha256').update(identity).digest('hex').slice(0, 16)}:${count}`;
  };
}

function offsetsOf({ index, start }: Span): [number, number] {
  const { start: from, end } = index.lineRange(start.line);
  return [from, end];
}
