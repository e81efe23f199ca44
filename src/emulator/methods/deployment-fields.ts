import type { Deployment } from '../../config-api/deployment.ts';

/** A field of a deployment that a caller may set. */
export type MutableField =
  | 'labels'
  | 'annotations'
  | 'terraformBlueprint'
  | 'artifactsGcsBucket'
  | 'serviceAccount'
  | 'importExistingResources'
  | 'workerPool'
  | 'tfVersionConstraint'
  | 'quotaValidation'
  | 'providerConfig';

/** Fields a caller may set; the others are output only. */
const mutableFields: readonly MutableField[] = [
  'labels',
  'annotations',
  'terraformBlueprint',
  'artifactsGcsBucket',
  'serviceAccount',
  'importExistingResources',
  'workerPool',
  'tfVersionConstraint',
  'quotaValidation',
  'providerConfig',
];

/** Whether a caller may set a field. */
export function isMutable(field: string): field is MutableField {
  return (mutableFields as readonly string[]).includes(field);
}

/** What a caller may set, without what is unset: empty texts, maps and lists (2.7). */
export function mutablePart(deployment: Deployment): Pick<Deployment, MutableField> {
  const entries = mutableFields.map((field) => [field, deployment[field]] as const);
  return Object.fromEntries(entries.filter(([, value]) => isPresent(value)));
}

/** What only the service sets. */
export function outputPart(deployment: Deployment): Deployment {
  return Object.fromEntries(Object.entries(deployment).filter(([field]) => !isMutable(field)));
}

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 'QUOTA_VALIDATION_UNSPECIFIED') return false;
  return typeof value !== 'object' || Object.values(value).some((part) => part !== 'PROVIDER_SOURCE_UNSPECIFIED');
}
