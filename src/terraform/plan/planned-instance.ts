import type { ObjectValue } from '../../hcl/value.ts';
import type { TypeFacts } from '../facts/facts.ts';

/** What an instance is planned from. */
export interface PlanInput {
  readonly address: string;
  readonly facts: TypeFacts;
  /** Source address of the provider without host, such as `hashicorp/google-beta`. */
  readonly provider: string;
  /**
   * What the module says, in the shape of the type: every attribute (null when it is not written, converted to its type), every nested
   * block: list and set blocks as a list or set of objects (empty when not written; unknown when a `dynamic` block's collection is),
   * single blocks as an object or null.
   */
  readonly configuration: ObjectValue;
  /** The provider's configuration in the same shape; undefined when the module has none. */
  readonly settings?: ObjectValue;
  /** The instance in the prior state, in the shape of the type. */
  readonly prior?: PriorInstance;
  /** `lifecycle` of the resource. */
  readonly lifecycle?: Lifecycle;
}

/** An instance as a state has it. */
export interface PriorInstance {
  readonly values: ObjectValue;
  readonly isTainted?: boolean;
}

/** What `lifecycle` says. */
export interface Lifecycle {
  readonly createBeforeDestroy?: boolean;
  readonly preventDestroy?: boolean;
  /** Paths, or all attributes. */
  readonly ignoreChanges?: 'all' | readonly (readonly (string | number)[])[];
  /** A resource or attribute of `replace_triggered_by` changes. */
  readonly isReplaceTriggered?: boolean;
}

export type PlanAction = 'create' | 'update' | 'replace' | 'delete' | 'no-op' | 'read';

/** What becomes of an instance. */
export interface PlannedInstance {
  readonly action: PlanAction;
  /** Planned values in the shape of the type, unknown where known after apply; attributes the type calls sensitive carry the mark. */
  readonly values: ObjectValue;
  /** Attributes whose change replaces it: names and indexes. */
  readonly replacePaths?: readonly (readonly (string | number)[])[];
  /** Of a replacement: the new one is made before the old one goes (`create_before_destroy`). */
  readonly isCreatedFirst?: true;
  /** As in Terraform's plan JSON: `replace_because_cannot_update` and so on. */
  readonly reason?: string;
  /** What planning refuses, in the provider's place: shown at the resource's header or the attribute at `path`. */
  readonly faults: readonly PlanFault[];
}

/** Why an instance cannot be planned. */
export interface PlanFault {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly hint?: string;
  /** The provider's configuration lacks something that may also come from the surroundings, such as `GOOGLE_PROJECT`. */
  readonly isOfProvider?: true;
}
