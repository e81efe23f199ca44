import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import { suggest } from '../../diagnostics/suggest.ts';
import type { CustomConstraint, Policy } from '../model.ts';
import { found } from './lint-report.ts';

/** Longest name after `custom.`. */
const maxName = 70;
/** Most characters a condition has. */
export const maxCondition = 1000;
const maxDisplayName = 200;
const maxDescription = 2000;
/** An organization may usually have this many for one resource type. */
const usualQuota = 20;

const methods = ['CREATE', 'UPDATE', 'DELETE', 'REMOVE_GRANT', 'GOVERN_TAGS'] as const;

/**
 * What is wrong with definitions of custom constraints, conditions aside, and which of them nothing enforces.
 *
 * @see https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints
 */
export function lintCustomConstraints(
  constraints: readonly CustomConstraint[],
  policies: readonly Policy[],
): readonly Diagnostic[] {
  return [
    ...constraints.flatMap((constraint) => [
      ...lintName(constraint),
      ...lintTypes(constraint),
      ...lintMethods(constraint),
      ...lintLengths(constraint),
      ...lintUse(constraint, policies),
    ]),
    ...lintQuota(constraints),
  ];
}

function lintName({ name, organization, location }: CustomConstraint): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (!/^organizations\/\d+$/.test(organization)) {
    const message = `custom constraints are defined on organizations by their number, not on ${organization}`;
    diagnostics.push(found('custom-constraint', message, location));
  }
  const id = name.replace(/^custom\./, '');
  if (id === name || !/^[A-Za-z0-9]+$/.test(id)) {
    const message = `"${name}" is not \`custom.\` with letters and digits after it`;
    const plain = id.replaceAll(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
    diagnostics.push(found('custom-constraint', message, location, { hint: `write custom.${plain}` }));
  }
  if (id.length > maxName) {
    const message = `the name has ${id.length} characters after \`custom.\`, at most ${maxName} are allowed`;
    diagnostics.push(found('policy-limit', message, location));
  }
  return diagnostics;
}

function lintTypes({ resourceTypes, fieldLocations, ...constraint }: CustomConstraint): Diagnostic[] {
  const location = fieldLocations?.['resourceTypes'] ?? constraint.location;
  if (resourceTypes.length === 0)
    return [found('custom-constraint', 'the custom constraint has no `resourceTypes`', location)];
  return resourceTypes
    .filter((type) => !/^[a-z0-9-]+\.googleapis\.com\/[A-Za-z0-9]+$/.test(type))
    .map((type) => {
      const hint = 'write SERVICE.googleapis.com/Type, such as storage.googleapis.com/Bucket';
      return found('custom-constraint', `"${type}" is no resource type`, location, { hint });
    });
}

function lintMethods({ methodTypes, fieldLocations, ...constraint }: CustomConstraint): Diagnostic[] {
  const location = fieldLocations?.['methodTypes'] ?? constraint.location;
  if (methodTypes.length === 0)
    return [found('custom-constraint', 'the custom constraint has no `methodTypes`', location)];
  const unknown = methodTypes.filter((method) => !methods.some((known) => known === method));
  if (unknown.length === 0 && methodTypes.every((method) => method === 'UPDATE')) {
    const hint = 'add CREATE';
    return [found('custom-constraint', 'UPDATE alone is not supported in `methodTypes`', location, { hint })];
  }
  return unknown.map((method) => {
    const near = suggest(method, methods);
    const hint = near === undefined ? `known are ${methods.join(', ')}` : `did you mean ${near}?`;
    return found('custom-constraint', `"${method}" is no method type`, location, { hint });
  });
}

function lintLengths(constraint: CustomConstraint): Diagnostic[] {
  const { condition, conditionLocation, displayName, description, fieldLocations, location } = constraint;
  const diagnostics: Diagnostic[] = [];
  const check = (what: string, text: string | undefined, limit: number, place: Location = location): void => {
    const length = [...(text ?? '')].length;
    if (length > limit)
      diagnostics.push(found('policy-limit', `${what} has ${length} characters, at most ${limit} are allowed`, place));
  };
  check('the condition', condition.trim(), maxCondition, conditionLocation);
  check('`displayName`', displayName, maxDisplayName, fieldLocations?.['displayName']);
  check('`description`', description, maxDescription, fieldLocations?.['description']);
  if (condition.trim() === '')
    diagnostics.push(found('custom-constraint', 'the condition is empty', conditionLocation));
  return diagnostics;
}

/** A definition alone does nothing. */
function lintUse({ name, location }: CustomConstraint, policies: readonly Policy[]): Diagnostic[] {
  const own = policies.filter(({ constraint }) => constraint === name);
  const rules = own.flatMap(({ spec, dryRunSpec }) => [...(spec?.rules ?? []), ...(dryRunSpec?.rules ?? [])]);
  if (rules.some(({ kind }) => kind.kind === 'enforce' && kind.enforce)) return [];
  const message =
    own.length === 0 ? `no policy enforces ${name}, so it does nothing` : `no policy has \`enforce: true\` for ${name}`;
  const hint = `add a policy with the name …/policies/${name} and \`enforce: true\``;
  return [found('policy-unused-constraint', message, location, { severity: 'warning', hint })];
}

function lintQuota(constraints: readonly CustomConstraint[]): Diagnostic[] {
  const counts = new Map<string, number>();
  return constraints.flatMap(({ organization, resourceTypes, location }) =>
    [...new Set(resourceTypes)].flatMap((type) => {
      const key = `${organization} ${type}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count !== usualQuota + 1) return [];
      const message = `more than ${usualQuota} custom constraints for ${type}, the usual quota of an organization`;
      return [found('policy-limit', message, location, { severity: 'warning' })];
    }),
  );
}
