// Table: for each method a call that goes well and those that the service refuses.

import type { Json, JsonObject } from '../../src/config-api/json.ts';
import type { MethodName } from '../../src/config-api/methods.ts';
import type { StatusName } from '../../src/config-api/status.ts';
import { place, serviceAccount } from './emulated.ts';

/** What a call consists of beside its method. */
export interface CallParts {
  /** Name in the path. */
  readonly resource: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Absent: an empty message, where the method takes one. */
  readonly body?: Json;
}

/** A call that is refused; parts that are absent are those of the call that goes well. */
export interface Refusal extends Partial<CallParts> {
  /** Why. */
  readonly when: string;
  readonly status: StatusName;
}

/** A method's row. */
export interface MethodRow {
  readonly call: CallParts;
  /** What its answer has; of a long-running method, the response of its operation. */
  readonly answers: object;
  /** What is refused beside what every method of its form refuses. */
  readonly refuses?: readonly Refusal[];
  /** A name of the same form that nothing has; absent where everything of the form exists. */
  readonly absent?: string;
}

const d = `${place}/deployments/d`;
/** A deployment whose creation goes on. */
const busy = `${place}/deployments/busy`;
const source = { gcsSource: 'gs://sources/d' };
const valid: JsonObject = { serviceAccount, terraformBlueprint: source };
/** A group of one unit, `a`, which has been deprovisioned; `busyGroup` is being provisioned. */
const group = `${place}/deploymentGroups/g`;
const busyGroup = `${place}/deploymentGroups/busy`;
const absentGroup = `${place}/deploymentGroups/nope`;
const specs = (deploymentId: string): JsonObject => ({ a: { deploymentId, deployment: valid } });
/** A deployment that somebody has locked; `{lockId}` stands for the id of the lock. */
const locked = `${place}/deployments/locked`;
const preview = `${place}/previews/p`;
/** A preview that failed, and one that is being made. */
const failedPreview = `${place}/previews/failed`;
const busyPreview = `${place}/previews/busy`;
const absentPreview = `${place}/previews/nope`;
const absentDeployment = `${place}/deployments/nope`;

