import type { Deployment } from './deployment.ts';
import type { DeploymentGroupState, ProvisioningState } from './enums.ts';
import type { Status } from './status.ts';

/**
 * Deployments that are provisioned in the order of their dependencies. Absent fields are unset.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/deployment-groups
 */
export interface DeploymentGroup {
  /** Identifier: `projects/{p}/locations/{l}/deploymentGroups/{id}`. */
  readonly name?: string;
  /** Output only; RFC 3339. */
  readonly createTime?: string;
  /** Output only; RFC 3339. */
  readonly updateTime?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Output only. */
  readonly state?: DeploymentGroupState;
  /** Output only. */
  readonly stateDescription?: string;
  /** In an order in which every unit comes after what it depends on. */
  readonly deploymentUnits?: readonly DeploymentUnit[];
  /** Output only. */
  readonly provisioningState?: ProvisioningState;
  /** Output only. */
  readonly provisioningStateDescription?: string;
  /** Output only. */
  readonly provisioningError?: Status;
}

/** One deployment of a group. */
export interface DeploymentUnit {
  /** Unique in the group. */
  readonly id?: string;
  /** Full name; absent until it is provisioned. */
  readonly deployment?: string;
  /** Ids of units. */
  readonly dependencies?: readonly string[];
}

/** A deployment to make for a unit when its group is provisioned. */
export interface DeploymentSpec {
  readonly deploymentId?: string;
  readonly deployment?: Deployment;
}

/** A group as it was. */
export interface DeploymentGroupRevision {
  readonly name?: string;
  readonly snapshot?: DeploymentGroup;
  readonly createTime?: string;
  readonly alternativeIds?: readonly string[];
}
