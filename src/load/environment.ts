import type { JsonObject } from './document.ts';

/** A `kind: Environment` document, as `schemas/environment.schema.json` describes it. Every field of `spec` may come from a base instead. */
export interface Environment {
  readonly apiVersion: 'imprint/v1';
  readonly kind: 'Environment';
  readonly metadata: {
    /** Short name; the full one is `<blueprint>/<name>`. */
    readonly name: string;
    readonly description?: string;
    /** Only a base of others: never rendered. */
    readonly abstract?: boolean;
  };
  readonly spec: EnvironmentSpec;
}

/** What an environment sets. */
export interface EnvironmentSpec {
  readonly blueprint?: { readonly name: string /** SemVer range; absent means any. */; readonly version?: string };
  /** Names of bases, later ones over earlier ones. */
  readonly extends?: readonly string[];
  /** Project id. */
  readonly project?: string;
  /** Region in which Infrastructure Manager runs. */
  readonly location?: string;
  readonly deployment?: DeploymentSettings;
  readonly parameters?: JsonObject;
  /** Assumptions for the cost estimate. */
  readonly usage?: JsonObject;
  readonly budget?: Budget;
  /** Folder of the policy hierarchy, relative to the workspace root. */
  readonly policies?: string;
  /** Full or short names of environments that must be deployed before. */
  readonly dependsOn?: readonly string[];
  /** Parameter name to another environment's output. */
  readonly inputsFrom?: Readonly<Record<string, { readonly environment: string; readonly output: string }>>;
}

/** What an environment may cost. */
export interface Budget {
  /** US dollars a month; absent: no limit. */
  readonly monthlyUSD?: number;
}

/** How the deployment is submitted; fields named as in the API where it has them. */
export interface DeploymentSettings {
  /** Deployment id; default `<blueprint>-<env>`. */
  readonly id?: string;
  /** Email of the service account Terraform runs as. */
  readonly serviceAccount?: string;
  /** Exact version; default 1.5.7. */
  readonly terraformVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** `projects/…/locations/…/workerPools/…`. */
  readonly workerPool?: string;
  /** `gs://bucket/folder`. */
  readonly artifactsBucket?: string;
  readonly quotaValidation?: 'ENABLED' | 'ENFORCED';
  readonly providerSource?: 'SERVICE_MAINTAINED';
  readonly importExisting?: boolean;
}
