import type { ConstraintChecker, ConstraintSubject } from '../constraints.ts';
import type { ConstraintTest } from './findings.ts';

/** A test of the instances of some types. */
export interface TypesTest {
  readonly types: readonly string[];
  readonly test: ConstraintTest;
}

/** A test of the instances of some types. */
export function on(types: string | readonly string[], test: ConstraintTest): TypesTest {
  return { types: typeof types === 'string' ? [types] : types, test };
}

/** A checker made of tests by type. Enforced when a resource is created and, unless it is said otherwise, when it is updated. */
export function checkerOf(
  tests: readonly TypesTest[],
  actions: ConstraintChecker['actions'] = ['create', 'update'],
): ConstraintChecker {
  const byType = new Map<string, ConstraintTest[]>();
  for (const { types, test } of tests) {
    for (const type of types) byType.set(type, [...(byType.get(type) ?? []), test]);
  }
  return {
    types: [...byType.keys()].sort(),
    actions,
    attributes: new Map(
      [...byType].map(([type, own]) => [type, [...new Set(own.flatMap(({ reads }) => reads))].sort()]),
    ),
    check: (subject) => (byType.get(subject.resource.type) ?? byType.get('*') ?? []).flatMap(({ run }) => run(subject)),
  };
}

/** A checker of a boolean or managed constraint: its tests apply where a policy enforces it. */
export function enforced(...tests: readonly TypesTest[]): ConstraintChecker {
  return whereEnforced(checkerOf(tests));
}

/** Like {@link enforced}, of what only the creation of a resource can violate. */
export function enforcedOnCreate(...tests: readonly TypesTest[]): ConstraintChecker {
  return whereEnforced(checkerOf(tests, ['create']));
}

function whereEnforced(checker: ConstraintChecker): ConstraintChecker {
  return {
    ...checker,
    check: (subject) => {
      const found = checker.check(subject);
      if (isEnforced(subject)) return found;
      return found.length === 0 ? [] : [{ verdict: 'PASS', reason: 'the constraint is not enforced here' }];
    },
  };
}

function isEnforced({ decision }: ConstraintSubject): boolean {
  if (decision.kind === 'boolean') return decision.enforced;
  return decision.kind === 'default' ? !decision.allows : true;
}
