import type { Json, JsonObject } from '../../../src/config-api/json.ts';

/** A call of the client, by its own names. */
export interface PythonCall {
  readonly method: string;
  readonly request: JsonObject;
  /** What the result holds, or the HTTP status of a refusal; absent: it goes well. */
  readonly expected?: object | number;
}

/** Objects of the bucket `sources`. */
export const source: Readonly<Record<string, string>> = {
  'm/main.tf': 'resource "google_storage_bucket" "a" {\n  name     = "b"\n  location = "EU"\n}\n',
};

/** Methods the emulator does not have; each must be refused with 501, so that none is left here when it comes. */
export const unimplemented: readonly string[] = [];

const parent = 'projects/p/locations/us-central1';
const deployment = `${parent}/deployments/d`;
const preview = `${parent}/previews/v`;
const group = `${parent}/deploymentGroups/g`;
const settings = {
  service_account: 'projects/p/serviceAccounts/r@p.iam.gserviceaccount.com',
  terraform_blueprint: { gcs_source: 'gs://sources/m' },
};
const policy = { bindings: [{ role: 'roles/config.viewer', members: ['user:a@example.com'] }] };
const units = [{ id: 'unit', deployment, dependencies: [] as string[] }];

/** Stands for a part of what an earlier call gave, or for a value when it gave none. */
const from = (otherwise: Json, ...steps: readonly (string | number)[]): Json => ({ $from: [...steps], otherwise });
const lockId = from(1, 'export_lock_info', 'lock_id');

