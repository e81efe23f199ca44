import type { TerraformOutput } from '../../config-api/deployment.ts';
import type { JsonObject } from '../../config-api/json.ts';

/** What a run left behind in the emulated cloud: Terraform's state, in our form. */
export interface StateRecord {
  /** Sorted by address. */
  readonly resources: readonly StateResource[];
  readonly outputs: Readonly<Record<string, TerraformOutput>>;
}

/** A managed instance in the state. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  /** The provider's id; made up where only the provider knows. */
  readonly id: string;
  /** Last segment of its Resource name: `storage-bucket-x1y2z3a4`. */
  readonly resourceId: string;
  /** What the module says of it; parts only the provider knows are left out. */
  readonly configured: JsonObject;
  /** Addresses without keys. */
  readonly dependencies: readonly string[];
}
