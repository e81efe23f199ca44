import type { ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import type { TraceStep, VerdictKind } from '../model.ts';
import type { Reading, ValuePath } from './readings.ts';
import { shownPath, shownReading } from './shown-value.ts';

/** A test of an instance: what it reads, and what it finds. No finding means it says nothing of the instance. */
export interface ConstraintTest {
  /** Attributes it reads, as documentation writes them. */
  readonly reads: readonly string[];
  readonly run: (subject: ConstraintSubject) => readonly ConstraintFinding[];
}

/** A finding about a reading, with the reading as its trace. */
export function findingAt(
  reading: Reading,
  verdict: VerdictKind,
  reason: string,
  more: { readonly remedy?: string; readonly name?: string } = {},
): ConstraintFinding {
  const text = more.name ?? shownPath(reading.path);
  return {
    verdict,
    reason,
    path: reading.path,
    trace: [{ text, value: shownReading(reading) }],
    ...(verdict === 'VIOLATION' && more.remedy !== undefined && { remedy: more.remedy }),
  };
}

/** A test that nothing in the instance decides. */
export function leftOpen(reason: string): ConstraintTest {
  return { reads: [], run: () => [finding('UNDECIDED', reason)] };
}

/** The finding that something is not known that would decide. */
export function undecidedAt(reading: Reading, name: string): ConstraintFinding {
  const why =
    reading.state !== 'unknown' || reading.value === undefined ? 'nothing is known of it' : 'known only after apply';
  return findingAt(reading, 'UNDECIDED', `${name} decides, and it is ${why}`, { name });
}

/** A finding about the instance as a whole. */
function finding(verdict: VerdictKind, reason: string, path: ValuePath = [], remedy?: string): ConstraintFinding {
  return { verdict, reason, path, ...(verdict === 'VIOLATION' && remedy !== undefined && { remedy }) };
}

const order: readonly VerdictKind[] = ['VIOLATION', 'UNDECIDED', 'PASS', 'NOT_APPLICABLE'];

/** The finding that counts of several about one instance: a violation before an open question before a pass; with the trace of all. */
export function worst(findings: readonly ConstraintFinding[]): ConstraintFinding | undefined {
  const [first] = [...findings].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return first === undefined ? undefined : { ...first, trace: traceOf(findings) };
}

/** The steps of several findings, each once. */
export function traceOf(findings: readonly ConstraintFinding[]): readonly TraceStep[] {
  const steps = findings.flatMap(({ trace = [] }) => trace);
  return [...new Map(steps.map((step) => [`${step.text}\n${step.value}`, step])).values()];
}
