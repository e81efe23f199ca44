import type { Constraint, ConstraintChecker } from '../../constraints.ts';

/** Where Google lists all constraints. */
export const constraintsPage =
  'https://cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints';

/** What a row says of a constraint; defaults: documented, on the list of all constraints, allowing by default. */
export type Row = Pick<Constraint, 'summary'> &
  Partial<
    Pick<
      Constraint,
      'certainty' | 'source' | 'limits' | 'allowsByDefault' | 'supportsUnder' | 'supportsIn' | 'supportsDryRun' | 'twin'
    >
  > &
  ({ readonly checker: ConstraintChecker } | { readonly undecidable: string });

/** A list constraint. */
export function list(name: string, row: Row): Constraint {
  return constraint(name, 'list', row);
}

/** A constraint that is enforced or not, of the first generation. */
export function boolean(name: string, row: Row): Constraint {
  return constraint(name, 'boolean', row);
}

/** A managed constraint. */
export function managed(name: string, row: Row): Constraint {
  return { ...constraint(name, 'managed', row), supportsDryRun: true };
}

/** A constraint of the first generation and the managed one that replaces it: both test the same. */
export function twins(legacy: string, replacement: string, row: Row): readonly Constraint[] {
  return [boolean(legacy, { ...row, twin: replacement }), managed(replacement, { ...row, twin: legacy })];
}

function constraint(name: string, kind: Constraint['kind'], row: Row): Constraint {
  return { name, kind, allowsByDefault: true, certainty: 'documented', source: constraintsPage, ...row };
}
