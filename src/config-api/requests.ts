import type { Deployment } from './deployment.ts';
import type { DeploymentGroup, DeploymentGroupRevision } from './deployment-group.ts';
import type { Operation } from './operation.ts';
import type { Preview, ResourceChange, ResourceDrift } from './preview.ts';
import type { Resource, Revision } from './revision.ts';
import type { Location, TerraformVersion } from './service-resources.ts';

/** What all pages have. */
interface Page {
  /** Absent or empty on the last page. */
  readonly nextPageToken?: string;
  /** Locations that could not be reached; absent when all were. */
  readonly unreachable?: readonly string[];
}

/** Page of ListDeployments. */
export interface ListDeploymentsResponse extends Page {
  readonly deployments?: readonly Deployment[];
}
/** Page of ListRevisions. */
export interface ListRevisionsResponse extends Page {
  readonly revisions?: readonly Revision[];
}
/** Page of ListResources. */
export interface ListResourcesResponse extends Page {
  readonly resources?: readonly Resource[];
}
/** Page of ListPreviews. */
export interface ListPreviewsResponse extends Page {
  readonly previews?: readonly Preview[];
}
/** Page of ListResourceChanges. */
export interface ListResourceChangesResponse extends Page {
  readonly resourceChanges?: readonly ResourceChange[];
}
/** Page of ListResourceDrifts. */
export interface ListResourceDriftsResponse extends Page {
  readonly resourceDrifts?: readonly ResourceDrift[];
}
/** Page of ListTerraformVersions. */
export interface ListTerraformVersionsResponse extends Page {
  readonly terraformVersions?: readonly TerraformVersion[];
}
/** Page of ListDeploymentGroups. */
export interface ListDeploymentGroupsResponse extends Page {
  readonly deploymentGroups?: readonly DeploymentGroup[];
}
/** Page of ListDeploymentGroupRevisions. */
export interface ListDeploymentGroupRevisionsResponse extends Page {
  readonly deploymentGroupRevisions?: readonly DeploymentGroupRevision[];
}
/** Page of ListOperations. */
export interface ListOperationsResponse extends Page {
  readonly operations?: readonly Operation[];
}
/** Page of ListLocations. */
export interface ListLocationsResponse {
  readonly locations?: readonly Location[];
  readonly nextPageToken?: string;
}
