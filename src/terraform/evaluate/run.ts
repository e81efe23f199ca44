import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Scope } from '../../hcl/evaluate/scope.ts';
import type { FunctionContext } from '../../hcl/functions/function.ts';
import type { ObjectValue, Type, Value } from '../../hcl/value.ts';
import type { ResourceConfig } from '../config/module-config.ts';
import type { ModuleNode } from '../config/module-tree.ts';
import type { ResourceInstance } from '../evaluation.ts';
import type { ProviderFacts } from '../facts/facts.ts';
import type { Lifecycle, PlanInput, PlannedInstance, PriorInstance } from '../plan/planned-instance.ts';
import type { FaultInContent } from '../references/check-references.ts';
import type { GraphNode } from './graph.ts';
import type { ModuleInstance } from './instance.ts';
import { instanceNames, type ScopeNames } from './names.ts';

/** An attribute that a resource's configuration does not set, as a caller is asked for it. */
export interface ComputedAttribute {
  /** Address of the instance: `module.a.google_storage_bucket.b["x"]`. */
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** Names and indexes from the resource: `['network_interface', 0, 'network_ip']`. */
  readonly path: readonly (string | number)[];
  /** What type its value has; `any` when no facts tell. */
  readonly expected: Type;
  /** What the configuration sets; with facts all planned values. */
  readonly values: ObjectValue;
}

/** Instances that are there already, and how changes of them are planned (`priorPlanning`): apart, since most runs need neither. */
export interface PriorPlanning {
  /** By address. */
  readonly instances: ReadonlyMap<string, PriorInstance>;
  readonly plan: (input: PlanInput) => PlannedInstance;
  readonly lifecycleOf: (config: ResourceConfig, instance: ModuleInstance, address: string, run: Run) => Lifecycle;
  /** What is replaced by creating the new one first, of everything in a module. */
  readonly createdFirst: (order: readonly GraphNode[]) => ReadonlySet<ResourceConfig>;
  /** Reports what may not be destroyed, after everything was evaluated. */
  readonly checkGone: (nodes: readonly ModuleNode[], run: Run) => void;
}

/** Gives computed attributes a value; undefined leaves them unknown. Must give equal answers to equal questions. */
export type ResolveComputed = (attribute: ComputedAttribute) => Value | undefined;

/**
 * How far evaluation goes. `validate`: what holds for all values, as `terraform validate` does it: variables, instances and resources are
 * unknown, each body is evaluated once. `plan`: with the values at hand, instance by instance.
 */
export type EvaluationMode = 'validate' | 'plan';

/** What one evaluation of a module works with. */
export interface Run {
  readonly mode: EvaluationMode;
  /** Absent: resources are taken as written. */
  readonly facts?: ProviderFacts;
  /** Configurations of providers evaluated so far, by module address and name. */
  readonly settings: Map<string, ObjectValue | undefined>;
  /** Resources of which there are no instances, so that nothing of them was evaluated. */
  readonly unused: Set<ResourceConfig>;
  /** Resources that may turn out to have no instances, so that nothing is said of what they hold. */
  readonly unsure: Set<ResourceConfig>;
  /** Declarations whose value is unknown because of a fault, where Terraform would not go on, or of something not evaluated here. */
  readonly failed: Set<GraphNode>;
  /** What `restsOnOutside` has found so far. */
  readonly outside: Map<GraphNode, boolean>;
  readonly terraformVersion: string;
  readonly workspace: string;
  readonly functions: FunctionContext;
  readonly faults: Diagnostic[];
  /** The module was read with errors, of which other faults may be the consequence. */
  readonly isBroken: boolean;
  /** What is a fault only where a `dynamic` block is generated. */
  readonly faultsInContent: readonly FaultInContent[];
  readonly resources: ResourceInstance[];
  readonly resolveComputed?: ResolveComputed;
  /** What is there already. Absent: nothing. */
  readonly prior?: PriorPlanning;
  /** What is replaced by creating the new one first; nothing where nothing is there yet. */
  readonly createdFirst: ReadonlySet<ResourceConfig>;
  /** Whether any declaration of the module may give an ephemeral value. */
  readonly hasEphemeral: boolean;
  /** References to resources are unknown as a whole, as in a console without a state. */
  readonly resourcesUnknown?: true;
}

/** The same run without anybody to hear of faults: for what may turn out not to be there. */
export function withoutFaults(run: Run): Run {
  return { ...run, faults: [] };
}

/** The scope of an expression in a module instance. */
export function scopeOf(run: Run, instance: ModuleInstance, file: string, names: ScopeNames = {}): Scope {
  return {
    file,
    names: instanceNames(run, instance, names),
    functions: run.functions,
    faults: run.faults,
    bindings: undefined,
    within: undefined,
  };
}
