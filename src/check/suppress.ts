import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import { type AttributedDiagnostic, nameEnvironments } from './attributed-diagnostic.ts';
import { applyIgnores, type FileIgnores } from './ignores.ts';
import type { SettingsDocument } from './settings.ts';
import { type AppliedWaiver, applyWaivers, type WaiverContext } from './waivers.ts';

/** What is left of findings, and what left the others out. */
export interface Suppression {
  /** In the order of `compareDiagnostics`, without duplicates, each with its environments; faults of waivers and comments among them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: { readonly ignored: number; readonly waived: number };
  /** In the order they are written in; those that left nothing out are not among them. */
  readonly waivers: readonly AppliedWaiver[];
}

/** Leaves out what waivers of `imprint.yaml`, then `imprint:ignore` comments, accept. */
export function suppress(
  found: readonly AttributedDiagnostic[],
  accepted: { readonly settings: SettingsDocument; readonly ignores: readonly FileIgnores[] },
  context: WaiverContext,
): Suppression {
  const waived = applyWaivers(found, accepted.settings, context);
  const merged = mergeDiagnostics([...nameEnvironments(waived.diagnostics), ...waived.faults]);
  const ignored = applyIgnores(merged, accepted.ignores, context.isEssential);
  return {
    diagnostics: mergeDiagnostics(ignored.diagnostics),
    suppressed: { ignored: ignored.ignored, waived: waived.waived },
    waivers: waived.applied,
  };
}
