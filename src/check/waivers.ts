import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { mergeDiagnostics } from '../diagnostics/merge.ts';
import type { Location } from '../diagnostics/range.ts';
import type { Waiver } from '../load/workspace.ts';
import { locateIn } from '../resolve/document-location.ts';
import { type AttributedDiagnostic, nameEnvironments } from './attributed-diagnostic.ts';
import { fitsGlob } from './glob-text.ts';
import { ruleOf, type SettingsDocument } from './settings.ts';

/** A waiver of `imprint.yaml` that left findings out of a report. */
export interface AppliedWaiver {
  /** As it is written. */
  readonly waiver: Waiver;
  /** Its place in `imprint.yaml`. */
  readonly location: Location;
  /** What it covers: in the order of `compareDiagnostics`, without duplicates, with the environments; never empty. */
  readonly findings: readonly Diagnostic[];
}

/** What waivers left over. */
export interface WaiverResult {
  readonly diagnostics: readonly AttributedDiagnostic[];
  /** How many were left out; what is the same in several environments counts in each. */
  readonly waived: number;
  /** The waivers that left something out, in the order they are written in. */
  readonly applied: readonly AppliedWaiver[];
  /** Expired and unused waivers. */
  readonly faults: readonly Diagnostic[];
}

/** How waivers are applied. */
export interface WaiverContext {
  /** The day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether everything a code stands for was looked for, so that an unused waiver of it is known to be one. */
  readonly isComplete: (code: string) => boolean;
  /** Diagnostics that are never waived. */
  readonly isEssential: (one: Diagnostic) => boolean;
}

/** Leaves out what a waiver of `imprint.yaml` accepts: of several that cover a finding, the first one that has not ended. */
export function applyWaivers(
  diagnostics: readonly AttributedDiagnostic[],
  settings: SettingsDocument,
  context: WaiverContext,
): WaiverResult {
  const waivers = settings?.value.spec.waivers ?? [];
  if (settings === undefined || waivers.length === 0) return { diagnostics, waived: 0, applied: [], faults: [] };
  const used = new Set<Waiver>();
  const covered = new Map<Waiver, AttributedDiagnostic[]>();
  const left = diagnostics.filter((one) => {
    const candidates = waivers.filter((candidate) => covers(candidate, one));
    for (const candidate of candidates) used.add(candidate);
    const waiver = candidates.find((candidate) => !isExpired(candidate, context.today));
    if (waiver === undefined || context.isEssential(one.diagnostic)) return true;
    covered.set(waiver, [...(covered.get(waiver) ?? []), one]);
    return false;
  });
  const placeOf = (index: number, key = ''): Location => locateIn(settings, `/spec/waivers/${index}${key}`, 'value');
  const applied = waivers.flatMap((waiver, index): AppliedWaiver[] => {
    const own = covered.get(waiver);
    if (own === undefined) return [];
    return [{ waiver, location: placeOf(index), findings: mergeDiagnostics(nameEnvironments(own)) }];
  });
  const faults = waivers.flatMap((waiver, index): Diagnostic[] => {
    if (isExpired(waiver, context.today)) return [expiredFault(waiver, placeOf(index, '/expires'))];
    if (used.has(waiver) || !context.isComplete(waiver.code) || ruleOf(waiver.code) === undefined) return [];
    return [unusedFault(waiver, placeOf(index, '/code'))];
  });
  return { diagnostics: left, waived: diagnostics.length - left.length, applied, faults };
}

function covers({ code, constraint, address, environment }: Waiver, one: AttributedDiagnostic): boolean {
  return (
    code === one.diagnostic.code &&
    (constraint === undefined || one.diagnostic.args?.['constraint'] === constraint) &&
    (address === undefined || (one.diagnostic.address !== undefined && fitsGlob(one.diagnostic.address, address))) &&
    (environment === undefined || (one.environment !== undefined && namesEnvironment(environment, one.environment)))
  );
}

/** A glob with a slash is held against full names, one without against short names. */
function namesEnvironment(glob: string, fullName: string): boolean {
  return fitsGlob(glob.includes('/') ? fullName : fullName.slice(fullName.lastIndexOf('/') + 1), glob);
}

function isExpired({ expires }: Waiver, today: string): boolean {
  return expires !== undefined && expires < today;
}

function expiredFault({ code, expires = '', owner, reason }: Waiver, location: Location): Diagnostic {
  return {
    code: 'waiver-expired',
    severity: 'error',
    message: `the waiver of \`${code}\` ended on ${expires}`,
    location,
    hint: `mend the finding, or have ${owner} agree on a new date (the reason was: ${reason})`,
    args: { code, expires, owner },
  };
}

function unusedFault({ code, owner }: Waiver, location: Location): Diagnostic {
  return {
    code: 'waiver-unused',
    severity: 'warning',
    message: `there is no \`${code}\` that this waiver covers`,
    location,
    hint: 'remove the waiver, or correct its constraint, address or environment',
    args: { code, owner },
  };
}
