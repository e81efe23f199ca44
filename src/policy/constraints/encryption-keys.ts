import type { ConstraintChecker } from '../constraints.ts';
import type { EffectiveDecision } from '../model.ts';
import { askAll, projectAt } from './asked-values.ts';
import { presenceOf } from './attribute-tests.ts';
import { type KeyAttribute, keyAttributes, otherKeyAttributes } from './key-attributes.ts';
import { type Asked, type AskedOf, listed } from './listed.ts';
import { readingsAt } from './readings.ts';

/** Asks about the service of everything that is not encrypted with a key of one's own. */
export const keysRequired: ConstraintChecker = onlyWith(
  'only denied values',
  ({ allowAll, denyAll, allowed }) => !allowAll && !denyAll && allowed.length === 0,
  listed(...keyAttributes.map((attribute) => [attribute.type, requiredKey(attribute)] as const)),
);

/** Asks about the project of every key. */
export const keyProjects: ConstraintChecker = onlyWith(
  'only allowed values',
  ({ denyAll, denied }) => !denyAll && denied.length === 0,
  listed(...[...byType()].map(([type, paths]) => [type, askAll(...paths.map(projectAt))] as const)),
);

/** The service refuses to save other policies of these constraints: what such a one would do is not known. */
function onlyWith(
  what: string,
  isFine: (decision: Extract<EffectiveDecision, { kind: 'list' }>) => boolean,
  checker: ConstraintChecker,
): ConstraintChecker {
  return {
    ...checker,
    check: (subject) => {
      const found = checker.check(subject);
      if (subject.decision.kind !== 'list' || isFine(subject.decision)) return found;
      const reason = `a policy of this constraint can have ${what}`;
      return found.map(({ path = [] }) => ({ verdict: 'UNDECIDED', reason, path }));
    },
  };
}

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
