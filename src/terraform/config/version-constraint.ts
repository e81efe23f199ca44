import { compareVersions } from '../../hcl/version.ts';

const term = /^(>=|<=|!=|~>|=|>|<)?\s*v?(\d+(?:\.\d+){0,2})(-[0-9A-Za-z.-]+)?$/;

/** A version constraint that was read: one condition for each part between commas. */
export type VersionConstraint = readonly VersionCondition[];

/** One condition on a version. */
export interface VersionCondition {
  readonly operator: '>=' | '<=' | '!=' | '~>' | '=' | '>' | '<';
  readonly version: string;
}

/**
 * A constraint such as `>= 1.3, < 2.0`; undefined when the text is none.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function parseConstraint(text: string): VersionConstraint | undefined {
  const conditions: VersionCondition[] = [];
  for (const part of text.split(',')) {
    const match = term.exec(part.trim());
    if (match?.[2] === undefined) return undefined;
    conditions.push({ operator: operatorOf(match[1]), version: match[2] + (match[3] ?? '') });
  }
  return conditions;
}

/** Whether a plain version satisfies the constraint. */
export function satisfies(version: string, constraint: VersionConstraint): boolean {
  return constraint.every((condition) => satisfiesCondition(version, condition));
}

function satisfiesCondition(version: string, { operator, version: wanted }: VersionCondition): boolean {
  const order = compareVersions(version, wanted);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '~>':
      return order >= 0 && compareVersions(version, nextOf(wanted)) < 0;
  }
}

// `~> 1.5` allows all of 1, `~> 1.5.0` all of 1.5.
function nextOf(version: string): string {
  const parts = (version.split('-', 1)[0] ?? '').split('.').map(Number);
  const kept = parts.length > 1 ? parts.slice(0, -1) : parts;
  return [...kept.slice(0, -1), (kept.at(-1) ?? 0) + 1].join('.');
}

function operatorOf(text: string | undefined): VersionCondition['operator'] {
  switch (text) {
    case '>=':
    case '<=':
    case '!=':
    case '~>':
    case '>':
    case '<':
      return text;
    default:
      return '=';
  }
}
