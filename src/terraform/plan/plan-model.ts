import type { ObjectValue, Value } from '../../hcl/value.ts';
import type { TypeFacts } from '../facts/facts.ts';
import type { InstanceKey } from './state-address.ts';

/** What applying a module would do: what `terraform plan` computes, found offline. */
export interface Plan {
  /** Language level, such as `1.5.7`. */
  readonly terraformVersion: string;
  /** Root variables with their values, by name. */
  readonly variables: ReadonlyMap<string, Value>;
  /** What happens to each instance, also nothing; in Terraform's order: by module, data sources first, type, name, key. */
  readonly changes: readonly ResourceChange[];
  /** Root outputs, by name; also those that are only in the state. */
  readonly outputs: readonly OutputChange[];
}

/** What happens, as Terraform spells it; a replacement is two of these, in order. */
export type ChangeAction = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'forget';

/** What happens to an instance. */
export interface ResourceChange {
  readonly address: string;
  /** Where the instance was before, when a `moved` block moved it. */
  readonly previousAddress?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Address of the module instance; `''` is the root. */
  readonly module: string;
  /** Absent for a single instance, and where the number of instances is not known. */
  readonly key?: InstanceKey;
  /** Source of the provider without the public registry's host, such as `hashicorp/google`. */
  readonly provider: string;
  readonly schemaVersion: number;
  readonly actions: readonly ChangeAction[];
  /** Values in the state; absent for what is new. */
  readonly before?: ObjectValue;
  /** Planned values; absent for what goes. */
  readonly after?: ObjectValue;
  /** Attributes whose change replaces it: names and indexes. */
  readonly replacePaths?: readonly (readonly (string | number)[])[];
  /** Why, as in Terraform's plan JSON: `replace_because_cannot_update`, `delete_because_each_key` and so on. */
  readonly reason?: string;
  /** Identifier it is imported by. */
  readonly importId?: string;
  /** Absent when there are none about the type. */
  readonly facts?: TypeFacts;
}

/** What happens to a root output. */
export interface OutputChange {
  readonly name: string;
  readonly action: 'no-op' | 'create' | 'update' | 'delete';
  /** Value in the state; absent when it is not there. */
  readonly before?: Value;
  /** Absent when it is no longer declared. */
  readonly after?: Value;
  readonly sensitive: boolean;
}
