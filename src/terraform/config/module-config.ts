import type { Range } from '../../diagnostics/range.ts';
import type { Block, Body, Expression } from '../../hcl/ast.ts';
import type { Type } from '../../hcl/value.ts';
import type { WrittenAddress } from './address.ts';

/** What the files of one folder declare: a root module or a child module, before anything is evaluated. */
export interface ModuleConfig {
  /** Folder relative to the root module; `''` is the root. */
  readonly folder: string;
  /** Syntax trees by path. */
  readonly bodies: ReadonlyMap<string, Body>;
  readonly variables: ReadonlyMap<string, VariableConfig>;
  readonly locals: ReadonlyMap<string, LocalConfig>;
  /** By `type.name` or `data.type.name`. */
  readonly resources: ReadonlyMap<string, ResourceConfig>;
  readonly outputs: ReadonlyMap<string, OutputConfig>;
  readonly modules: ReadonlyMap<string, ModuleCall>;
  /** `provider` blocks by name or `name.alias`. */
  readonly providers: ReadonlyMap<string, ProviderConfig>;
  readonly checks: readonly CheckConfig[];
  /** `import` blocks without fault. */
  readonly imports: readonly ImportConfig[];
  /** `moved` blocks without fault. */
  readonly moves: readonly MoveConfig[];
  /** `removed` blocks without fault. */
  readonly removals: readonly RemovalConfig[];
  readonly requiredVersions: readonly Written[];
  /** What `required_providers` names, by local name. Providers that are used without being named there are implied. */
  readonly requiredProviders: ReadonlyMap<string, RequiredProvider>;
}

/** An entry of `required_providers`. */
export interface RequiredProvider {
  /** Local name: what `provider` arguments and blocks say. */
  readonly name: string;
  /** `hashicorp/google`, with host when that is not the public registry; the implied one when none is written. */
  readonly source: string;
  /** The version constraint as written; absent when there is none. */
  readonly version?: Written;
  readonly file: string;
  /** The local name where it is declared. */
  readonly range: Range;
  /** `google.eu` of `configuration_aliases`: configurations that the caller must give. */
  readonly aliases: readonly string[];
}

/** A block in a file. */
export interface Placed {
  readonly file: string;
  readonly block: Block;
}

/** An expression in a file. */
export interface Written {
  readonly file: string;
  readonly expression: Expression;
}

/** A `variable` block. */
export interface VariableConfig extends Placed {
  readonly name: string;
  readonly type: Type;
  /** Absent when it has none and must be given. */
  readonly default?: Expression;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly nullable: boolean;
  readonly validations: readonly ConditionConfig[];
}

/** `condition` and `error_message` of a validation, precondition, postcondition or assertion. */
export interface ConditionConfig {
  readonly file: string;
  readonly condition: Expression;
  readonly errorMessage: Expression;
}

/** One attribute of a `locals` block. */
export interface LocalConfig extends Written {
  readonly name: string;
  readonly nameRange: Range;
}

/** A `resource`, `data` or `ephemeral` block. */
export interface ResourceConfig extends Placed {
  readonly mode: 'managed' | 'data' | 'ephemeral';
  readonly type: string;
  readonly name: string;
  readonly count?: Expression;
  readonly forEach?: Expression;
  /** Local name of the provider, with alias, as written or derived from the type. */
  readonly provider: string;
  readonly dependsOn: readonly Expression[];
  readonly preconditions: readonly ConditionConfig[];
  readonly postconditions: readonly ConditionConfig[];
  /** Expressions of `replace_triggered_by`. */
  readonly replaceTriggeredBy: readonly Expression[];
}

/** An `output` block. */
export interface OutputConfig extends Placed {
  readonly name: string;
  /** Absent when it was forgotten, which is reported. */
  readonly value?: Expression;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
  readonly description?: string;
  readonly dependsOn: readonly Expression[];
  readonly preconditions: readonly ConditionConfig[];
}

/** A `module` block. */
export interface ModuleCall extends Placed {
  readonly name: string;
  /** Text of `source`; absent when it is missing or no literal. */
  readonly source?: string;
  readonly count?: Expression;
  readonly forEach?: Expression;
  /** Values for the child's variables. */
  readonly arguments: ReadonlyMap<string, ModuleArgument>;
  /** Child's provider name to ours. */
  readonly providers: ReadonlyMap<string, string>;
  readonly dependsOn: readonly Expression[];
}

/** A value that a module call gives to a variable. */
export interface ModuleArgument {
  readonly value: Expression;
  readonly nameRange: Range;
  /** Where it is written: an override file, or that of the call. */
  readonly file: string;
}

/** A `provider` block. */
export interface ProviderConfig extends Placed {
  readonly name: string;
  readonly alias?: string;
}

/** A `moved` block. */
export interface MoveConfig extends Placed {
  readonly from: WrittenAddress;
  readonly to: WrittenAddress;
}

/** A `removed` block. */
export interface RemovalConfig extends Placed {
  readonly from: WrittenAddress;
}

/** An `import` block. */
export interface ImportConfig extends Placed {
  readonly to: WrittenAddress;
  /** Absent when it was forgotten, which is reported, or when an `identity` is given instead. */
  readonly id?: Expression;
  readonly forEach?: Expression;
}

/** A `check` block. */
export interface CheckConfig extends Placed {
  readonly name: string;
  readonly assertions: readonly ConditionConfig[];
}

/** Names by which a module's resources are declared: `google_x.y`, `data.google_x.y`. */
export function resourceKey(mode: ResourceConfig['mode'], type: string, name: string): string {
  return mode === 'managed' ? `${type}.${name}` : `${mode}.${type}.${name}`;
}
