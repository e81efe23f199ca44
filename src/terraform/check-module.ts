import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import { type EvaluatedModule, type ModuleRun, type RunInput, runModule, summarize } from './evaluate-module.ts';
import { type OpenModuleInput, openModule } from './open-module.ts';

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
 * Checks a module in the two ways Terraform does: for all values its variables may have, and with those they have. Where all values are
 * given and every part of the module is planned, planning finds all that validating would, so that is left out.
 */
export function checkModule(input: OpenModuleInput & Omit<RunInput, 'mode'>): CheckedModule {
  const opened = openModule(input);
  const planned = runModule(opened, { ...input, mode: 'plan' });
  const module = { evaluation: summarize(planned), bodies: opened.tree.bodies };
  const planning = mergeDiagnostics(planned.faults);
  const byDefault = usesDefaults(planned);
  const isWhole = planned.run.unused.size === 0 && opened.tree.nodes.every(({ instances }) => instances.length > 0);
  if (!byDefault && isWhole) {
    return { module, validation: [], planning, usesDefaults: false };
  }
  const validation = mergeDiagnostics(runModule(opened, { ...input, mode: 'validate' }).faults);
  const known = new Set(validation.map(keyOf));
  const additional = planning.filter((diagnostic) => !known.has(keyOf(diagnostic)));
  return { module, validation, planning: additional, usesDefaults: byDefault };
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
