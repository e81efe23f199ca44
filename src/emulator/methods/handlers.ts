import type { MethodName } from '../../config-api/methods.ts';
import { createDeployment } from './create-deployment.ts';
import { deleteDeployment } from './delete-deployment.ts';
import { getDeployment, listDeployments } from './deployments.ts';
import type { Handler } from './handler.ts';
import { cancelOperation, deleteOperation, getOperation, listOperations } from './operations.ts';
import { getResource, getRevision, listResources, listRevisions } from './revisions.ts';
import {
  getLocation,
  getTerraformVersion,
  listLocations,
  listTerraformVersions,
  testIamPermissions,
} from './service.ts';
import { updateDeployment } from './update-deployment.ts';

/** The methods emulated; every other one answers `UNIMPLEMENTED` (1.4). */
export const handlers: Readonly<Partial<Record<MethodName, Handler>>> = {
  CancelOperation: cancelOperation,
  CreateDeployment: createDeployment,
  DeleteDeployment: deleteDeployment,
  DeleteOperation: deleteOperation,
  GetDeployment: getDeployment,
  GetLocation: getLocation,
  GetOperation: getOperation,
  GetResource: getResource,
  GetRevision: getRevision,
  GetTerraformVersion: getTerraformVersion,
  ListDeployments: listDeployments,
  ListLocations: listLocations,
  ListOperations: listOperations,
  ListResources: listResources,
  ListRevisions: listRevisions,
  ListTerraformVersions: listTerraformVersions,
  TestIamPermissions: testIamPermissions,
  UpdateDeployment: updateDeployment,
};
