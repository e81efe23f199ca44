import type { DeploymentErrorCode, DeploymentState, LockState, ProviderSource, QuotaValidation } from './enums.ts';
import type { Json } from './json.ts';
import type { Status } from './status.ts';

/**
 * A root module and what it manages. Every field may be absent in JSON: an absent field is unset, or has its zero value.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments
 */
export interface Deployment {
  /** Identifier: `projects/{p}/locations/{l}/deployments/{id}`. */
  readonly name?: string;
  /** Output only; RFC 3339. */
  readonly createTime?: string;
  /** Output only; RFC 3339. */
  readonly updateTime?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Output only. */
  readonly state?: DeploymentState;
  /** Output only; full name of a revision. */
  readonly latestRevision?: string;
  /** Output only; what is the matter, in words. */
  readonly stateDetail?: string;
  /** Output only; set when the state is `FAILED`. */
  readonly errorCode?: DeploymentErrorCode;
  /** What to deploy. */
  readonly terraformBlueprint?: TerraformBlueprint;
  /** Output only; artifacts of the destroy run. */
  readonly deleteResults?: ApplyResults;
  /** Output only; UUID of the destroy run's build. */
  readonly deleteBuild?: string;
  /** Output only; `gs://` path. */
  readonly deleteLogs?: string;
  /** Output only; at most 10. */
  readonly tfErrors?: readonly TerraformError[];
  /** Output only; `gs://` path of all errors as newline-delimited JSON. */
  readonly errorLogs?: string;
  /** Immutable; `gs://bucket/folder`. Absent: the default bucket of project and location. */
  readonly artifactsGcsBucket?: string;
  /** Required; `projects/{p}/serviceAccounts/{email}`. */
  readonly serviceAccount?: string;
  /** Import what exists already instead of failing on it. Absent: false. */
  readonly importExistingResources?: boolean;
  /** `projects/{p}/locations/{l}/workerPools/{id}`. Absent: the default pool. */
  readonly workerPool?: string;
  /** Output only. */
  readonly lockState?: LockState;
  /** `=1.5.7`. Absent: the service's default version. */
  readonly tfVersionConstraint?: string;
  /** Output only; the version in use. */
  readonly tfVersion?: string;
  /** Absent: off. */
  readonly quotaValidation?: QuotaValidation;
  /** Absent: providers come from their public sources. */
  readonly providerConfig?: ProviderConfig;
}

/** The module's source and its inputs; exactly one of `gcsSource` and `gitSource`. */
export interface TerraformBlueprint {
  /** `gs://bucket/prefix`, `gs://bucket/object.zip` or `gs://bucket/object.zip#generation`. */
  readonly gcsSource?: string;
  readonly gitSource?: GitSource;
  /** Input variables by name. */
  readonly inputValues?: Readonly<Record<string, TerraformVariable>>;
  /** Input variables that are outputs of other deployments, by name. */
  readonly externalValues?: Readonly<Record<string, ExternalValueSource>>;
}

/** A folder of a git repository. */
export interface GitSource {
  readonly repo?: string;
  /** Absent: the repository's root. */
  readonly directory?: string;
  /** Branch, tag or commit. Absent: the default branch. */
  readonly ref?: string;
}

/** Value of an input variable. */
export interface TerraformVariable {
  /** Any JSON; numbers are doubles. */
  readonly inputValue?: Json;
}

/** Where an input variable's value comes from. */
export interface ExternalValueSource {
  readonly deploymentSource?: DeploymentSource;
}

/** An output of a deployment's newest applied revision. */
export interface DeploymentSource {
  /** Required; full name, same project and location. */
  readonly deployment?: string;
  /** Required. */
  readonly outputName?: string;
}

/** What a run left behind. */
export interface ApplyResults {
  /** `gs://` path of the module as run. */
  readonly content?: string;
  /** `gs://` path of the run's artifacts. */
  readonly artifacts?: string;
  /** Outputs of the module by name. */
  readonly outputs?: Readonly<Record<string, TerraformOutput>>;
}

/** An output of a module. */
export interface TerraformOutput {
  /** Absent: false. */
  readonly sensitive?: boolean;
  readonly value?: Json;
}

/** An error of a Terraform run. */
export interface TerraformError {
  /** Absent when no resource is concerned. */
  readonly resourceAddress?: string;
  /** Status the resource's API answered; absent when none did. */
  readonly httpResponseCode?: number;
  readonly errorDescription?: string;
  /** Output only; the original error. */
  readonly error?: Status;
}

/** Where providers come from. */
export interface ProviderConfig {
  /** Absent: public sources. */
  readonly sourceType?: ProviderSource;
}
