import type { Deployment } from '../../config-api/deployment.ts';
import type { DeletePolicy } from '../../config-api/enums.ts';
import type { Operation } from '../../config-api/operation.ts';
import type { Resource, Revision } from '../../config-api/revision.ts';
import type { ListQuery } from './list-query.ts';

/** Deployments, their revisions and what those manage. */
export interface DeploymentsApi {
  getDeployment(name: string): Promise<Deployment>;
  /** `parent` is `projects/{p}/locations/{l}`. */
  listDeployments(parent: string, query?: ListQuery): Promise<readonly Deployment[]>;
  createDeployment(request: CreateDeploymentRequest): Promise<Operation>;
  updateDeployment(request: UpdateDeploymentRequest): Promise<Operation>;
  deleteDeployment(request: DeleteDeploymentRequest): Promise<Operation>;
  getRevision(name: string): Promise<Revision>;
  /** `parent` is a deployment's full name. */
  listRevisions(parent: string, query?: ListQuery): Promise<readonly Revision[]>;
  getResource(name: string): Promise<Resource>;
  /** `parent` is a revision's full name. */
  listResources(parent: string, query?: ListQuery): Promise<readonly Resource[]>;
}

/** Request of CreateDeployment. */
export interface CreateDeploymentRequest {
  readonly parent: string;
  readonly deploymentId: string;
  readonly deployment: Deployment;
  /** UUID: the service answers a repeated request with the first one's operation. */
  readonly requestId: string;
}

/** Request of UpdateDeployment. */
export interface UpdateDeploymentRequest {
  /** With its `name`. */
  readonly deployment: Deployment;
  /** Field paths in JSON spelling, comma-separated; fields named and absent in `deployment` are cleared. */
  readonly updateMask: string;
  readonly requestId: string;
}

/** Request of DeleteDeployment. */
export interface DeleteDeploymentRequest {
  readonly name: string;
  /** Needed as soon as there is a revision. */
  readonly force: boolean;
  readonly deletePolicy: DeletePolicy;
  readonly requestId: string;
}
