import type { enums } from './descriptors.ts';

/** Name of an enum of the service: `Deployment.State`. */
export type EnumName = keyof typeof enums;

/** Values of an enum, as JSON spells them. */
export type EnumValue<Name extends EnumName> = keyof (typeof enums)[Name];

/** State of a deployment. */
export type DeploymentState = EnumValue<'Deployment.State'>;
/** Why a deployment failed. */
export type DeploymentErrorCode = EnumValue<'Deployment.ErrorCode'>;
/** Whether a deployment is locked. */
export type LockState = EnumValue<'Deployment.LockState'>;
/** Whether a deployment group goes while deployments refer to it. */
export type DeploymentReferencePolicy = EnumValue<'DeleteDeploymentGroupRequest.DeploymentReferencePolicy'>;
/** What became of the resources of a deleted deployment. */
export type DeletePolicy = EnumValue<'DeleteDeploymentRequest.DeletePolicy'>;
/** What made a revision. */
export type RevisionAction = EnumValue<'Revision.Action'>;
/** State of a revision. */
export type RevisionState = EnumValue<'Revision.State'>;
/** Why a revision failed. */
export type RevisionErrorCode = EnumValue<'Revision.ErrorCode'>;
/** Named step of an operation on a deployment. */
export type DeploymentStep = EnumValue<'DeploymentOperationMetadata.DeploymentStep'>;
/** What a revision means to do with a resource. */
export type ResourceIntent = EnumValue<'Resource.Intent'>;
/** State of a resource. */
export type ResourceState = EnumValue<'Resource.State'>;
/** State of a preview. */
export type PreviewState = EnumValue<'Preview.State'>;
/** Whether a preview plans an apply or a destroy. */
export type PreviewMode = EnumValue<'Preview.PreviewMode'>;
/** Why a preview failed. */
export type PreviewErrorCode = EnumValue<'Preview.ErrorCode'>;
/** Named step of an operation on a preview. */
export type PreviewStep = EnumValue<'PreviewOperationMetadata.PreviewStep'>;
/** State of a Terraform version. */
export type TerraformVersionState = EnumValue<'TerraformVersion.State'>;
/** Where the `google` providers are downloaded from. */
export type ProviderSource = EnumValue<'ProviderConfig.ProviderSource'>;
/** State of a deployment group. */
export type DeploymentGroupState = EnumValue<'DeploymentGroup.State'>;
/** Whether the units of a group are provisioned. */
export type ProvisioningState = EnumValue<'DeploymentGroup.ProvisioningState'>;
/** State of a unit while its group is provisioned. */
export type DeploymentUnitState = EnumValue<'DeploymentUnitProgress.State'>;
/** What provisioning means to do with a unit. */
export type DeploymentUnitIntent = EnumValue<'DeploymentUnitProgress.Intent'>;
/** Named step of provisioning or deprovisioning a group. */
export type ProvisionDeploymentGroupStep =
  EnumValue<'ProvisionDeploymentGroupOperationMetadata.ProvisionDeploymentGroupStep'>;
/** Whether quotas are checked before an apply. */
export type QuotaValidation = EnumValue<'QuotaValidation'>;
