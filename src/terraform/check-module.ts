import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import type { GraphNode } from './evaluate/graph.ts';
import { isSure } from './evaluate/instance.ts';
import { type EvaluatedModule, type ModuleRun, type RunInput, runModule, summarize } from './evaluate-module.ts';
import { type OpenModule, type OpenModuleInput, openModule } from './open-module.ts';

/** A module that was validated and then planned with the values at hand. */
export interface CheckedModule {
  /** As planned. */
  readonly module: EvaluatedModule;
  /** What `terraform validate` would report: faults whatever the values are. */
  readonly validation: readonly Diagnostic[];
  /** What only shows with the values at hand. */
  readonly planning: readonly Diagnostic[];
  /** Whether a variable fell back to its default when planning: who calls the module may give other values. */
  readonly usesDefaults: boolean;
}

/**
 * Checks a module in the two ways Terraform does: for all values its variables may have, and with those they have. Planning finds all that
 * validating would in what it evaluates, so where it found nothing, only what it left out (resources and modules without instances) is
 * validated; and nothing at all where it found faults with values that were all given.
 */
export function checkModule(input: OpenModuleInput & Omit<RunInput, 'mode'>): CheckedModule {
  const opened = openModule(input);
  const planned = runModule(opened, { ...input, mode: 'plan' });
  const module = { evaluation: summarize(planned), bodies: opened.tree.bodies };
  const planning = mergeDiagnostics(planned.faults);
  const byDefault = usesDefaults(planned);
  const leftOut = opened.order.filter((node) => isLeftOut(node, planned));
  const isSettled = planned.run.faults.length === 0 || !byDefault;
  const only = isSettled ? withNeeded(leftOut) : undefined;
  const validated = only?.size === 0 ? opened : runModule(opened, { ...input, mode: 'validate' }, only && { only });
  const validation = mergeDiagnostics(validated.faults);
  const known = new Set(validation.map(keyOf));
  const additional = planning.filter((diagnostic) => !known.has(keyOf(diagnostic)));
  const doubtful = notGenerated(opened, [...validation, ...additional]);
  return { module, validation: [...validation, ...doubtful], planning: additional, usesDefaults: byDefault };
}

/** Faults in blocks that are generated with no values at hand: Terraform finds none, and would with others. */
function notGenerated({ faultsInContent }: OpenModule, reported: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set(reported.map(keyOf));
  const left = faultsInContent.filter(({ fault }) => !known.has(keyOf(fault)));
  const hint = 'terraform sees this only where the dynamic block is generated, and then refuses it';
  return mergeDiagnostics(left.map(({ fault }): Diagnostic => ({ hint, ...fault, severity: 'warning' })));
}

// Also a resource that has instances in one call of its module and none in another: validating it again does no harm.
function isLeftOut({ kind, name, module }: GraphNode, { run }: ModuleRun): boolean {
  if (!module.instances.some(isSure)) return true;
  const resource = kind === 'resource' ? module.config.resources.get(name) : undefined;
  return resource !== undefined && (run.unused.has(resource) || run.unsure.has(resource));
}

/** Nodes with all that they depend on. */
function withNeeded(nodes: readonly GraphNode[]): ReadonlySet<GraphNode> {
  const needed = new Set(nodes);
  for (const node of needed) for (const dependency of node.dependencies) needed.add(dependency);
  return needed;
}

// A default is written where its variable is.
function usesDefaults({ module: { tree }, root }: ModuleRun): boolean {
  for (const { name, file, default: byDefault } of tree.root.config.variables.values()) {
    if (byDefault !== undefined && root.variables.get(name)?.origin?.file === file) return true;
  }
  return false;
}

// Without the address: validating looks at a resource once, planning at each of its instances.
function keyOf({ code, location, message }: Diagnostic): string {
  return JSON.stringify([code, location?.file, location?.range?.start, message]);
}
