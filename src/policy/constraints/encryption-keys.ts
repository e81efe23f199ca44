import type { ConstraintChecker, ConstraintSubject } from '../constraints.ts';
import type { EffectiveDecision } from '../model.ts';
import { askAll, projectAt } from './asked-values.ts';
import { presenceOf } from './attribute-tests.ts';
import { type KeyAttribute, keyAttributes, otherKeyAttributes } from './key-attributes.ts';
import { type Asked, type AskedOf, listed } from './listed.ts';
import { type AttributePath, readingsAt } from './readings.ts';
import { pathText, scalarText } from './shown-value.ts';

/** A table without a key of its own has that of its dataset, which is asked about itself where the module makes it. */
const tableKey: AskedOf = {
  reads: ['encryption_configuration.kms_key_name', 'dataset_id'],
  ask: (subject) =>
    readingsAt(subject.resource, 'encryption_configuration.kms_key_name').flatMap((reading): Asked[] => {
      if (presenceOf(reading, subject) === true)
        return [{ kind: 'none', verdict: 'PASS', reading, reason: 'encryption_configuration names a key' }];
      return isDatasetMade(subject) ? [] : [{ kind: 'value', value: 'bigquery.googleapis.com', reading, isOpen: true }];
    }),
};

function isDatasetMade({ resource, evaluation }: ConstraintSubject): boolean {
  const textOf = (one: ConstraintSubject['resource']): string | undefined => {
    const [reading] = readingsAt(one, 'dataset_id');
    return reading?.state === 'known' ? scalarText(reading.value) : undefined;
  };
  const name = textOf(resource);
  const made = evaluation.resources.filter((one) => one.type === 'google_bigquery_dataset' && one.mode === 'managed');
  return name !== undefined && made.some((one) => textOf(one) === name);
}

/** Asks about the service of everything that is not encrypted with a key of one's own. */
export const keysRequired: ConstraintChecker = onlyWith(
  'only denied values',
  ({ allowAll, denyAll, allowed }) => !allowAll && !denyAll && allowed.length === 0,
  listed(...keyAttributes.map((attribute) => [attribute.type, requiredKey(attribute)] as const), [
    'google_bigquery_table',
    tableKey,
  ]),
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

function byType(): ReadonlyMap<string, readonly AttributePath[]> {
  const found = new Map<string, AttributePath[]>();
  const all = [...keyAttributes.map(({ type, path }) => [type, path] as const), ...otherKeyAttributes];
  for (const [type, path] of all) found.set(type, [...(found.get(type) ?? []), path]);
  return found;
}

function requiredKey({ service, path, only }: KeyAttribute): AskedOf {
  const name = pathText(path);
  return {
    reads: [name],
    ask: (subject) => {
      if (only !== undefined && readingsAt(subject.resource, only).every(({ state }) => state === 'unset')) return [];
      return readingsAt(subject.resource, path).map((reading): Asked => {
        const isSet = presenceOf(reading, subject);
        if (isSet === true) return { kind: 'none', verdict: 'PASS', reading, reason: `${name} names a key` };
        const asked: Asked = { kind: 'value', value: service, reading, remedy: `name a key in ${name}` };
        return isSet === undefined ? { ...asked, isOpen: true } : asked;
      });
    },
  };
}
