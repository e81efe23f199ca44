import type { Evaluation, ResourceInstance } from '../../terraform/evaluation.ts';
import { projectInName, projectNamedAt, projectOfResource } from './projects.ts';
import { type Reading, readingsAt } from './readings.ts';
import { scalarText } from './shown-value.ts';

/** Attributes by which resources that say no project name what they are part of. */
const parentAttributes: readonly string[] = [
  'key_ring',
  'key_ring_id',
  'crypto_key',
  'crypto_key_id',
  'service_account_id',
  'secret',
  'bucket',
];

/**
 * The project an instance is made in, as `projects/id`: what it says itself, else that of what it is part of (the ring of a key, the
 * account of a key, the bucket of a grant), else its provider's, else the given one. Undefined when it is not known.
 */
export function projectOfInstance(
  resource: ResourceInstance,
  evaluation: Evaluation,
  fallback: string | undefined,
): string | undefined {
  const own = projectOfResource(resource, evaluation, fallback);
  const [written] = readingsAt(resource, 'project');
  const hasProject = resource.facts?.attributes?.['project'] !== undefined;
  if (resource.facts === undefined || (hasProject && written?.state !== 'unset')) return own;
  const parent = parentAttributes.find((name) => resource.facts?.attributes?.[name] !== undefined);
  const [reading] = parent === undefined ? [] : readingsAt(resource, parent);
  if (reading === undefined || reading.state === 'unset') return own;
  if (reading.state === 'known') return projectInText(reading, evaluation, fallback) ?? own;
  // The project of the parent decides, and where that is not known there is nothing else to go by, unless there is one to be written.
  const project = projectNamedAt(reading, { resource, evaluation, project: own });
  return project ?? (hasProject ? own : undefined);
}

function projectInText(
  reading: Extract<Reading, { state: 'known' }>,
  evaluation: Evaluation,
  fallback: string | undefined,
): string | undefined {
  const text = scalarText(reading.value) ?? '';
  const named = projectInName(text);
  if (named !== undefined && named !== 'projects/-') return named;
  const ofAccount = /@([a-z][a-z0-9-]*)\.iam\.gserviceaccount\.com$/.exec(text)?.[1];
  if (ofAccount !== undefined) return `projects/${ofAccount}`;
  const bucket = bucketsOf(evaluation).get(text);
  return bucket && projectOfResource(bucket, evaluation, fallback);
}

const buckets = new WeakMap<Evaluation, ReadonlyMap<string, ResourceInstance>>();

/** The buckets a module makes, by name: no two have one, whatever the project. */
function bucketsOf(evaluation: Evaluation): ReadonlyMap<string, ResourceInstance> {
  const known = buckets.get(evaluation);
  if (known !== undefined) return known;
  const made = evaluation.resources.filter(({ type, mode }) => type === 'google_storage_bucket' && mode === 'managed');
  const index = new Map(
    made.flatMap((resource) => {
      const [reading] = readingsAt(resource, 'name');
      const name = reading?.state === 'known' ? scalarText(reading.value) : undefined;
      return name === undefined ? [] : [[name, resource] as const];
    }),
  );
  buckets.set(evaluation, index);
  return index;
}
