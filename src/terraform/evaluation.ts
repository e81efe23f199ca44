import type { Location } from '../diagnostics/range.ts';
import type { ObjectValue, Origin, Value } from '../hcl/value.ts';
import type { TypeFacts } from './facts/facts.ts';
import type { PlannedInstance } from './plan/planned-instance.ts';

/**
 * A root module evaluated offline. Policy, cost, diff, diagram and the emulator read this and nothing else.
 * Files are named relative to the root module's folder; whoever shows one maps it (`render/locate.ts` for rendered modules).
 */
export interface Evaluation {
  /** Language level it was read with, such as `1.5.7`. */
  readonly terraformVersion: string;
  /** Text of every file of the module and its child modules, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Root variables with their final values, keys sorted. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Managed and data instances after `count` and `for_each`, sorted by address. */
  readonly resources: readonly ResourceInstance[];
  /** Root outputs, sorted by name. */
  readonly outputs: readonly OutputValue[];
  /** Provider configurations of the root module, by local name or `name.alias`. */
  readonly providers: ReadonlyMap<string, ProviderConfiguration>;
  /** Calls of modules that are not on disk and were not looked into. */
  readonly unresolvedModules: readonly {
    readonly address: string;
    readonly source: string;
    readonly location: Location;
  }[];
}

/** One instance of a resource or data source. */
export interface ResourceInstance {
  /** Full address: `module.a["x"].google_storage_bucket.b[0]`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Address of the module instance; `''` is the root. */
  readonly module: string;
  /** Number for `count`, string for `for_each`; absent for a single instance. `{unknown: true}` when the number of instances is not known. */
  readonly key?: number | string | { readonly unknown: true };
  /** Local name of the provider, with alias: `google`, `google-beta.eu`. */
  readonly provider: string;
  /** Source of the provider without host, such as `hashicorp/google`; absent when the module was evaluated without facts. */
  readonly providerSource?: string;
  /** What is known of the type; absent when nothing is. The shape of `configuration` and `values` depends on it. */
  readonly facts?: TypeFacts;
  /**
   * What the module says. With facts: every attribute and nested block of the type, converted; null, an empty list or set where it says
   * nothing; blocks as lists or sets of objects. Without facts: what is written, blocks of a type as a tuple of objects. What is written
   * has its `origin`.
   */
  readonly configuration: ObjectValue;
  /**
   * Planned values: with facts, what `terraform plan` shows after the change, unknown where known after apply, values the type calls
   * sensitive marked. Without facts the same as `configuration`, attributes that are not written being unknown.
   */
  readonly values: ObjectValue;
  /** What becomes of the instance; absent without facts, and of modules that are only validated. */
  readonly change?: PlannedInstance;
  /** The block's header (type and labels). */
  readonly location: Location;
  /** Resources and data sources this one reads or names in `depends_on`, directly or by way of locals: addresses without keys, sorted. */
  readonly dependencies: readonly string[];
}

/** A root output. */
export interface OutputValue {
  readonly name: string;
  readonly value: Value;
  readonly sensitive: boolean;
  /** Absent when the module has none. */
  readonly description?: string;
  readonly origin: Origin;
}

/** A `provider` block of the root module. */
export interface ProviderConfiguration {
  readonly name: string;
  readonly alias?: string;
  readonly values: ObjectValue;
  readonly location: Location;
}
