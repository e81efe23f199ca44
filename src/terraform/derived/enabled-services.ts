import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { projectOf, projectOfProvider } from './project-of.ts';
import { textAt } from './values-at.ts';

/** An API that a module uses in a project whose APIs it manages, but does not enable there. */
export interface MissingService {
  /** Such as `run.googleapis.com`. */
  readonly service: string;
  /** Resources that use it, in the order of the evaluation: at least one. */
  readonly users: readonly ResourceInstance[];
}

/**
 * APIs that are on in every new project, and those without which Infrastructure Manager could not run the module in the first place.
 *
 * @see https://docs.cloud.google.com/service-usage/docs/enabled-service
 */
const onAnyway: ReadonlySet<string> = new Set([
  'analyticshub.googleapis.com',
  'bigquery.googleapis.com',
  'bigqueryconnection.googleapis.com',
  'bigquerydatapolicy.googleapis.com',
  'bigquerydatatransfer.googleapis.com',
  'bigqueryreservation.googleapis.com',
  'bigquerystorage.googleapis.com',
  'cloudapis.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'cloudtrace.googleapis.com',
  'config.googleapis.com',
  'dataform.googleapis.com',
  'dataplex.googleapis.com',
  'datastore.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'servicemanagement.googleapis.com',
  'serviceusage.googleapis.com',
  'sql-component.googleapis.com',
  'storage-api.googleapis.com',
  'storage-component.googleapis.com',
  'storage.googleapis.com',
]);

/** APIs that enabling another turns on with it. */
const broughtAlong: Readonly<Record<string, readonly string[]>> = {
  'composer.googleapis.com': ['container.googleapis.com', 'compute.googleapis.com', 'pubsub.googleapis.com'],
  'compute.googleapis.com': ['oslogin.googleapis.com'],
  'container.googleapis.com': ['artifactregistry.googleapis.com', 'compute.googleapis.com', 'pubsub.googleapis.com'],
  'dataflow.googleapis.com': ['compute.googleapis.com', 'datacatalog.googleapis.com', 'pubsub.googleapis.com'],
  'dataproc.googleapis.com': ['compute.googleapis.com'],
  'run.googleapis.com': ['artifactregistry.googleapis.com', 'pubsub.googleapis.com'],
};

/** What these make belongs to an organization, whatever project the calls are counted in. */
const ofOrganization: ReadonlySet<string> = new Set([
  'accesscontextmanager.googleapis.com',
  'cloudidentity.googleapis.com',
]);

/**
 * APIs that a module's resources are managed with but that it does not enable, sorted. Only where it enables some itself: other modules
 * leave all of them to somebody else. Whatever is not known counts as enabled; of a type without facts it is not known what it uses.
 */
export function missingServices({
  resources,
  providers,
}: Pick<Evaluation, 'resources' | 'providers'>): readonly MissingService[] {
  const placeOf = (instance: ResourceInstance): string =>
    projectOf(instance) ?? projectOfProvider(providers.get(instance.provider)) ?? '';
  const enabled = enabledServices(resources, placeOf);
  const missing = new Map<string, ResourceInstance[]>();
  for (const instance of resources.filter(usesProject)) {
    const service = instance.facts?.api?.service;
    const there = enabled.get(placeOf(instance));
    if (service === undefined || there === undefined || there.has(service) || ofOrganization.has(service)) continue;
    missing.set(service, [...(missing.get(service) ?? []), instance]);
  }
  return [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([service, users]) => ({ service, users }));
}

/** APIs that are on, by project; none where it is not known which the module enables, or in which projects. */
function enabledServices(
  resources: readonly ResourceInstance[],
  placeOf: (instance: ResourceInstance) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const enabled = new Map<string, Set<string>>();
  for (const instance of resources) {
    if (instance.mode !== 'managed' || instance.type !== 'google_project_service') continue;
    const service = textAt(instance.configuration, 'service');
    if (service === 'unknown' || textAt(instance.configuration, 'project') === 'unknown') return new Map();
    if (service === 'absent') continue;
    const place = placeOf(instance);
    const known = enabled.get(place) ?? new Set(onAnyway);
    for (const one of [service.text, ...(broughtAlong[service.text] ?? [])]) known.add(one);
    enabled.set(place, known);
  }
  return enabled;
}

/** Whether a resource is made in a project that is known. */
function usesProject({ mode, configuration }: ResourceInstance): boolean {
  return mode === 'managed' && textAt(configuration, 'project') !== 'unknown';
}
