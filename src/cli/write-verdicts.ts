import { resolve } from 'node:path';
import type { AppliedWaiver } from '../check/waivers.ts';
import type { Position } from '../diagnostics/line-index.ts';
import type { Location } from '../diagnostics/range.ts';
import type { Verdict, VerdictKind } from '../policy/model.ts';
import { isRefusal } from '../policy/verdicts/verdict-diagnostics.ts';
import { waiversAsJson } from '../report/json.ts';
import { createSpans, type Span } from '../report/source-index.ts';
import type { AcceptedVerdicts } from './accept-verdicts.ts';
import type { CheckedSubject } from './check-subjects.ts';
import type { ExitCode, Io } from './command.ts';
import { renameWaiver } from './show-report.ts';
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

/** Writes all verdicts as one JSON document, and answers with 1 when the service would refuse something that nobody accepted. */
export function writeVerdicts(
  checked: readonly CheckedSubject[],
  accepted: AcceptedVerdicts,
  files: VerdictFiles,
  io: Io,
): ExitCode {
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
      ...acceptance(verdict, accepted),
    })),
  );
  const all = checked.flatMap((one) => one.verdicts);
  const { suppressed } = accepted;
  const waivers = describeWaivers(accepted.waivers, files);
  const document = { formatVersion: 1, summary: summaryOf(all), suppressed, waivers, verdicts };
  io.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  return all.some((verdict) => isRefusal(verdict) && accepted.acceptedBy(verdict) === undefined) ? 1 : 0;
}

/** Only what was accepted says so. */
function acceptance(verdict: Verdict, { acceptedBy }: AcceptedVerdicts): object {
  const by = acceptedBy(verdict);
  return by === undefined ? {} : { acceptedBy: by };
}

/** Waivers as the report of `imprint validate` describes them. */
function describeWaivers(waivers: readonly AppliedWaiver[], { sources, root, cwd }: VerdictFiles): readonly object[] {
  const shown = waivers.map((applied) => renameWaiver(applied, (file) => shownPath(resolve(root, file), cwd)));
  const texts = new Map([...sources].map(([file, text]) => [shownPath(resolve(root, file), cwd), text]));
  return waiversAsJson(shown, createSpans({ sourceText: (file) => texts.get(file) }));
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