/** Every method once or more, in an order in which each has what it needs. */
export const calls: readonly PythonCall[] = [
  { method: 'list_locations', request: { name: 'projects/p' } },
  { method: 'get_location', request: { name: parent }, expected: { location_id: 'us-central1' } },
  { method: 'list_terraform_versions', request: { parent, page_size: 2 } },
  {
    method: 'get_terraform_version',
    request: { name: `${parent}/terraformVersions/1.5.7` },
    expected: { state: 'ACTIVE' },
  },

  { method: 'get_deployment', request: { name: deployment }, expected: 404 },
  { method: 'create_deployment', request: { parent, deployment_id: 'Bad', deployment: settings }, expected: 400 },
  {
    method: 'create_deployment',
    request: { parent, deployment_id: 'd', deployment: { ...settings, labels: { a: 'b' } } },
    expected: { name: deployment, state: 'ACTIVE' },
  },
  { method: 'create_deployment', request: { parent, deployment_id: 'd', deployment: settings }, expected: 409 },
  { method: 'get_deployment', request: { name: deployment }, expected: { labels: { a: 'b' }, state: 'ACTIVE' } },
  {
    method: 'list_deployments',
    request: { parent, filter: 'labels.a=b', page_size: 1 },
    expected: [{ name: deployment }],
  },
  {
    method: 'update_deployment',
    request: { deployment: { name: deployment, labels: { c: 'd' } }, update_mask: 'labels' },
    expected: { labels: { c: 'd' }, latest_revision: `${deployment}/revisions/r-1` },
  },
  {
    method: 'list_revisions',
    request: { parent: deployment, page_size: 1 },
    expected: [{ action: 'CREATE' }, { action: 'UPDATE' }],
  },
  { method: 'get_revision', request: { name: `${deployment}/revisions/r-1` }, expected: { state: 'APPLIED' } },
  {
    method: 'list_resources',
    request: { parent: `${deployment}/revisions/r-1` },
    expected: [{ terraform_info: { address: 'google_storage_bucket.a' }, state: 'RECONCILED' }],
  },
  {
    method: 'get_resource',
    request: { name: from(`${deployment}/revisions/r-1/resources/x`, 'list_resources', 0, 'name') },
    expected: { intent: 'UNCHANGED' },
  },

  { method: 'test_iam_permissions', request: { resource: deployment, permissions: ['config.deployments.get'] } },
  { method: 'set_iam_policy', request: { resource: deployment, policy } },
  { method: 'get_iam_policy', request: { resource: deployment }, expected: policy },

  {
    method: 'create_preview',
    request: { parent, preview_id: 'v', preview: { ...settings, deployment } },
    expected: { name: preview, state: 'SUCCEEDED' },
  },
  { method: 'get_preview', request: { name: preview }, expected: { state: 'SUCCEEDED' } },
  { method: 'list_previews', request: { parent }, expected: [{ name: preview }] },
  { method: 'export_preview_result', request: { parent: preview } },
  { method: 'list_resource_changes', request: { parent: preview } },
  {
    method: 'get_resource_change',
    request: { name: from(`${preview}/resourceChanges/x`, 'list_resource_changes', 0, 'name') },
  },
  { method: 'list_resource_drifts', request: { parent: preview } },
  { method: 'get_resource_drift', request: { name: `${preview}/resourceDrifts/none` }, expected: 404 },
  { method: 'delete_preview', request: { name: preview } },

  { method: 'export_deployment_statefile', request: { parent: deployment } },
  { method: 'export_revision_statefile', request: { parent: `${deployment}/revisions/r-1` } },
  { method: 'lock_deployment', request: { name: deployment }, expected: { lock_state: 'LOCKED' } },
  { method: 'export_lock_info', request: { name: deployment } },
  { method: 'import_statefile', request: { parent: deployment, lock_id: lockId } },
  { method: 'delete_statefile', request: { name: deployment, lock_id: lockId } },
  {
    method: 'unlock_deployment',
    request: { name: deployment, lock_id: lockId },
    expected: { lock_state: 'UNLOCKED' },
  },

  { method: 'get_auto_migration_config', request: { name: `${parent}/autoMigrationConfig` } },
  {
    method: 'update_auto_migration_config',
    request: {
      auto_migration_config: { name: `${parent}/autoMigrationConfig`, auto_migration_enabled: true },
      update_mask: 'autoMigrationEnabled',
    },
    expected: { auto_migration_enabled: true },
  },

  {
    method: 'create_deployment_group',
    request: { parent, deployment_group_id: 'g', deployment_group: { deployment_units: units } },
    expected: { name: group },
  },
  { method: 'get_deployment_group', request: { name: group } },
  { method: 'list_deployment_groups', request: { parent }, expected: [{ name: group }] },
  {
    method: 'update_deployment_group',
    request: { deployment_group: { name: group, labels: { a: 'b' } }, update_mask: 'labels' },
    expected: { labels: { a: 'b' } },
  },
  { method: 'provision_deployment_group', request: { name: group, deployment_specs: {} } },
  { method: 'list_deployment_group_revisions', request: { parent: group } },
  {
    method: 'get_deployment_group_revision',
    request: { name: from(`${group}/revisions/x`, 'list_deployment_group_revisions', 0, 'name') },
  },
  { method: 'deprovision_deployment_group', request: { name: group, force: true } },
  {
    method: 'delete_deployment_group',
    request: { name: group, force: true, deployment_reference_policy: 'IGNORE_DEPLOYMENT_REFERENCES' },
  },

  // Deprovisioning deleted it.
  {
    method: 'create_deployment',
    request: { parent, deployment_id: 'd', deployment: settings },
    expected: { name: deployment },
  },
  { method: 'delete_deployment', request: { name: deployment }, expected: 400 },
  { method: 'delete_deployment', request: { name: deployment, force: true }, expected: { state: 'DELETED' } },
  { method: 'list_operations', request: { name: parent } },
  { method: 'get_operation', request: { name: `${parent}/operations/none` }, expected: 404 },
  { method: 'cancel_operation', request: { name: `${parent}/operations/none` }, expected: 404 },
  { method: 'delete_operation', request: { name: `${parent}/operations/none` }, expected: 404 },
];
