/** A condition on a version: `~> 1.5`. */
export interface Condition {
  readonly operator: string;
  /** One to three numbers. */
  readonly parts: readonly number[];
}

/**
 * The conditions of a constraint such as `>= 1.3, < 1.5`; undefined when it is not one.
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function parseConstraint(text: string): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d+(?:\.\d+){0,2})\s*$/.exec(part);
    if (match === null) return undefined;
    const [, operator = '=', version = ''] = match;
    conditions.push({ operator, parts: version.split('.').map(Number) });
  }
  return conditions;
}

/** Order of two versions, missing parts being 0. */
export function compareVersions(left: string, right: string): number {
  return compareParts(left.split('.').map(Number), right.split('.').map(Number));
}

function compareParts(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a version meets a condition. */
export function meets(version: string, { operator, parts }: Condition): boolean {
  const own = version.split('.').map(Number);
  const order = compareParts(own, parts);
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    default: {
      const fixed = Math.max(1, parts.length - 1);
      return order >= 0 && parts.slice(0, fixed).every((part, index) => part === own[index]);
    }
  }
}
