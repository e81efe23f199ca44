import { resolve } from 'node:path';
import type { Position } from '../diagnostics/line-index.ts';
import type { Location } from '../diagnostics/range.ts';
import type { Verdict, VerdictKind } from '../policy/model.ts';
import { isRefusal } from '../policy/verdicts/verdict-diagnostics.ts';
import { createSpans, type Span } from '../report/source-index.ts';
import type { CheckedSubject } from './check-subjects.ts';
import type { ExitCode, Io } from './command.ts';
import { shownPath } from './shown-path.ts';

/** Where the files of verdicts are. */
export interface VerdictFiles {
  readonly sources: ReadonlyMap<string, string>;
  /** Folder that file names are relative to, absolute. */
  readonly root: string;
  readonly cwd: string;
}

/** Describes places for programs: files relative to the working directory, lines and columns from 1. */
export function placeWriter({ sources, root, cwd }: VerdictFiles): (location: Location | undefined) => object | null {
  const rename = (file: string): string => shownPath(resolve(root, file), cwd);
  const spans = createSpans({ sourceText: (file) => sources.get(file) });
  return (location) => {
    if (location === undefined) return null;
    const span = spans(location);
    const { file, pointer } = location;
    return {
      file: rename(file),
      ...(pointer !== undefined && { pointer }),
      ...(span && { range: describeSpan(span) }),
    };
  };
}

/** Describes places for people: `infra/main.tf:7:14`; nothing for none. */
export function placeText({ sources, root, cwd }: VerdictFiles): (location: Location | undefined) => string {
  const spans = createSpans({ sourceText: (file) => sources.get(file) });
  return (location) => {
    if (location === undefined) return '';
    const file = shownPath(resolve(root, location.file), cwd);
    const start = spans(location)?.start;
    return start === undefined ? file : `${file}:${start.line}:${start.column}`;
  };
}

/** Writes all verdicts as one JSON document, and answers with 1 when the service would refuse something. */
export function writeVerdicts(checked: readonly CheckedSubject[], files: VerdictFiles, io: Io): ExitCode {
  const place = placeWriter(files);
  const verdicts = checked.flatMap(({ subject, verdicts: own, placeOf }) =>
    own.map((verdict) => ({
      constraint: verdict.constraint,
      mode: verdict.mode,
      module: subject.name,
      address: verdict.address ?? null,
      resourceType: verdict.resourceType ?? null,
      verdict: verdict.verdict,
      reason: verdict.reason,
      decidedBy: place(verdict.decidedBy),
      trace: verdict.trace,
      location: place(placeOf(verdict)?.location),
    })),
  );
  const all = checked.flatMap((one) => one.verdicts);
  const document = { formatVersion: 1, summary: summaryOf(all), verdicts };
  io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return all.some(isRefusal) ? 1 : 0;
}

function summaryOf(verdicts: readonly Verdict[]): object {
  const count = (mode: Verdict['mode'], kind: VerdictKind): number =>
    verdicts.filter((one) => one.mode === mode && one.verdict === kind).length;
  const ofMode = (mode: Verdict['mode']): object => ({
    violations: count(mode, 'VIOLATION'),
    passes: count(mode, 'PASS'),
    undecided: count(mode, 'UNDECIDED'),
    notApplicable: count(mode, 'NOT_APPLICABLE'),
  });
  return { live: ofMode('live'), dryRun: ofMode('dryRun') };
}

function describeSpan({ start, end }: Span): object {
  const position = ({ line, column, byte }: Position): object => ({ line, column, byte });
  return { start: position(start), end: position(end) };
}
