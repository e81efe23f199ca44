import type { Json, JsonObject } from '../../config-api/json.ts';
import { parseName } from '../../config-api/names.ts';
import type { Random } from '../random.ts';
import { idTemplate } from './resource-facts.ts';

/** What values are made up for. */
export interface Described {
  readonly address: string;
  readonly type: string;
  /** What the module says of the resource. */
  readonly configured: JsonObject;
}

/** What everything made up follows from. */
export interface MadeUpScope {
  readonly random: Random;
  /** Full name of the deployment. */
  readonly deployment: string;
}

/** The provider's id of a resource. */
export function madeUpId(resource: Described, deployment: string, random: Random): string {
  return idOf(resource, { deployment, random });
}

type Maker = (resource: Described, attribute: string, scope: MadeUpScope) => Json | undefined;

/** By attribute, the first that fits; what a type's own documentation says stands before what a name suggests. */
const makers: readonly (readonly [type: RegExp, attribute: RegExp, make: Maker])[] = [
  [/^google_service_account$/, /^email$/, (resource, _, scope) => accountEmail(resource, scope)],
  [/^google_service_account$/, /^member$/, (resource, _, scope) => `serviceAccount:${accountEmail(resource, scope)}`],
  [/^google_service_account$/, /^name$/, (resource, _, scope) => idOf(resource, scope)],
  [/^google_storage_bucket$/, /^url$/, (resource) => `gs://${text(resource, 'name')}`],
  [
    /^google_storage_bucket$/,
    /^self_link$/,
    (resource) => `https://www.googleapis.com/storage/v1/b/${text(resource, 'name')}`,
  ],
  [/^google_storage_bucket_object$/, /^(output_name)$/, (resource) => text(resource, 'name')],
  [
    /^google_bigquery_/,
    /^self_link$/,
    (resource, _, scope) => `https://bigquery.googleapis.com/bigquery/v2/${idOf(resource, scope)}`,
  ],
  [
    /^google_compute_/,
    /^self_link$/,
    (resource, _, scope) => `https://www.googleapis.com/compute/v1/${idOf(resource, scope)}`,
  ],
  [/^google_cloud_run_v2_service$/, /^uri$/, (resource, _, scope) => runUri(resource, scope)],
  [/^google_cloud_run_service$/, /^status$/, (resource, _, scope) => [{ url: runUri(resource, scope) }]],
  [/^google_cloud_run_v2_service$/, /^terminal_condition$/, () => [{ type: 'Ready', state: 'CONDITION_SUCCEEDED' }]],
  [/^google_datastream_stream$/, /^state$/, ({ configured }) => configured['desired_state'] ?? 'NOT_STARTED'],
  [/^google_sql_database_instance$/, /^connection_name$/, connectionName],
  [/^google_sql_database_instance$/, /^ip_address$/, (...all) => [{ ip_address: address(...all), type: 'PRIMARY' }]],
  [
    /^google_artifact_registry_repository$/,
    /^registry_uri$/,
    (resource, _, scope) =>
      `${text(resource, 'location')}-docker.pkg.dev/${projectOf(resource, scope)}/${text(resource, 'repository_id')}`,
  ],
  [
    /^google_storage_project_service_account$/,
    /^email_address$/,
    (...all) => `service-${numberOf(...all)}@gs-project-accounts.iam.gserviceaccount.com`,
  ],
  [
    /^google_bigquery_default_service_account$/,
    /^email$/,
    (...all) => `bq-${numberOf(...all)}@bigquery-encryption.iam.gserviceaccount.com`,
  ],
  [
    /^google_compute_default_service_account$/,
    /^email$/,
    (...all) => `${numberOf(...all)}-compute@developer.gserviceaccount.com`,
  ],
  [/^random_/, /^(?:hex|b64_url|b64_std|result|keepers)$/, letters(16)],
  [/^random_id$/, /^dec$/, digits(12)],
  [/^random_(?:integer|shuffle)$/, /^result$/, digits(3)],
  [/./, /^id$/, (resource, _, scope) => idOf(resource, scope)],
  [/./, /^self_link$/, (resource, _, scope) => `https://www.googleapis.com/${idOf(resource, scope)}`],
  [/^google_/, /^project$/, (resource, _, scope) => projectOf(resource, scope)],
  [/./, /(?:^|_)project_number$|^number$/, numberOf],
  [/./, /^(?:unique_id|numeric_id|\w+_numeric_id|\w+_unique_id)$/, digits(21)],
  [/./, /(?:^|_)(?:email|service_agent)$/, serviceAgent],
  [
    /./,
    /(?:_identity|^member)$/,
    (resource, attribute, scope) => `serviceAccount:${String(serviceAgent(resource, attribute, scope))}`,
  ],
  [
    /./,
    /(?:^|_)(?:ur[il]|endpoint)$/,
    (resource, attribute, scope) => `https://${label(resource, attribute, scope)}.example.com`,
  ],
  [/./, /(?:^|_)(?:ip|ip_address|address|nat_ip|host)$/, address],
  [
    /./,
    /(?:^|_)(?:create|update|creation|last_modified)_time(?:stamp)?$|^creation_timestamp$/,
    () => '2026-01-01T00:00:00Z',
  ],
  [
    /./,
    /(?:^|_)port$/,
    (resource, attribute, scope) => 1024 + scope.random.integer(seed(resource, attribute, scope), 60_000),
  ],
  [/./, /^(?:generation|metageneration|version|etag_number|size|size_bytes)$/, () => '1'],
  [/./, /^name$/, (resource, attribute, scope) => nameOf(resource, attribute, scope)],
  [
    /./,
    /^(?:terraform_labels|effective_labels|effective_annotations)$/,
    (resource) => resource.configured['labels'] ?? {},
  ],
  [/./, /^(?:deleted|reconciling)$/, () => false],
];

