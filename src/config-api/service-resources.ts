import type { TerraformVersionState } from './enums.ts';
import type { JsonObject } from './json.ts';

/** The holder of a deployment's lock. Absent fields are unset. */
export interface LockInfo {
  /** Decimal int64 as text. */
  readonly lockId?: string;
  readonly operation?: string;
  readonly info?: string;
  readonly who?: string;
  readonly version?: string;
  /** RFC 3339. */
  readonly createTime?: string;
}

/** Where a statefile can be read or written. */
export interface Statefile {
  readonly signedUri?: string;
}

/** A Terraform version the service runs. */
export interface TerraformVersion {
  /** `projects/{p}/locations/{l}/terraformVersions/1.5.7`. */
  readonly name?: string;
  readonly state?: TerraformVersionState;
  /** RFC 3339; supported from then on. */
  readonly supportTime?: string;
  /** RFC 3339; absent while no date is set. */
  readonly deprecateTime?: string;
  /** RFC 3339; absent while no date is set. */
  readonly obsoleteTime?: string;
}

/** Whether deployments move off obsolete Terraform versions by themselves. */
export interface AutoMigrationConfig {
  /** `projects/{p}/locations/{l}/autoMigrationConfig`. */
  readonly name?: string;
  readonly updateTime?: string;
  /** Absent: false. */
  readonly autoMigrationEnabled?: boolean;
}

/** A location of the service. */
export interface Location {
  readonly name?: string;
  readonly locationId?: string;
  readonly displayName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly metadata?: JsonObject;
}
