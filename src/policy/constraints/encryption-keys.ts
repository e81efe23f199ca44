import type { ConstraintChecker } from '../constraints.ts';
import { askAll, projectAt } from './asked-values.ts';
import { presenceOf } from './attribute-tests.ts';
import { type KeyAttribute, keyAttributes, otherKeyAttributes } from './key-attributes.ts';
import { type Asked, type AskedOf, listed } from './listed.ts';
import { readingsAt } from './readings.ts';

/** Asks about the service of everything that is not encrypted with a key of one's own. */
export const keysRequired: ConstraintChecker = listed(
  ...keyAttributes.map((attribute) => [attribute.type, requiredKey(attribute)] as const),
);

/** Asks about the project of every key. */
export const keyProjects: ConstraintChecker = listed(
  ...[...byType()].map(([type, paths]) => [type, askAll(...paths.map(projectAt))] as const),
);

function byType(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const all = [...keyAttributes.map(({ type, path }) => [type, path] as const), ...otherKeyAttributes];
  for (const [type, path] of all) found.set(type, [...(found.get(type) ?? []), path]);
  return found;
}

function requiredKey({ service, path, only }: KeyAttribute): AskedOf {
  return {
    reads: [path],
    ask: (subject) => {
      if (only !== undefined && readingsAt(subject.resource, only).every(({ state }) => state === 'unset')) return [];
      return readingsAt(subject.resource, path).map((reading): Asked => {
        const isSet = presenceOf(reading, subject);
        if (isSet === true) return { kind: 'none', verdict: 'PASS', reading, reason: `${path} names a key` };
        const asked: Asked = { kind: 'value', value: service, reading, remedy: `name a key in ${path}` };
        return isSet === undefined ? { ...asked, isOpen: true } : asked;
      });
    },
  };
}
