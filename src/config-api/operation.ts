import type { ApplyResults } from './deployment.ts';
import type {
  DeploymentStep,
  DeploymentUnitIntent,
  DeploymentUnitState,
  PreviewStep,
  ProvisionDeploymentGroupStep,
} from './enums.ts';
import type { JsonObject } from './json.ts';
import type { PreviewArtifacts } from './preview.ts';
import type { Status } from './status.ts';

/**
 * A long-running operation. A failed Terraform run is not an operation error: the operation ends with a response
 * and the deployment's state is `FAILED`.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.operations
 */
export interface Operation {
  /** `projects/{p}/locations/{l}/operations/{id}`. */
  readonly name?: string;
  readonly metadata?: OperationMetadata;
  /** Absent: false. */
  readonly done?: boolean;
  /** Set when it failed or was cancelled (code 1). */
  readonly error?: Status;
  /** The resource it was about with its `@type`, or an empty message; set when it is done and did not fail. */
  readonly response?: JsonObject;
}

/** What is known of an operation; one of the last three fields is set. */
export interface OperationMetadata {
  /** `type.googleapis.com/google.cloud.config.v1.OperationMetadata`. */
  readonly '@type'?: string;
  /** RFC 3339. */
  readonly createTime?: string;
  /** RFC 3339; absent while it runs. */
  readonly endTime?: string;
  /** Full name of the resource it is about. */
  readonly target?: string;
  /** `create`, `update`, `delete`, … */
  readonly verb?: string;
  readonly statusMessage?: string;
  /** Absent: false. */
  readonly requestedCancellation?: boolean;
  readonly apiVersion?: string;
  readonly deploymentMetadata?: DeploymentOperationMetadata;
  readonly previewMetadata?: PreviewOperationMetadata;
  readonly provisionDeploymentGroupMetadata?: ProvisionDeploymentGroupOperationMetadata;
}

/** How far an operation on a deployment is. */
export interface DeploymentOperationMetadata {
  readonly step?: DeploymentStep;
  readonly applyResults?: ApplyResults;
  /** Whether `applyResults` may be read before the end. Absent: false. */
  readonly applyResultsAvailable?: boolean;
  readonly build?: string;
  readonly logs?: string;
}

/** How far an operation on a preview is. */
export interface PreviewOperationMetadata {
  readonly step?: PreviewStep;
  readonly previewArtifacts?: PreviewArtifacts;
  readonly logs?: string;
  readonly build?: string;
}

/** How far provisioning or deprovisioning a group is. */
export interface ProvisionDeploymentGroupOperationMetadata {
  readonly step?: ProvisionDeploymentGroupStep;
  readonly deploymentUnitProgresses?: readonly DeploymentUnitProgress[];
}

/** How far one unit of a group is. */
export interface DeploymentUnitProgress {
  readonly unitId?: string;
  readonly deployment?: string;
  readonly state?: DeploymentUnitState;
  readonly stateDescription?: string;
  readonly deploymentOperationSummary?: DeploymentOperationSummary;
  readonly error?: Status;
  readonly intent?: DeploymentUnitIntent;
}

/** The operation of one unit in short. */
export interface DeploymentOperationSummary {
  readonly deploymentStep?: DeploymentStep;
  readonly build?: string;
  readonly logs?: string;
  readonly content?: string;
  readonly artifacts?: string;
}