/** Made-up ids are stood for by `{done}` and `{running}` (operations), `{resource}`, `{change}`, `{drift}` and, in bodies, `{lockId}`. */
export const rows: Readonly<Record<MethodName, MethodRow>> = {
  CancelOperation: { call: { resource: '{running}' }, answers: {}, absent: `${place}/operations/nope` },
  CreateDeployment: {
    call: { resource: place, query: { deploymentId: 'new' }, body: valid },
    answers: { name: `${place}/deployments/new`, state: 'ACTIVE' },
    refuses: [
      { when: 'the id is in use', query: { deploymentId: 'd' }, status: 'ALREADY_EXISTS' },
      { when: 'the id is malformed', query: { deploymentId: 'Bad_Name' }, status: 'INVALID_ARGUMENT' },
      { when: 'the id is reserved', query: { deploymentId: 'archived-deployments' }, status: 'INVALID_ARGUMENT' },
      { when: 'there is no service account', body: { terraformBlueprint: source }, status: 'INVALID_ARGUMENT' },
      { when: 'there is no source', body: { serviceAccount }, status: 'INVALID_ARGUMENT' },
      {
        when: 'there are two sources',
        body: { serviceAccount, terraformBlueprint: { ...source, gitSource: { repo: 'file:///r' } } },
        status: 'INVALID_ARGUMENT',
      },
      {
        when: 'the source is what gcloud sends without a flag',
        body: { serviceAccount, terraformBlueprint: { gitSource: {} } },
        status: 'INVALID_ARGUMENT',
      },
      { when: 'an enum value is unknown', body: { ...valid, quotaValidation: 'DISABLED' }, status: 'INVALID_ARGUMENT' },
      {
        when: 'no version meets the constraint',
        body: { ...valid, tfVersionConstraint: '=9' },
        status: 'INVALID_ARGUMENT',
      },
      {
        when: 'the version is obsolete',
        body: { ...valid, tfVersionConstraint: '=1.2.3' },
        status: 'FAILED_PRECONDITION',
      },
    ],
  },
  CreateDeploymentGroup: {
    call: { resource: place, query: { deploymentGroupId: 'new' }, body: { deploymentUnits: [{ id: 'a' }] } },
    answers: { name: `${place}/deploymentGroups/new`, state: 'ACTIVE', deploymentUnits: [{ id: 'a' }] },
    refuses: [
      { when: 'the id is in use', query: { deploymentGroupId: 'g' }, status: 'ALREADY_EXISTS' },
      { when: 'the id is malformed', query: { deploymentGroupId: 'G' }, status: 'INVALID_ARGUMENT' },
      {
        when: 'units are not in order',
        body: { deploymentUnits: [{ id: 'a', dependencies: ['b'] }, { id: 'b' }] },
        status: 'INVALID_ARGUMENT',
      },
    ],
  },
  CreatePreview: {
    call: { resource: place, query: { previewId: 'new' }, body: { deployment: d } },
    answers: { name: `${place}/previews/new`, state: 'SUCCEEDED', serviceAccount },
    refuses: [
      { when: 'the id is in use', query: { previewId: 'p' }, status: 'ALREADY_EXISTS' },
      { when: 'the id is malformed', query: { previewId: 'P' }, status: 'INVALID_ARGUMENT' },
      { when: 'the deployment does not exist', body: { deployment: absentDeployment }, status: 'NOT_FOUND' },
      { when: 'there is neither deployment nor source', body: { serviceAccount }, status: 'INVALID_ARGUMENT' },
      { when: 'there is nothing to delete', body: { ...valid, previewMode: 'DELETE' }, status: 'INVALID_ARGUMENT' },
    ],
  },
  DeleteDeployment: {
    call: { resource: d, query: { force: 'True' } },
    answers: { name: d, state: 'DELETED' },
    absent: absentDeployment,
    refuses: [
      { when: 'it has revisions and force is absent', query: {}, status: 'FAILED_PRECONDITION' },
      { when: 'an operation runs on it', resource: busy, status: 'ABORTED' },
      { when: 'it is locked', resource: locked, status: 'FAILED_PRECONDITION' },
      { when: 'the policy is unknown', query: { force: 'true', deletePolicy: 'KEEP' }, status: 'INVALID_ARGUMENT' },
    ],
  },
  DeleteDeploymentGroup: {
    call: { resource: group, query: { force: 'true' } },
    answers: { name: group, state: 'DELETED' },
    absent: absentGroup,
    refuses: [
      { when: 'it has revisions and force is absent', query: {}, status: 'FAILED_PRECONDITION' },
      { when: 'an operation runs on it', resource: busyGroup, status: 'ABORTED' },
      {
        when: 'the policy is unknown',
        query: { force: 'true', deploymentReferencePolicy: 'NONE' },
        status: 'INVALID_ARGUMENT',
      },
    ],
  },
  DeleteOperation: {
    call: { resource: '{done}' },
    answers: {},
    absent: `${place}/operations/nope`,
    refuses: [{ when: 'it runs', resource: '{running}', status: 'FAILED_PRECONDITION' }],
  },
  DeletePreview: {
    call: { resource: preview },
    answers: { name: preview, state: 'DELETED' },
    absent: absentPreview,
    refuses: [{ when: 'it is being made', resource: busyPreview, status: 'ABORTED' }],
  },
  DeleteStatefile: {
    call: { resource: locked, body: { lockId: '{lockId}' } },
    answers: {},
    absent: absentDeployment,
    refuses: [
      { when: 'the lock id is wrong', body: { lockId: '1' }, status: 'FAILED_PRECONDITION' },
      { when: 'it is not locked', resource: d, status: 'FAILED_PRECONDITION' },
      { when: 'the lock id is no number', body: { lockId: 'x' }, status: 'INVALID_ARGUMENT' },
    ],
  },
  DeprovisionDeploymentGroup: {
    call: { resource: group, body: { force: true } },
    answers: { name: group, provisioningState: 'DEPROVISIONED' },
    absent: absentGroup,
    refuses: [
      { when: 'an operation runs on it', resource: busyGroup, status: 'ABORTED' },
      { when: 'the policy is unknown', body: { deletePolicy: 'KEEP' }, status: 'INVALID_ARGUMENT' },
    ],
  },
  ExportDeploymentStatefile: {
    call: { resource: d },
    answers: { signedUri: /^http/ },
    absent: absentDeployment,
    refuses: [{ when: 'there is no draft', body: { draft: true }, status: 'NOT_FOUND' }],
  },
  ExportLockInfo: {
    call: { resource: locked },
    answers: { lockId: /^\d+$/ },
    absent: absentDeployment,
    refuses: [{ when: 'it is not locked', resource: d, status: 'FAILED_PRECONDITION' }],
  },
  ExportPreviewResult: {
    call: { resource: preview },
    answers: { result: { binarySignedUri: /^http/, jsonSignedUri: /^http/ } },
    absent: absentPreview,
    refuses: [{ when: 'it failed', resource: failedPreview, status: 'FAILED_PRECONDITION' }],
  },
  ExportRevisionStatefile: {
    call: { resource: `${d}/revisions/r-0` },
    answers: { signedUri: /^http/ },
    absent: `${d}/revisions/r-9`,
  },
  GetAutoMigrationConfig: {
    call: { resource: `${place}/autoMigrationConfig` },
    answers: { name: `${place}/autoMigrationConfig` },
  },
  GetDeployment: { call: { resource: d }, answers: { name: d, state: 'ACTIVE' }, absent: absentDeployment },
  GetDeploymentGroup: {
    call: { resource: group },
    answers: { name: group, state: 'ACTIVE', provisioningState: 'DEPROVISIONED' },
    absent: absentGroup,
  },
  GetDeploymentGroupRevision: {
    call: { resource: `${group}/revisions/r-0` },
    answers: { snapshot: { name: group, provisioningState: 'DEPROVISIONED' } },
    absent: `${group}/revisions/r-9`,
  },
  GetIamPolicy: {
    call: { resource: d, query: { 'options.requestedPolicyVersion': '3' } },
    answers: { etag: 'ACAB' },
    absent: absentDeployment,
    refuses: [
      {
        when: 'there is no such version',
        query: { 'options.requestedPolicyVersion': '2' },
        status: 'INVALID_ARGUMENT',
      },
    ],
  },
  GetLocation: { call: { resource: place }, answers: { name: place, locationId: 'us-central1' } },
  GetOperation: { call: { resource: '{done}' }, answers: { done: true }, absent: `${place}/operations/nope` },
  GetPreview: { call: { resource: preview }, answers: { name: preview, state: 'SUCCEEDED' }, absent: absentPreview },
  GetResource: {
    call: { resource: '{resource}' },
    answers: { intent: 'CREATE', state: 'RECONCILED' },
    absent: `${d}/revisions/r-0/resources/nope-12345678`,
  },
  GetResourceChange: {
    call: { resource: '{change}' },
    answers: { intent: 'UPDATE', terraformInfo: { actions: ['update'] } },
    absent: `${preview}/resourceChanges/nope`,
  },
  GetResourceDrift: {
    call: { resource: '{drift}' },
    answers: { propertyDrifts: [{ path: 'location' }] },
    absent: `${preview}/resourceDrifts/nope`,
  },
  GetRevision: {
    call: { resource: `${d}/revisions/r-0` },
    answers: { action: 'CREATE', state: 'APPLIED' },
    absent: `${d}/revisions/r-9`,
  },
  GetTerraformVersion: {
    call: { resource: `${place}/terraformVersions/1.5.7` },
    answers: { state: 'ACTIVE' },
    absent: `${place}/terraformVersions/1.6.0`,
  },
  ImportStatefile: {
    call: { resource: locked, body: { lockId: '{lockId}' } },
    answers: { signedUri: /^http/ },
    absent: absentDeployment,
    refuses: [
      { when: 'the lock id is wrong', body: { lockId: '1' }, status: 'FAILED_PRECONDITION' },
      { when: 'it is not locked', resource: d, status: 'FAILED_PRECONDITION' },
    ],
  },
  ListDeploymentGroupRevisions: {
    call: { resource: group },
    answers: { deploymentGroupRevisions: [{ name: `${group}/revisions/r-0` }] },
    absent: absentGroup,
  },
  ListDeploymentGroups: {
    call: { resource: place },
    answers: { deploymentGroups: [{ name: busyGroup }, { name: group }] },
  },
  ListDeployments: {
    call: { resource: place },
    answers: { deployments: [{ name: busy }, { name: d }, { name: locked }] },
  },
  ListLocations: { call: { resource: 'projects/p', query: { pageSize: '1' } }, answers: { locations: [{}] } },
  ListOperations: { call: { resource: place, query: { pageSize: '1' } }, answers: { operations: [{}] } },
  ListPreviews: { call: { resource: place }, answers: { previews: [{ name: busyPreview }, {}, { name: preview }] } },
  ListResourceChanges: {
    call: { resource: preview },
    answers: { resourceChanges: [{ intent: 'UPDATE' }] },
    absent: absentPreview,
  },
  ListResourceDrifts: {
    call: { resource: preview },
    answers: { resourceDrifts: [{ terraformInfo: { type: 'google_storage_bucket' } }] },
    absent: absentPreview,
  },
  ListResources: {
    call: { resource: `${d}/revisions/r-0` },
    answers: { resources: [{ terraformInfo: { type: 'google_storage_bucket' } }] },
    absent: `${d}/revisions/r-9`,
  },
  ListRevisions: {
    call: { resource: d },
    answers: { revisions: [{ name: `${d}/revisions/r-0` }] },
    absent: absentDeployment,
  },
  ListTerraformVersions: {
    call: { resource: place },
    answers: { terraformVersions: [{ state: 'OBSOLETE' }, {}, {}, { state: 'ACTIVE' }] },
  },
  LockDeployment: {
    call: { resource: d },
    answers: { name: d, lockState: 'LOCKED' },
    absent: absentDeployment,
    refuses: [
      { when: 'it is locked', resource: locked, status: 'FAILED_PRECONDITION' },
      { when: 'an operation runs on it', resource: busy, status: 'ABORTED' },
    ],
  },
  ProvisionDeploymentGroup: {
    call: { resource: group, body: { deploymentSpecs: specs('made') } },
    answers: {
      provisioningState: 'PROVISIONED',
      deploymentUnits: [{ id: 'a', deployment: `${place}/deployments/made` }],
    },
    absent: absentGroup,
    refuses: [
      { when: 'an operation runs on it', resource: busyGroup, body: {}, status: 'ABORTED' },
      { when: 'a unit has neither deployment nor spec', body: {}, status: 'INVALID_ARGUMENT' },
      { when: 'a deployment of a spec exists', body: { deploymentSpecs: specs('d') }, status: 'ALREADY_EXISTS' },
    ],
  },
  SetIamPolicy: {
    call: { resource: d, body: { policy: { bindings: [{ role: 'roles/config.viewer', members: ['allUsers'] }] } } },
    answers: { version: 1, bindings: [{ members: ['allUsers'] }], etag: /=$/ },
    absent: absentDeployment,
    refuses: [
      { when: 'the etag is stale', body: { policy: { etag: 'BwYAAAAAAAA=' } }, status: 'ABORTED' },
      { when: 'there is no policy', body: {}, status: 'INVALID_ARGUMENT' },
      {
        when: 'a role is none',
        body: { policy: { bindings: [{ role: 'x', members: ['allUsers'] }] } },
        status: 'INVALID_ARGUMENT',
      },
      { when: 'the mask is unknown', body: { policy: {}, updateMask: 'colour' }, status: 'INVALID_ARGUMENT' },
    ],
  },
  TestIamPermissions: {
    call: { resource: d, body: { permissions: ['config.deployments.get'] } },
    answers: { permissions: ['config.deployments.get'] },
    refuses: [{ when: 'there is a wildcard', body: { permissions: ['config.*'] }, status: 'INVALID_ARGUMENT' }],
  },
  UnlockDeployment: {
    call: { resource: locked, body: { lockId: '{lockId}' } },
    answers: { name: locked, lockState: 'UNLOCKED' },
    absent: absentDeployment,
    refuses: [
      { when: 'the lock id is wrong', body: { lockId: '1' }, status: 'FAILED_PRECONDITION' },
      { when: 'it is not locked', resource: d, status: 'FAILED_PRECONDITION' },
    ],
  },
  UpdateAutoMigrationConfig: {
    call: { resource: `${place}/autoMigrationConfig`, body: { autoMigrationEnabled: true } },
    answers: { name: `${place}/autoMigrationConfig`, autoMigrationEnabled: true },
  },
  UpdateDeployment: {
    call: { resource: d, query: { updateMask: 'labels' }, body: { labels: { a: 'b' } } },
    answers: { name: d, state: 'ACTIVE', labels: { a: 'b' }, latestRevision: `${d}/revisions/r-1` },
    absent: absentDeployment,
    refuses: [
      { when: 'an operation runs on it', resource: busy, status: 'ABORTED' },
      { when: 'it is locked', resource: locked, status: 'FAILED_PRECONDITION' },
      {
        when: 'the artifacts bucket changes',
        query: { updateMask: 'artifacts_gcs_bucket' },
        body: { artifactsGcsBucket: 'gs://other' },
        status: 'INVALID_ARGUMENT',
      },
      {
        when: 'the Terraform version is lowered',
        query: { updateMask: 'tfVersionConstraint' },
        body: { tfVersionConstraint: '=1.4.7' },
        status: 'FAILED_PRECONDITION',
      },
      {
        when: 'the service account goes',
        query: { updateMask: 'serviceAccount' },
        body: {},
        status: 'INVALID_ARGUMENT',
      },
    ],
  },
  UpdateDeploymentGroup: {
    call: { resource: group, query: { updateMask: 'labels' }, body: { labels: { a: 'b' } } },
    answers: { name: group, state: 'ACTIVE', labels: { a: 'b' }, deploymentUnits: [{ id: 'a' }] },
    absent: absentGroup,
    refuses: [
      { when: 'an operation runs on it', resource: busyGroup, status: 'ABORTED' },
      {
        when: 'units are not in order',
        query: { updateMask: 'deployment_units' },
        body: { deploymentUnits: [{ id: 'a', dependencies: ['a'] }] },
        status: 'INVALID_ARGUMENT',
      },
    ],
  },
};
