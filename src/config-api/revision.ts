import type { ApplyResults, ProviderConfig, TerraformBlueprint, TerraformError } from './deployment.ts';
import type {
  QuotaValidation,
  ResourceIntent,
  ResourceState,
  RevisionAction,
  RevisionErrorCode,
  RevisionState,
} from './enums.ts';

/**
 * One create or update of a deployment. All fields are output only; absent means unset.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments.revisions
 */
export interface Revision {
  /** `…/deployments/{id}/revisions/r-{n}`, n from 0. */
  readonly name?: string;
  /** RFC 3339. */
  readonly createTime?: string;
  /** RFC 3339. */
  readonly updateTime?: string;
  readonly action?: RevisionAction;
  readonly state?: RevisionState;
  /** As the deployment had it. */
  readonly terraformBlueprint?: TerraformBlueprint;
  /** Set once it is applied. */
  readonly applyResults?: ApplyResults;
  readonly stateDetail?: string;
  /** Set when the state is `FAILED`. */
  readonly errorCode?: RevisionErrorCode;
  /** UUID of the build. */
  readonly build?: string;
  /** `gs://` path. */
  readonly logs?: string;
  /** At most 10. */
  readonly tfErrors?: readonly TerraformError[];
  /** `gs://` path of all errors as newline-delimited JSON. */
  readonly errorLogs?: string;
  readonly serviceAccount?: string;
  readonly importExistingResources?: boolean;
  readonly workerPool?: string;
  readonly tfVersionConstraint?: string;
  readonly tfVersion?: string;
  readonly quotaValidation?: QuotaValidation;
  /** `gs://` path; set when quotas were checked. */
  readonly quotaValidationResults?: string;
  readonly providerConfig?: ProviderConfig;
}

/**
 * A resource of a revision. All fields are output only; absent means unset.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments.revisions.resources
 */
export interface Resource {
  /** `…/revisions/{rev}/resources/{type}-{8 characters}`. */
  readonly name?: string;
  readonly terraformInfo?: ResourceTerraformInfo;
  /** By Cloud Asset Inventory type: `storage.googleapis.com/Bucket`. */
  readonly caiAssets?: Readonly<Record<string, ResourceCAIInfo>>;
  readonly intent?: ResourceIntent;
  readonly state?: ResourceState;
}

/** A resource as Terraform knows it. */
export interface ResourceTerraformInfo {
  readonly address?: string;
  readonly type?: string;
  /** The provider's id. */
  readonly id?: string;
}

/** A resource as Cloud Asset Inventory knows it. */
export interface ResourceCAIInfo {
  /** `//storage.googleapis.com/bucket`. */
  readonly fullResourceName?: string;
}
