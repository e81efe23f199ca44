import type { ConstraintChecker, ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import { decideValue } from '../effective/decide-value.ts';
import { matchEntry } from '../effective/matches-value.ts';
import type { EffectiveDecision } from '../model.ts';
import { checkerOf, type TypesTest } from './enforced.ts';
import { type ConstraintTest, findingAt } from './findings.ts';
import type { Reading } from './readings.ts';
import { shownPath } from './shown-value.ts';

/** What a list constraint is asked about one instance. */
export type Asked =
  /** Is this value allowed? */
  | {
      readonly kind: 'value';
      readonly value: string;
      readonly reading: Reading;
      readonly remedy?: string;
      readonly notation?: 'text' | 'locations' /** Whether it is asked is not known: a refusal is an open question. */;
      readonly isOpen?: true;
      readonly certainty?: 'likely';
    }
  /** Something that may be any value; with `isOpen` it is not even known whether something is asked. */
  | {
      readonly kind: 'unknown';
      readonly reading: Reading;
      readonly reason: string;
      readonly isOpen?: true;
      readonly certainty?: 'likely';
    }
  /** Something that no list of values allows or refuses: decided wherever some values are not allowed. */
  | {
      readonly kind: 'none';
      readonly verdict: 'VIOLATION' | 'PASS';
      readonly reading: Reading;
      readonly reason: string;
      readonly remedy?: string;
      readonly certainty?: 'likely';
    };

/** What a type's instances ask of a list constraint. */
export interface AskedOf {
  readonly reads: readonly string[];
  readonly ask: (subject: ConstraintSubject) => readonly Asked[];
}

/** A checker of a list constraint: every value that the instances ask about must be allowed. */
export function listed(...rows: readonly (readonly [types: string | readonly string[], AskedOf])[]): ConstraintChecker {
  return checkerOf(rows.map(([types, asked]) => listTest(types, asked)));
}

function listTest(types: string | readonly string[], { reads, ask }: AskedOf): TypesTest {
  const test: ConstraintTest = {
    reads,
    run: (subject) =>
      ask(subject).map((one) => ({
        ...decide(one, subject),
        ...(one.certainty !== undefined && { certainty: one.certainty }),
      })),
  };
  return { types: typeof types === 'string' ? [types] : types, test };
}

function decide(asked: Asked, subject: ConstraintSubject): ConstraintFinding {
  const { reading } = asked;
  const name = shownPath(reading.path);
  switch (asked.kind) {
    case 'none': {
      const verdict = asked.verdict === 'PASS' || isOpen(subject.decision) ? 'PASS' : refusalOf(subject.decision);
      return findingAt(reading, verdict, asked.reason, {
        name,
        ...(asked.remedy !== undefined && { remedy: asked.remedy }),
      });
    }
    case 'unknown': {
      const isRefused = asked.isOpen !== true && isClosed(subject.decision);
      const verdict = isRefused ? 'VIOLATION' : isOpen(subject.decision) ? 'PASS' : 'UNDECIDED';
      return findingAt(reading, verdict, asked.reason, { name });
    }
    case 'value':
      return decideKnown(asked, subject);
  }
}

function decideKnown(
  asked: Extract<Asked, { kind: 'value' }>,
  { decision, hierarchy }: ConstraintSubject,
): ConstraintFinding {
  const { reading, value, remedy, notation = 'text' } = asked;
  const { answer, reason } = decideValue(decision, (entry) => matchEntry(value, entry, hierarchy, notation));
  const isSecret = reading.state === 'known' && reading.value.sensitive === true;
  const name = shownPath(reading.path);
  const about = { name, remedy: remedy ?? allowedValues(decision) };
  if (asked.isOpen === true && answer === 'denied')
    return findingAt(reading, 'UNDECIDED', `${name} decides, and it is not known before apply`, { name });
  return findingAt(reading, verdicts[answer], `${isSecret ? 'the sensitive value' : `"${value}"`} ${reason}`, about);
}

/** What becomes of something that is none of the values: refused where only some values are allowed, open where some are denied. */
function refusalOf(decision: EffectiveDecision): 'VIOLATION' | 'UNDECIDED' {
  const isRefused = isClosed(decision) || (decision.kind === 'list' && decision.allowed.length > 0);
  return isRefused ? 'VIOLATION' : 'UNDECIDED';
}

const verdicts = { allowed: 'PASS', denied: 'VIOLATION', undecided: 'UNDECIDED' } as const;

/** Whether every value is allowed. */
export function isOpen(decision: EffectiveDecision): boolean {
  if (decision.kind === 'default') return decision.allows;
  if (decision.kind !== 'list' || decision.denyAll || decision.denied.length > 0) return false;
  return decision.allowAll || decision.allowed.length === 0;
}

/** Whether no value is allowed. */
function isClosed(decision: EffectiveDecision): boolean {
  return decision.kind === 'default' ? !decision.allows : decision.kind === 'list' && decision.denyAll;
}

const mostShown = 8;

function allowedValues(decision: EffectiveDecision): string {
  if (decision.kind !== 'list' || decision.denyAll)
    return 'no value is allowed here: ask for the policy to be changed, or leave the resource out';
  const shown = decision.allowed.map(({ form, value }) => (form === 'is' ? value : `${form}:${value}`));
  if (shown.length === 0) return `use a value that is not denied`;
  const more = shown.length > mostShown ? `, … (${shown.length} in all)` : '';
  return `use one that is allowed: ${shown.slice(0, mostShown).join(', ')}${more}`;
}
