import type { ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import { type ConstraintTest, findingAt, undecidedAt } from './findings.ts';
import { type AttributePath, type Reading, readingsAt } from './readings.ts';
import { isCertainlySet } from './references.ts';
import { pathText, scalarText, shownReading } from './shown-value.ts';

/** What a missing attribute means: the value the API falls back to is forbidden, or allowed, or nothing is tested. */
export type Unset = 'violates' | 'passes' | 'skips';

/** How a value is tested. */
export interface AttributeRule {
  readonly unset: Unset;
  /** What to do about a violation, imperative. */
  readonly remedy: string;
}

type Tester = (text: string | undefined, reading: Extract<Reading, { state: 'known' }>) => boolean;

/** Violated where an attribute has one of some values; texts are compared without regard to case. */
export function forbids(path: AttributePath, values: readonly string[], rule: AttributeRule): ConstraintTest {
  const forbidden = new Set(values.map((value) => value.toLowerCase()));
  return attributeTest(path, rule, (text) => text !== undefined && !forbidden.has(text.toLowerCase()));
}

/** Violated where an attribute has none of some values. */
export function requires(path: AttributePath, values: readonly string[], rule: AttributeRule): ConstraintTest {
  const required = new Set(values.map((value) => value.toLowerCase()));
  return attributeTest(path, rule, (text) => text !== undefined && required.has(text.toLowerCase()));
}

/** Violated where a test of the text fails. */
export function satisfies(path: AttributePath, isFine: (text: string) => boolean, rule: AttributeRule): ConstraintTest {
  return attributeTest(path, rule, (text) => text !== undefined && isFine(text));
}

/** Violated where no element of a list is a value. */
export function anyElement(path: AttributePath, value: string, remedy: string): ConstraintTest {
  const name = pathText(path);
  return {
    reads: [name],
    run: ({ resource }) => {
      const readings = readingsAt(resource, path);
      const found = readings.find((one) => one.state === 'known' && scalarText(one.value) === value);
      if (found !== undefined) return [findingAt(found, 'PASS', `${name} has ${value}`)];
      const open = readings.find(({ state }) => state === 'unknown');
      if (open !== undefined) return [undecidedAt(open, name)];
      return readings
        .slice(0, 1)
        .map((one) => findingAt(one, 'VIOLATION', `${name} does not have ${value}`, { remedy, name }));
    },
  };
}

/** Violated where an attribute or block is written. An empty text counts as nothing written. */
export function forbidsPresence(path: AttributePath, remedy: string): ConstraintTest {
  return presenceTest(path, { forbidden: true, remedy });
}

/** Violated where an attribute or block is not written. */
export function requiresPresence(path: AttributePath, remedy: string): ConstraintTest {
  return presenceTest(path, { forbidden: false, remedy });
}

/** Violated by every instance: what the constraint forbids is the resource itself. */
export function forbidsResource(what: string, remedy: string): ConstraintTest {
  return {
    reads: [],
    run: ({ resource }) => [
      { verdict: 'VIOLATION', reason: what, remedy, path: [], trace: [{ text: resource.address, value: 'created' }] },
    ],
  };
}

function attributeTest(path: AttributePath, { unset, remedy }: AttributeRule, isFine: Tester): ConstraintTest {
  const name = pathText(path);
  return {
    reads: [name],
    run: ({ resource }) =>
      readingsAt(resource, path).flatMap((reading): ConstraintFinding[] => {
        if (reading.state === 'unknown') return [undecidedAt(reading, name)];
        if (reading.state === 'unset') return unsetFinding(reading, name, unset, remedy);
        const verdict = isFine(scalarText(reading.value), reading) ? 'PASS' : 'VIOLATION';
        return [findingAt(reading, verdict, `${name} is ${shownReading(reading)}`, { remedy })];
      }),
  };
}

function unsetFinding(reading: Reading, name: string, unset: Unset, remedy: string): ConstraintFinding[] {
  switch (unset) {
    case 'skips':
      return [];
    case 'passes':
      return [findingAt(reading, 'PASS', `${name} is not set, and what holds then is allowed`, { name })];
    case 'violates':
      return [
        findingAt(reading, 'VIOLATION', `${name} is not set, and what holds then is not allowed`, { remedy, name }),
      ];
  }
}

function presenceTest(
  path: AttributePath,
  { forbidden, remedy }: { readonly forbidden: boolean; readonly remedy: string },
): ConstraintTest {
  const name = pathText(path);
  const [whenSet, whenNot] = forbidden ? (['VIOLATION', 'PASS'] as const) : (['PASS', 'VIOLATION'] as const);
  return {
    reads: [name],
    run: (subject) =>
      readingsAt(subject.resource, path).map((reading) => {
        const isSet = presenceOf(reading, subject);
        if (isSet === undefined) return undecidedAt(reading, name);
        const reason = isSet ? `${name} is set` : `${name} is not set`;
        return findingAt(reading, isSet ? whenSet : whenNot, reason, { remedy, name });
      }),
  };
}

/** Whether something stands there; undefined when that is not known. */
export function presenceOf(reading: Reading, subject: ConstraintSubject): boolean | undefined {
  switch (reading.state) {
    case 'unset':
      return false;
    case 'unknown':
      return isCertainlySet(reading, subject) ? true : undefined;
    case 'known':
      return scalarText(reading.value) !== '';
  }
}
