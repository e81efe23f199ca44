import type { ConstraintChecker, ConstraintSubject } from '../constraints.ts';
import { checkerOf, on } from './enforced.ts';
import { findingAt, undecidedAt } from './findings.ts';
import { type AttributePath, readingsAt } from './readings.ts';
import { pathText, scalarText, shownReading } from './shown-value.ts';

/** A checker of a managed constraint that allows what one of its parameters lists. */
export function allowedByParameter(
  types: string,
  path: AttributePath,
  parameter: string,
  fits: (text: string, entry: string) => boolean,
): ConstraintChecker {
  const name = pathText(path);
  const run = (subject: ConstraintSubject) => {
    const allowed = parameterOf(subject, parameter);
    return readingsAt(subject.resource, path).map((reading) => {
      if (allowed === undefined) return findingAt(reading, 'PASS', 'the constraint is not enforced here', { name });
      const text = reading.state === 'known' ? scalarText(reading.value) : undefined;
      if (text === undefined) return undecidedAt(reading, name);
      const isAllowed = allowed.some((entry) => fits(text, entry));
      const remedy = `use one that ${parameter} of the policy allows: ${allowed.join(', ')}`;
      return findingAt(reading, isAllowed ? 'PASS' : 'VIOLATION', `${name} is ${shownReading(reading)}`, { remedy });
    });
  };
  return checkerOf([on(types, { reads: [name], run })]);
}

/** Texts of a parameter; undefined where the constraint is not enforced. */
function parameterOf({ decision }: ConstraintSubject, parameter: string): readonly string[] | undefined {
  if (decision.kind === 'default' && decision.allows) return undefined;
  if (decision.kind !== 'boolean') return [];
  if (!decision.enforced) return undefined;
  const value = decision.parameters[parameter];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
