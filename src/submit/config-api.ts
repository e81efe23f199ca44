import type { AccessApi } from './api/access-api.ts';
import type { DeploymentGroupsApi } from './api/deployment-groups-api.ts';
import type { DeploymentsApi } from './api/deployments-api.ts';
import type { LocationsApi } from './api/locations-api.ts';
import type { OperationsApi } from './api/operations-api.ts';
import type { PreviewsApi } from './api/previews-api.ts';
import type { StatefilesApi } from './api/statefiles-api.ts';

/**
 * Infrastructure Manager, whole, with the service's own names; an adapter per transport implements it. What needs a part of it
 * takes that part's interface. Reads take the full name of their resource, or of the parent of a list; everything else takes the
 * service's request message. Every method throws `ServiceError` when the service refuses or cannot be reached. Lists are complete
 * (all pages, all locations) and in the service's order.
 */
export interface ConfigApi
  extends DeploymentsApi,
    StatefilesApi,
    PreviewsApi,
    DeploymentGroupsApi,
    LocationsApi,
    OperationsApi,
    AccessApi {}
