import type { MethodName } from '../../config-api/methods.ts';
import { getAutoMigrationConfig, updateAutoMigrationConfig } from './auto-migration.ts';
import { createDeployment } from './create-deployment.ts';
import { createPreview } from './create-preview.ts';
import { deleteDeployment } from './delete-deployment.ts';
import {
  getDeploymentGroup,
  getDeploymentGroupRevision,
  listDeploymentGroupRevisions,
  listDeploymentGroups,
} from './deployment-groups.ts';
import { getDeployment, listDeployments } from './deployments.ts';
import type { Handler } from './handler.ts';
import { getIamPolicy, setIamPolicy, testIamPermissions } from './iam-policy.ts';
import { exportLockInfo, lockDeployment, unlockDeployment } from './locks.ts';
import { cancelOperation, deleteOperation, getOperation, listOperations } from './operations.ts';
import {
  deletePreview,
  exportPreviewResult,
  getPreview,
  getResourceChange,
  getResourceDrift,
  listPreviews,
  listResourceChanges,
  listResourceDrifts,
} from './previews.ts';
import { deprovisionDeploymentGroup, provisionDeploymentGroup } from './provision-deployment-group.ts';
import { getResource, getRevision, listResources, listRevisions } from './revisions.ts';
import { getLocation, getTerraformVersion, listLocations, listTerraformVersions } from './service.ts';
import { deleteStatefile, exportDeploymentStatefile, exportRevisionStatefile, importStatefile } from './statefiles.ts';
import { updateDeployment } from './update-deployment.ts';
import { createDeploymentGroup, deleteDeploymentGroup, updateDeploymentGroup } from './write-deployment-group.ts';

/** What answers each method (1.4). */
export const handlers: Readonly<Record<MethodName, Handler>> = {
  CancelOperation: cancelOperation,
  CreateDeployment: createDeployment,
  CreateDeploymentGroup: createDeploymentGroup,
  CreatePreview: createPreview,
  DeleteDeployment: deleteDeployment,
  DeleteDeploymentGroup: deleteDeploymentGroup,
  DeleteOperation: deleteOperation,
  DeletePreview: deletePreview,
  DeleteStatefile: deleteStatefile,
  DeprovisionDeploymentGroup: deprovisionDeploymentGroup,
  ExportDeploymentStatefile: exportDeploymentStatefile,
  ExportLockInfo: exportLockInfo,
  ExportPreviewResult: exportPreviewResult,
  ExportRevisionStatefile: exportRevisionStatefile,
  GetAutoMigrationConfig: getAutoMigrationConfig,
  GetDeployment: getDeployment,
  GetDeploymentGroup: getDeploymentGroup,
  GetDeploymentGroupRevision: getDeploymentGroupRevision,
  GetIamPolicy: getIamPolicy,
  GetLocation: getLocation,
  GetOperation: getOperation,
  GetPreview: getPreview,
  GetResource: getResource,
  GetResourceChange: getResourceChange,
  GetResourceDrift: getResourceDrift,
  GetRevision: getRevision,
  GetTerraformVersion: getTerraformVersion,
  ImportStatefile: importStatefile,
  ListDeploymentGroupRevisions: listDeploymentGroupRevisions,
  ListDeploymentGroups: listDeploymentGroups,
  ListDeployments: listDeployments,
  ListLocations: listLocations,
  ListOperations: listOperations,
  ListPreviews: listPreviews,
  ListResourceChanges: listResourceChanges,
  ListResourceDrifts: listResourceDrifts,
  ListResources: listResources,
  ListRevisions: listRevisions,
  ListTerraformVersions: listTerraformVersions,
  LockDeployment: lockDeployment,
  ProvisionDeploymentGroup: provisionDeploymentGroup,
  SetIamPolicy: setIamPolicy,
  TestIamPermissions: testIamPermissions,
  UnlockDeployment: unlockDeployment,
  UpdateAutoMigrationConfig: updateAutoMigrationConfig,
  UpdateDeployment: updateDeployment,
  UpdateDeploymentGroup: updateDeploymentGroup,
};
