import type { ProviderConfig, TerraformBlueprint, TerraformError } from './deployment.ts';
import type { PreviewErrorCode, PreviewMode, PreviewState, ResourceIntent } from './enums.ts';
import type { Json } from './json.ts';
import type { Status } from './status.ts';

/**
 * A plan made by the service. Absent fields are unset.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.previews
 */
export interface Preview {
  /** Identifier: `projects/{p}/locations/{l}/previews/{id}`; may be made by the service. */
  readonly name?: string;
  /** Output only; RFC 3339. */
  readonly createTime?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Output only. */
  readonly state?: PreviewState;
  /** Deployment to plan against, and to inherit from. Absent: a new one. */
  readonly deployment?: string;
  /** Absent: `DEFAULT`. */
  readonly previewMode?: PreviewMode;
  /** Required unless inherited. */
  readonly serviceAccount?: string;
  readonly artifactsGcsBucket?: string;
  readonly workerPool?: string;
  readonly terraformBlueprint?: TerraformBlueprint;
  /** Output only; set when the state is `FAILED`. */
  readonly errorCode?: PreviewErrorCode;
  /** Output only; set when the state is `FAILED`. */
  readonly errorStatus?: Status;
  /** Output only; UUID of the build. */
  readonly build?: string;
  /** Output only; at most 10. */
  readonly tfErrors?: readonly TerraformError[];
  /** Output only; `gs://` path. */
  readonly errorLogs?: string;
  /** Output only. */
  readonly previewArtifacts?: PreviewArtifacts;
  /** Output only; `gs://` path. */
  readonly logs?: string;
  /** Output only. */
  readonly tfVersion?: string;
  readonly tfVersionConstraint?: string;
  readonly providerConfig?: ProviderConfig;
}

/** What a preview left behind. */
export interface PreviewArtifacts {
  /** `gs://` path of the module as planned. */
  readonly content?: string;
  /** `gs://` path of the plan files. */
  readonly artifacts?: string;
}

/** Where the plan can be downloaded. */
export interface PreviewResult {
  readonly binarySignedUri?: string;
  /** Plan JSON. */
  readonly jsonSignedUri?: string;
}

/** What a preview would do to one resource; plan JSON's `resource_changes` in fields. */
export interface ResourceChange {
  readonly name?: string;
  readonly terraformInfo?: ResourceChangeTerraformInfo;
  readonly intent?: ResourceIntent;
  readonly propertyChanges?: readonly PropertyChange[];
}

/** The resource of a change. */
export interface ResourceChangeTerraformInfo {
  readonly address?: string;
  readonly type?: string;
  readonly resourceName?: string;
  readonly provider?: string;
  /** As in plan JSON: `create`, `delete`, … */
  readonly actions?: readonly string[];
}

/** One attribute's change. Paths of sensitive parts are relative to `path`. */
export interface PropertyChange {
  readonly path?: string;
  readonly before?: Json;
  readonly beforeSensitivePaths?: readonly string[];
  readonly after?: Json;
  readonly afterSensitivePaths?: readonly string[];
}

/** How a resource differs from the state; plan JSON's `resource_drift` in fields. */
export interface ResourceDrift {
  readonly name?: string;
  readonly terraformInfo?: ResourceDriftTerraformInfo;
  readonly propertyDrifts?: readonly PropertyDrift[];
}

/** The resource of a drift. */
export interface ResourceDriftTerraformInfo {
  readonly address?: string;
  readonly type?: string;
  readonly resourceName?: string;
  readonly provider?: string;
}

/** One attribute's drift; fields as in a change. */
export type PropertyDrift = PropertyChange;
