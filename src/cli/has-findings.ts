import type { Findings } from './show-report.ts';

/** Whether findings hold something to tell: diagnostics, or waivers that left some out. */
export function hasFindings({ diagnostics, waivers = [] }: Findings): boolean {
  return diagnostics.length > 0 || waivers.length > 0;
}
