import type { ConstraintSubject } from '../constraints.ts';
import { type ConstraintTest, worst } from './findings.ts';
import type { Asked, AskedOf } from './listed.ts';
import { projectById, projectNamedAt } from './projects.ts';
import { type AttributePath, type Reading, readingsAt } from './readings.ts';
import { pathText, scalarText } from './shown-value.ts';

/** How an attribute becomes the value that policies speak of. */
export interface ValueRule {
  /** The value that holds when nothing is written; or what that means; default: nothing is asked. */
  readonly unset?: { readonly value: string } | 'violates' | 'skips';
  /** The policy's value for a text: spelled by a table, or computed; undefined: the text needs no leave. Default: the text as it is. */
  readonly as?: Readonly<Record<string, string>> | ((text: string, subject: ConstraintSubject) => string | undefined);
}

/** Asks about the text of an attribute, or of each element of a list. */
export function valueAt(path: AttributePath, { unset = 'skips', as }: ValueRule = {}): AskedOf {
  const name = pathText(path);
  return {
    reads: [name],
    ask: (subject) =>
      readingsAt(subject.resource, path).flatMap((reading): Asked[] => {
        if (reading.state === 'unknown') return [maybeAsked(reading, name, unset, as)];
        if (reading.state === 'unset') return unsetAsked(reading, name, unset);
        const text = scalarText(reading.value);
        if (text === undefined) return [unknownAsked(reading, name)];
        return knownAsked(reading, text, as, subject);
      }),
  };
}

/** Asks about the project of what an attribute names, which must be written. */
export function askProjectOrUnset(path: AttributePath, remedy: string): AskedOf {
  const named = projectAt(path);
  const name = pathText(path);
  return {
    reads: named.reads,
    ask: (subject) => [
      ...readingsAt(subject.resource, path)
        .filter(({ state }) => state === 'unset')
        .map(
          (reading): Asked => ({ kind: 'none', verdict: 'VIOLATION', reading, reason: `${name} is not set`, remedy }),
        ),
      ...named.ask(subject),
    ],
  };
}

/** Asks about the project of what an attribute names. */
export function projectAt(path: AttributePath): AskedOf {
  const name = pathText(path);
  return {
    reads: [name],
    ask: (subject) =>
      readingsAt(subject.resource, path).flatMap((reading): Asked[] => {
        if (reading.state === 'unset') return [];
        const project = projectNamedAt(reading, subject);
        if (project === undefined) return [openAsked(reading, `the project of ${name}`)];
        return [{ kind: 'value', value: projectById(project, subject.hierarchy), reading }];
      }),
  };
}

/** What is asked only where a test is passed; where that is open, a refusal is an open question too. */
export function askWhen(condition: ConstraintTest, asked: AskedOf): AskedOf {
  return {
    reads: [...new Set([...condition.reads, ...asked.reads])],
    ask: (subject) => {
      const applies = worst(condition.run(subject))?.verdict;
      if (applies === undefined || applies === 'VIOLATION') return [];
      const all = asked.ask(subject);
      if (applies === 'PASS') return all;
      return all.map((one) =>
        one.kind === 'value' ? { ...one, isOpen: true } : openAsked(one.reading, condition.reads.join(', ')),
      );
    },
  };
}

/** Asks about the project the resource is made in. */
export const ownProject: AskedOf = {
  reads: ['project'],
  ask: ({ resource, project }) => {
    const [reading = { state: 'unset', path: ['project'] }] = readingsAt(resource, 'project');
    return [project === undefined ? unknownAsked(reading, 'project') : { kind: 'value', value: project, reading }];
  },
};

/** Leaves open what an instance asks, for a reason. */
export function openAsk(reason: string): AskedOf {
  return { reads: [], ask: () => [{ kind: 'unknown', isOpen: true, reason, reading: { state: 'unset', path: [] } }] };
}

/** Asks about one value, whatever the resource says. */
export function always(value: string): AskedOf {
  return { reads: [], ask: () => [{ kind: 'value', value, reading: { state: 'unset', path: [] } }] };
}

/** Fine where a block is written; where it is not, nothing that policies list holds. */
export function writtenBlock(path: AttributePath): AskedOf {
  const name = pathText(path);
  return {
    reads: [name],
    ask: ({ resource }) =>
      readingsAt(resource, path).map((reading): Asked => {
        if (reading.state === 'unknown') return openAsked(reading, name);
        if (reading.state === 'known') return { kind: 'none', verdict: 'PASS', reading, reason: `${name} is set` };
        return { kind: 'none', verdict: 'VIOLATION', reading, reason: `${name} is not set`, remedy: `set ${name}` };
      }),
  };
}

/** What several ask. */
export function askAll(...all: readonly AskedOf[]): AskedOf {
  return {
    reads: [...new Set(all.flatMap(({ reads }) => reads))],
    ask: (subject) => all.flatMap(({ ask }) => ask(subject)),
  };
}

/** Whether there is a question is only known after apply. */
export function openAsked(reading: Reading, name: string): Asked {
  return { ...unknownAsked(reading, name), isOpen: true };
}

/** A question that only what is known after apply answers. */
export function unknownAsked(reading: Reading, name: string): Extract<Asked, { kind: 'unknown' }> {
  return { kind: 'unknown', reading, reason: `${name} decides, and it is not known before apply` };
}

/** An unknown value may turn out to be one that asks nothing. */
function maybeAsked(
  reading: Reading,
  name: string,
  unset: NonNullable<ValueRule['unset']>,
  as: ValueRule['as'],
): Asked {
  return unset === 'skips' || typeof as === 'function' ? openAsked(reading, name) : unknownAsked(reading, name);
}

function unsetAsked(reading: Reading, name: string, unset: NonNullable<ValueRule['unset']>): Asked[] {
  if (unset === 'skips') return [];
  if (unset === 'violates') {
    return [{ kind: 'none', verdict: 'VIOLATION', reading, reason: `${name} is not set` }];
  }
  return [{ kind: 'value', value: unset.value, reading }];
}

function knownAsked(reading: Reading, text: string, as: ValueRule['as'], subject: ConstraintSubject): Asked[] {
  if (as === undefined) return [{ kind: 'value', value: text, reading }];
  const value = typeof as === 'function' ? as(text, subject) : (as[text] ?? as[text.toUpperCase()]);
  if (value !== undefined) return [{ kind: 'value', value, reading }];
  if (typeof as === 'function') return [{ kind: 'none', verdict: 'PASS', reading, reason: 'nothing is asked for' }];
  // A spelling the table does not have is not known to be allowed.
  return [{ kind: 'value', value: text, reading }];
}
