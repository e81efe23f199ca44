import type { Operation } from '../config-api/operation.ts';
import type {
  CreateDeploymentRequest,
  DeleteDeploymentRequest,
  DeploymentsApi,
  UpdateDeploymentRequest,
} from './api/deployments-api.ts';

/** A request that changes a deployment, whole: sent again to the letter, the service answers it with the first one's operation. */
export type Mutation =
  | { readonly method: 'CreateDeployment'; readonly request: CreateDeploymentRequest }
  | { readonly method: 'UpdateDeployment'; readonly request: UpdateDeploymentRequest }
  | { readonly method: 'DeleteDeployment'; readonly request: DeleteDeploymentRequest };

/** Sends it and returns the operation it began. Throws `ServiceError`. */
export function sendMutation(api: DeploymentsApi, mutation: Mutation): Promise<Operation> {
  switch (mutation.method) {
    case 'CreateDeployment':
      return api.createDeployment(mutation.request);
    case 'UpdateDeployment':
      return api.updateDeployment(mutation.request);
    case 'DeleteDeployment':
      return api.deleteDeployment(mutation.request);
  }
}

/** The module it would deploy (`gs://…#generation`); undefined for a delete. */
export function sourceOf(mutation: Mutation): string | undefined {
  return mutation.method === 'DeleteDeployment' ? undefined : mutation.request.deployment.terraformBlueprint?.gcsSource;
}
