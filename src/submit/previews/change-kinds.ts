import type { ResourceChange } from '../../config-api/preview.ts';

/** What becomes of a resource. */
export type ChangeKind = 'create' | 'update' | 'replace' | 'destroy' | 'none';

/** What a change does, by the actions of the plan, or by the intent where there are none. */
export function changeKind({ terraformInfo, intent }: ResourceChange): ChangeKind {
  const actions = terraformInfo?.actions ?? [];
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'destroy';
  if (actions.includes('create')) return 'create';
  if (actions.includes('update')) return 'update';
  if (actions.length > 0) return 'none';
  switch (intent) {
    case 'CREATE':
      return 'create';
    case 'UPDATE':
      return 'update';
    case 'RECREATE':
      return 'replace';
    case 'DELETE':
      return 'destroy';
    default:
      return 'none';
  }
}

/** How many resources are added, changed in place, replaced and destroyed. */
export interface ChangeTally {
  readonly added: number;
  readonly changed: number;
  readonly replaced: number;
  readonly destroyed: number;
}

/** Counts changes by what they do. */
export function tallyChanges(changes: readonly ResourceChange[]): ChangeTally {
  const count = (kind: ChangeKind): number => changes.filter((change) => changeKind(change) === kind).length;
  return { added: count('create'), changed: count('update'), replaced: count('replace'), destroyed: count('destroy') };
}

/** What may be lost without another question. */
export interface Consent {
  readonly allowReplace: boolean;
  readonly allowDestroy: boolean;
}