/**
 * A value for an attribute that only the provider knows (8.6): the same for the same seed, deployment and address, and
 * formed by the kind of attribute; undefined for attributes of no known kind.
 */
export function madeUp(resource: Described, attribute: string, scope: MadeUpScope): Json | undefined {
  for (const [type, pattern, make] of makers) {
    if (!type.test(resource.type) || !pattern.test(attribute)) continue;
    const value = make(resource, attribute, scope);
    if (value !== undefined) return value;
  }
  return undefined;
}

function idOf(resource: Described, scope: MadeUpScope): string {
  const template = idTemplate(resource.type) ?? fallbackTemplate(resource);
  const whole = wholeName(template, resource);
  return (whole ?? template).replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('#')) return scope.random.digits(seed(resource, 'id', scope), Number(name.slice(1)));
    if (name === 'project') return projectOf(resource, scope);
    return text(resource, name) || (fromProvider(name, scope) ?? label(resource, name, scope));
  });
}

/** A template in which the last part of what is named, before the role of a grant, is given by its full name: that name in place of it. */
function wholeName(template: string, resource: Described): string | undefined {
  const [target = '', ...grant] = template.split('/{role}');
  const name = /\/\{(\w+)\}$/.exec(target)?.[1];
  if (!target.startsWith('projects/') || name === undefined) return undefined;
  const value = text(resource, name);
  return value.startsWith('projects/') ? [value, ...grant].join('/{role}') : undefined;
}

/** Regions and zones that the provider would fill in are the deployment's. */
function fromProvider(name: string, { deployment }: MadeUpScope): string | undefined {
  const location = parseName('deployment', deployment)?.location;
  if (location === undefined) return undefined;
  if (name === 'zone') return `${location}-a`;
  return name === 'region' || name === 'location' ? location : undefined;
}

/** Types outside of the table: their name below the project, or for other providers made-up letters. */
function fallbackTemplate({ type, configured }: Described): string {
  if (!type.startsWith('google_')) return '{id}';
  const collection = type.replace(/^google_/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const plural = collection.endsWith('y') ? `${collection.slice(0, -1)}ies` : `${collection}s`;
  return `projects/{project}/${plural}/${'name' in configured ? '{name}' : '{id}'}`;
}

function accountEmail(resource: Described, scope: MadeUpScope): string {
  return `${text(resource, 'account_id')}@${projectOf(resource, scope)}.iam.gserviceaccount.com`;
}

/** Cloud Run's deterministic form: service, project number and region. */
function runUri(resource: Described, scope: MadeUpScope): string {
  return `https://${text(resource, 'name')}-${numberOf(resource, '', scope)}.${text(resource, 'location')}.run.app`;
}

/** Number of the project a resource is in, or is. */
function numberOf(resource: Described, _: string, scope: MadeUpScope): string {
  const project = text(resource, 'project_id') || projectOf(resource, scope);
  return scope.random.digits(`project ${project}`, 12);
}

function connectionName(resource: Described, _: string, scope: MadeUpScope): string {
  const region = text(resource, 'region') || (fromProvider('region', scope) ?? '');
  return `${projectOf(resource, scope)}:${region}:${text(resource, 'name')}`;
}

function serviceAgent(resource: Described, attribute: string, scope: MadeUpScope): string {
  const given = text(resource, 'service').split('.')[0] ?? '';
  const service = given === '' ? (resource.type.replace(/^google_/, '').split('_')[0] ?? '') : given;
  return `service-${numberOf(resource, attribute, scope)}@gcp-sa-${service}.iam.gserviceaccount.com`;
}

function address(resource: Described, attribute: string, scope: MadeUpScope): string {
  const number = scope.random.integer(seed(resource, attribute, scope), 2 ** 24);
  return `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
}

function nameOf(resource: Described, attribute: string, scope: MadeUpScope): string {
  const id = idOf(resource, scope);
  return id.includes('/') ? id : label(resource, attribute, scope);
}

function digits(length: number): Maker {
  return (resource, attribute, scope) => scope.random.digits(seed(resource, attribute, scope), length);
}

function letters(length: number): Maker {
  return (resource, attribute, scope) => scope.random.letters(seed(resource, attribute, scope), length);
}

function projectOf({ configured }: Described, { deployment }: MadeUpScope): string {
  const own = configured['project'];
  return typeof own === 'string' && own !== '' ? own : (parseName('deployment', deployment)?.project ?? '');
}

function text({ configured }: Described, name: string): string {
  const value = configured[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function label(resource: Described, attribute: string, scope: MadeUpScope): string {
  return scope.random.letters(seed(resource, attribute, scope), 12);
}

function seed({ address }: Described, attribute: string, { deployment }: MadeUpScope): string {
  return `attribute ${deployment} ${address} ${attribute}`;
}
