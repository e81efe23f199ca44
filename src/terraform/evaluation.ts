import type { Location } from '../diagnostics/range.ts';
import type { ObjectValue, Origin, Value } from '../hcl/value.ts';

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
  /** Attributes and nested blocks: blocks as tuples of objects in order, attributes as written. Every value has its `origin`. */
  readonly values: ObjectValue;
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
