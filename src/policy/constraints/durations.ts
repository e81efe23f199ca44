import type { ConstraintChecker, ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import { checkerOf, on } from './enforced.ts';
import { findingAt, undecidedAt } from './findings.ts';
import { isOpen } from './listed.ts';
import { type Reading, readingsAt } from './readings.ts';
import { scalarText, shownReading } from './shown-value.ts';

/** A checker of a list constraint whose values are least times; where several are listed the shortest counts. */
export function minimumDuration(type: string, path: string, unsetSeconds: number): ConstraintChecker {
  const run = (subject: ConstraintSubject): readonly ConstraintFinding[] => {
    const readings = readingsAt(subject.resource, path);
    if (isOpen(subject.decision)) return readings.map((one) => findingAt(one, 'PASS', 'every time is allowed'));
    const least = leastSeconds(subject);
    return readings.map((reading) => {
      if (least === undefined) return findingAt(reading, 'UNDECIDED', 'the values of the policy are not understood');
      return compareWith(least, reading, path, unsetSeconds);
    });
  };
  return checkerOf([on(type, { reads: [path], run })]);
}

function compareWith(least: number, reading: Reading, path: string, unsetSeconds: number): ConstraintFinding {
  if (reading.state === 'unknown') return undecidedAt(reading, path);
  const seconds = reading.state === 'unset' ? unsetSeconds : secondsIn(scalarText(reading.value) ?? '');
  if (seconds === undefined) return findingAt(reading, 'UNDECIDED', `${path} is not understood`);
  const verdict = seconds >= least ? 'PASS' : 'VIOLATION';
  const remedy = `set ${path} = "${least}s" or more`;
  return findingAt(
    reading,
    verdict,
    `${path} is ${shownReading(reading)}, and at least ${least} seconds are asked for`,
    { remedy },
  );
}

function leastSeconds({ decision }: ConstraintSubject): number | undefined {
  if (decision.kind !== 'list' || decision.denyAll || decision.allowAll || decision.denied.length > 0) return undefined;
  const all = decision.allowed.map(({ value }) => secondsIn(value));
  return all.length === 0 || all.includes(undefined) ? undefined : Math.min(...all.filter((one) => one !== undefined));
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** `30d`, `720h`, `2592000s`. */
function secondsIn(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text);
  const unit = units[match?.[2] ?? ''];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}
