import type { DeploymentGroup, DeploymentGroupRevision, DeploymentSpec } from '../../config-api/deployment-group.ts';
import type { DeletePolicy, DeploymentReferencePolicy } from '../../config-api/enums.ts';
import type { Operation } from '../../config-api/operation.ts';
import type { ListQuery } from './list-query.ts';

/** Deployment groups: deployments that the service provisions in the order of their dependencies. */
export interface DeploymentGroupsApi {
  getDeploymentGroup(name: string): Promise<DeploymentGroup>;
  /** `parent` is `projects/{p}/locations/{l}`. */
  listDeploymentGroups(parent: string, query?: ListQuery): Promise<readonly DeploymentGroup[]>;
  createDeploymentGroup(request: CreateDeploymentGroupRequest): Promise<Operation>;
  updateDeploymentGroup(request: UpdateDeploymentGroupRequest): Promise<Operation>;
  deleteDeploymentGroup(request: DeleteDeploymentGroupRequest): Promise<Operation>;
  provisionDeploymentGroup(request: {
    readonly name: string;
    /** By unit id. */
    readonly deploymentSpecs: Readonly<Record<string, DeploymentSpec>>;
  }): Promise<Operation>;
  deprovisionDeploymentGroup(request: {
    readonly name: string;
    readonly force: boolean;
    readonly deletePolicy: DeletePolicy;
  }): Promise<Operation>;
  getDeploymentGroupRevision(name: string): Promise<DeploymentGroupRevision>;
  /** `parent` is a group's full name. */
  listDeploymentGroupRevisions(parent: string): Promise<readonly DeploymentGroupRevision[]>;
}

/** Request of CreateDeploymentGroup. */
export interface CreateDeploymentGroupRequest {
  readonly parent: string;
  readonly deploymentGroupId: string;
  readonly deploymentGroup: DeploymentGroup;
  readonly requestId: string;
}

/** Request of UpdateDeploymentGroup. */
export interface UpdateDeploymentGroupRequest {
  /** With its `name`. */
  readonly deploymentGroup: DeploymentGroup;
  readonly updateMask: string;
  readonly requestId: string;
}

/** Request of DeleteDeploymentGroup. */
export interface DeleteDeploymentGroupRequest {
  readonly name: string;
  readonly force: boolean;
  readonly deploymentReferencePolicy: DeploymentReferencePolicy;
  readonly requestId: string;
}
