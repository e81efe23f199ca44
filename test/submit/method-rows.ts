import type { MethodName } from '../../src/config-api/methods.ts';
import type { ConfigApi } from '../../src/submit/config-api.ts';

/** What calling a method of the port has to send. */
export interface MethodRow {
  readonly call: (api: ConfigApi) => Promise<unknown>;
  /** Verb and path with query, from the service's root, as Google documents them. */
  readonly sent: string;
  /** JSON body; absent: none. */
  readonly body?: unknown;
  /** The request as a generated client takes it. */
  readonly message: object;
}

const place = 'projects/p/locations/l';
const deployment = `${place}/deployments/d`;
const revision = `${deployment}/revisions/r-1`;
const preview = `${place}/previews/v`;
const group = `${place}/deploymentGroups/g`;
const operation = `${place}/operations/o`;
const config = `${place}/autoMigrationConfig`;
const requestId = '0f3c';
const page = 'pageSize=1000';

/** A row for every method: written by hand from the service's pages, so that table and port are held against something else than themselves. */
export const methodRows: Readonly<Record<MethodName, MethodRow>> = {
  GetDeployment: read((api, name) => api.getDeployment(name), deployment),
  GetRevision: read((api, name) => api.getRevision(name), revision),
  GetResource: read((api, name) => api.getResource(name), `${revision}/resources/x`),
  GetPreview: read((api, name) => api.getPreview(name), preview),
  GetResourceChange: read((api, name) => api.getResourceChange(name), `${preview}/resourceChanges/x`),
  GetResourceDrift: read((api, name) => api.getResourceDrift(name), `${preview}/resourceDrifts/x`),
  GetTerraformVersion: read((api, name) => api.getTerraformVersion(name), `${place}/terraformVersions/1.5.7`),
  GetAutoMigrationConfig: read((api, name) => api.getAutoMigrationConfig(name), config),
  GetDeploymentGroup: read((api, name) => api.getDeploymentGroup(name), group),
  GetDeploymentGroupRevision: read((api, name) => api.getDeploymentGroupRevision(name), `${group}/revisions/1`),
  GetLocation: read((api, name) => api.getLocation(name), place),
  GetOperation: read((api, name) => api.getOperation(name), operation),
  ListDeployments: {
    call: (api) => api.listDeployments(place, { filter: 'state=FAILED', orderBy: 'name desc' }),
    sent: `GET /v1/${place}/deployments?filter=state%3DFAILED&orderBy=name+desc&${page}`,
    message: { parent: place, filter: 'state=FAILED', orderBy: 'name desc' },
  },
  ListRevisions: listed((api) => api.listRevisions(deployment), deployment, 'revisions'),
  ListResources: listed((api) => api.listResources(revision), revision, 'resources'),
  ListPreviews: listed((api) => api.listPreviews(place), place, 'previews'),
  ListResourceChanges: listed((api) => api.listResourceChanges(preview), preview, 'resourceChanges'),
  ListResourceDrifts: listed((api) => api.listResourceDrifts(preview), preview, 'resourceDrifts'),
  ListTerraformVersions: listed((api) => api.listTerraformVersions(place), place, 'terraformVersions'),
  ListDeploymentGroups: listed((api) => api.listDeploymentGroups(place), place, 'deploymentGroups'),
  ListDeploymentGroupRevisions: listed((api) => api.listDeploymentGroupRevisions(group), group, 'revisions'),
  ListLocations: listed((api) => api.listLocations('projects/p'), 'projects/p', 'locations', 'name'),
  ListOperations: listed((api) => api.listOperations(place), place, 'operations', 'name'),
  CreateDeployment: {
    call: (api) =>
      api.createDeployment({
        parent: place,
        deploymentId: 'd',
        deployment: { terraformBlueprint: { inputValues: { size: { inputValue: [1, null] } } } },
        requestId,
      }),
    sent: `POST /v1/${place}/deployments?deploymentId=d&requestId=0f3c`,
    body: { terraformBlueprint: { inputValues: { size: { inputValue: [1, null] } } } },
    message: {
      parent: place,
      deploymentId: 'd',
      deployment: {
        terraformBlueprint: {
          inputValues: {
            size: { inputValue: { listValue: { values: [{ numberValue: 1 }, { nullValue: 'NULL_VALUE' }] } } },
          },
        },
      },
      requestId,
    },
  },
  UpdateDeployment: {
    call: (api) =>
      api.updateDeployment({ deployment: { name: deployment }, updateMask: 'labels,tfVersion', requestId }),
    sent: `PATCH /v1/${deployment}?updateMask=labels%2CtfVersion&requestId=0f3c`,
    body: { name: deployment },
    message: { deployment: { name: deployment }, updateMask: { paths: ['labels', 'tf_version'] }, requestId },
  },
  DeleteDeployment: {
    call: (api) => api.deleteDeployment({ name: deployment, force: true, deletePolicy: 'ABANDON', requestId }),
    sent: `DELETE /v1/${deployment}?force=true&deletePolicy=ABANDON&requestId=0f3c`,
    message: { name: deployment, force: true, deletePolicy: 'ABANDON', requestId },
  },
  LockDeployment: posted((api) => api.lockDeployment({ name: deployment }), deployment, 'lock', {}),
  UnlockDeployment: posted((api) => api.unlockDeployment({ name: deployment, lockId: '7' }), deployment, 'unlock', {
    lockId: '7',
  }),
  ExportLockInfo: {
    call: (api) => api.exportLockInfo(deployment),
    sent: `GET /v1/${deployment}:exportLock`,
    message: { name: deployment },
  },
  ExportDeploymentStatefile: posted(
    (api) => api.exportDeploymentStatefile({ parent: deployment, draft: true }),
    deployment,
    'exportState',
    { draft: true },
    'parent',
  ),
  ExportRevisionStatefile: posted(
    (api) => api.exportRevisionStatefile({ parent: revision }),
    revision,
    'exportState',
    {},
    'parent',
  ),
  ImportStatefile: posted(
    (api) => api.importStatefile({ parent: deployment, lockId: '7', skipDraft: false }),
    deployment,
    'importState',
    { lockId: '7', skipDraft: false },
    'parent',
  ),
  DeleteStatefile: posted((api) => api.deleteStatefile({ name: deployment, lockId: '7' }), deployment, 'deleteState', {
    lockId: '7',
  }),
  CreatePreview: {
    call: (api) =>
      api.createPreview({ parent: place, previewId: 'v', preview: { deployment, previewMode: 'DELETE' }, requestId }),
    sent: `POST /v1/${place}/previews?previewId=v&requestId=0f3c`,
    body: { deployment, previewMode: 'DELETE' },
    message: { parent: place, previewId: 'v', preview: { deployment, previewMode: 'DELETE' }, requestId },
  },
  DeletePreview: {
    call: (api) => api.deletePreview({ name: preview, requestId }),
    sent: `DELETE /v1/${preview}?requestId=0f3c`,
    message: { name: preview, requestId },
  },
  ExportPreviewResult: posted((api) => api.exportPreviewResult({ parent: preview }), preview, 'export', {}, 'parent'),
  UpdateAutoMigrationConfig: {
    call: (api) =>
      api.updateAutoMigrationConfig({
        autoMigrationConfig: { name: config, autoMigrationEnabled: true },
        updateMask: 'autoMigrationEnabled',
      }),
    sent: `PATCH /v1/${config}?updateMask=autoMigrationEnabled`,
    body: { name: config, autoMigrationEnabled: true },
    message: {
      autoMigrationConfig: { name: config, autoMigrationEnabled: true },
      updateMask: { paths: ['auto_migration_enabled'] },
    },
  },
  CreateDeploymentGroup: {
    call: (api) =>
      api.createDeploymentGroup({
        parent: place,
        deploymentGroupId: 'g',
        deploymentGroup: { deploymentUnits: [{ id: 'a', dependencies: [] }] },
        requestId,
      }),
    sent: `POST /v1/${place}/deploymentGroups?deploymentGroupId=g&requestId=0f3c`,
    body: { deploymentUnits: [{ id: 'a', dependencies: [] }] },
    message: {
      parent: place,
      deploymentGroupId: 'g',
      deploymentGroup: { deploymentUnits: [{ id: 'a', dependencies: [] }] },
      requestId,
    },
  },
  UpdateDeploymentGroup: {
    call: (api) =>
      api.updateDeploymentGroup({ deploymentGroup: { name: group }, updateMask: 'deploymentUnits', requestId }),
    sent: `PATCH /v1/${group}?updateMask=deploymentUnits&requestId=0f3c`,
    body: { name: group },
    message: { deploymentGroup: { name: group }, updateMask: { paths: ['deployment_units'] }, requestId },
  },
  DeleteDeploymentGroup: {
    call: (api) =>
      api.deleteDeploymentGroup({
        name: group,
        force: true,
        deploymentReferencePolicy: 'IGNORE_DEPLOYMENT_REFERENCES',
        requestId,
      }),
    sent: `DELETE /v1/${group}?force=true&deploymentReferencePolicy=IGNORE_DEPLOYMENT_REFERENCES&requestId=0f3c`,
    message: {
      name: group,
      force: true,
      deploymentReferencePolicy: 'IGNORE_DEPLOYMENT_REFERENCES',
      requestId,
    },
  },
  ProvisionDeploymentGroup: posted(
    (api) =>
      api.provisionDeploymentGroup({
        name: group,
        deploymentSpecs: { a: { deploymentId: 'd', deployment: { labels: { team: 'risk' } } } },
      }),
    group,
    'provision',
    { deploymentSpecs: { a: { deploymentId: 'd', deployment: { labels: { team: 'risk' } } } } },
  ),
  DeprovisionDeploymentGroup: posted(
    (api) => api.deprovisionDeploymentGroup({ name: group, force: true, deletePolicy: 'DELETE' }),
    group,
    'deprovision',
    { force: true, deletePolicy: 'DELETE' },
  ),
  CancelOperation: posted((api) => api.cancelOperation({ name: operation }), operation, 'cancel', {}),
  DeleteOperation: {
    call: (api) => api.deleteOperation({ name: operation }),
    sent: `DELETE /v1/${operation}`,
    message: { name: operation },
  },
  GetIamPolicy: {
    call: (api) => api.getIamPolicy(deployment, { options: { requestedPolicyVersion: 3 } }),
    sent: `GET /v1/${deployment}:getIamPolicy?options.requestedPolicyVersion=3`,
    message: { resource: deployment, options: { requestedPolicyVersion: 3 } },
  },
  SetIamPolicy: posted(
    (api) => api.setIamPolicy({ resource: deployment, policy: { etag: 'BwU=' } }),
    deployment,
    'setIamPolicy',
    { policy: { etag: 'BwU=' } },
    'resource',
    { policy: { etag: Buffer.from('BwU=', 'base64') } },
  ),
  TestIamPermissions: posted(
    (api) => api.testIamPermissions({ resource: deployment, permissions: ['config.deployments.get'] }),
    deployment,
    'testIamPermissions',
    { permissions: ['config.deployments.get'] },
    'resource',
  ),
};

type Call = MethodRow['call'];

function read(call: (api: ConfigApi, name: string) => Promise<unknown>, name: string): MethodRow {
  return { call: (api) => call(api, name), sent: `GET /v1/${name}`, message: { name } };
}

function listed(call: Call, parent: string, collection: string, field = 'parent'): MethodRow {
  return { call, sent: `GET /v1/${parent}/${collection}?${page}`, message: { [field]: parent } };
}

function posted(call: Call, name: string, verb: string, body: object, field = 'name', message = body): MethodRow {
  return { call, sent: `POST /v1/${name}:${verb}`, body, message: { [field]: name, ...message } };
}
