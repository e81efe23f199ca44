import { forbids, forbidsPresence, requires } from './attribute-tests.ts';
import { allOf, when } from './combine-tests.ts';
import type { ConstraintTest } from './findings.ts';
import type { AskedOf } from './listed.ts';

/** A test whose violations are warnings: it is not documented that Google enforces the constraint there. */
export function likely({ reads, run }: ConstraintTest): ConstraintTest {
  return { reads, run: (subject) => run(subject).map((found) => ({ ...found, certainty: 'likely' })) };
}

/**
 * Violated where a metadata key has one of some values, or any at all. With `isItem` of the resource type that holds one key of the
 * project's metadata.
 */
export function metadataForbids(
  key: string,
  values: readonly string[] | 'any',
  remedy: string,
  { isItem = false }: { readonly isItem?: boolean } = {},
): ConstraintTest {
  const path = isItem ? 'value' : ['metadata', key];
  const test = values === 'any' ? forbidsPresence(path, remedy) : forbids(path, values, { unset: 'passes', remedy });
  return isItem ? when(requires('key', [key], { unset: 'passes', remedy }), test) : allOf(test);
}

/** Questions whose refusals are warnings. */
export function likelyAsked({ reads, ask }: AskedOf): AskedOf {
  return { reads, ask: (subject) => ask(subject).map((one) => ({ ...one, certainty: 'likely' })) };
}
