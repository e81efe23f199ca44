import type { ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import { type ConstraintTest, traceOf, worst } from './findings.ts';

/** Violated where one of several tests is. */
export function allOf(...tests: readonly ConstraintTest[]): ConstraintTest {
  return { reads: readsOf(tests), run: (subject) => tests.flatMap(({ run }) => run(subject)) };
}

/** Violated where none of several tests is passed; what the last one finds is what is reported. */
export function anyOf(...tests: readonly ConstraintTest[]): ConstraintTest {
  return {
    reads: readsOf(tests),
    run: (subject) => {
      const found = tests.flatMap(({ run }) => worst(run(subject)) ?? []);
      const chosen =
        found.find(({ verdict }) => verdict === 'PASS') ??
        found.find(({ verdict }) => verdict === 'UNDECIDED') ??
        found.at(-1);
      return chosen === undefined ? [] : [{ ...chosen, trace: traceOf(found) }];
    },
  };
}

/** A test that only applies where another one passes. Where that is open, so is this, unless it is passed anyway. */
export function when(condition: ConstraintTest, test: ConstraintTest): ConstraintTest {
  return {
    reads: readsOf([condition, test]),
    run: (subject) => {
      const applies = worst(condition.run(subject));
      if (applies === undefined || applies.verdict === 'VIOLATION') return [];
      const found = test.run(subject);
      return applies.verdict === 'UNDECIDED' ? found.map((one) => (one.verdict === 'PASS' ? one : applies)) : found;
    },
  };
}

/** A test that only applies where another one is violated. */
export function unless(condition: ConstraintTest, test: ConstraintTest): ConstraintTest {
  return when(negated(condition), test);
}

function negated({ reads, run }: ConstraintTest): ConstraintTest {
  const flip = (found: ConstraintFinding): ConstraintFinding => {
    if (found.verdict === 'VIOLATION') return { ...found, verdict: 'PASS' };
    return found.verdict === 'PASS' ? { ...found, verdict: 'VIOLATION' } : found;
  };
  return {
    reads,
    run: (subject: ConstraintSubject) => {
      const found = worst(run(subject));
      return found === undefined ? [] : [flip(found)];
    },
  };
}

function readsOf(tests: readonly ConstraintTest[]): readonly string[] {
  return [...new Set(tests.flatMap(({ reads }) => reads))];
}
