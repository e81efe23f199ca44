import type { AppliedWaiver } from '../check/waivers.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Position } from '../diagnostics/line-index.ts';
import type { Location } from '../diagnostics/range.ts';
import type { Reporter } from './reporter.ts';
import { createSpans, type Span } from './source-index.ts';
import { countSeverities } from './summary.ts';

type Spans = (location: Location | undefined) => Span | undefined;

/** One JSON document, as `schemas/report.schema.json` describes it: columns in grapheme clusters, `byte` in UTF-8. */
export const json: Reporter = (report) => {
  const spans = createSpans(report);
  const document = {
    formatVersion: 1,
    summary: countSeverities(report.diagnostics),
    checked: report.checked,
    suppressed: report.suppressed ?? { ignored: 0, waived: 0 },
    waivers: waiversAsJson(report.waivers ?? [], spans),
    diagnostics: report.diagnostics.map((diagnostic) => describe(diagnostic, spans)),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};

/** Waivers as `schemas/report.schema.json` describes them. */
export function waiversAsJson(waivers: readonly AppliedWaiver[], spans: Spans): readonly object[] {
  return waivers.map(({ waiver, location, findings }) => ({
    ...waiver,
    location: describeLocation(location, spans),
    findings: findings.map((diagnostic) => describe(diagnostic, spans)),
  }));
}

function describe(diagnostic: Diagnostic, spans: Spans): object {
  const { code, severity, message, location, address, related, hint, args, environments } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(location && { location: describeLocation(location, spans) }),
    ...(address !== undefined && { address }),
    ...(hint !== undefined && { hint }),
    args: args ?? {},
    environments: environments ?? [],
    related: (related ?? []).map((place) => ({
      message: place.message,
      location: describeLocation(place.location, spans),
    })),
  };
}

function describeLocation(location: Location, spans: Spans): object {
  const span = spans(location);
  return {
    file: location.file,
    ...(location.pointer !== undefined && { pointer: location.pointer }),
    ...(span && { range: { start: describePosition(span.start), end: describePosition(span.end) } }),
  };
}

function describePosition({ line, column, byte }: Position): object {
  return { line, column, byte };
}
