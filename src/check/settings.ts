import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import type { SourceDocument } from '../load/document.ts';
import { joinPointer } from '../load/pointer.ts';
import type { Waiver, WorkspaceSettings } from '../load/workspace.ts';
import { locateIn } from '../resolve/document-location.ts';
import { fitsGlob } from './glob-text.ts';
import { unknownRuleFault } from './ignores.ts';
import type { RuleLevel } from './rule.ts';
import { ruleLevels } from './rule-levels.generated.ts';

/** `imprint.yaml`, absent when there is none. */
export type SettingsDocument = SourceDocument<WorkspaceSettings> | undefined;

/** A diagnostic and the full name of the environment it was found in; absent for what is found without one. */
export interface AttributedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly environment?: string;
}

/** Codes in `imprint.yaml` that no rule has, and levels of rules whose level is fixed. */
export function settingsFaults(settings: SettingsDocument): Diagnostic[] {
  if (settings === undefined) return [];
  const levels = Object.keys(settings.value.spec.rules ?? {}).flatMap((code): Diagnostic[] => {
    const location = locateIn(settings, joinPointer('/spec/rules', code), 'key');
    const rule = ruleOf(code);
    if (rule === undefined) return [{ ...unknownRuleFault(code), location }];
    return isFixed(rule) ? [{ ...fixedLevelFault(code), location }] : [];
  });
  const waivers = (settings.value.spec.waivers ?? []).flatMap(({ code }, index): Diagnostic[] => {
    if (ruleOf(code) !== undefined) return [];
    return [{ ...unknownRuleFault(code), location: locateIn(settings, `/spec/waivers/${index}/code`, 'value') }];
  });
  return [...levels, ...waivers];
}

/** The diagnostic with the level `imprint.yaml` gives its rule; undefined when the rule is off. */
export function applyLevel(diagnostic: Diagnostic, settings: SettingsDocument): Diagnostic | undefined {
  const level: Severity | 'off' | undefined = settings?.value.spec.rules?.[diagnostic.code];
  const rule = ruleOf(diagnostic.code);
  if (level === undefined || rule === undefined || isFixed(rule)) return diagnostic;
  return level === 'off' ? undefined : { ...diagnostic, severity: level };
}

/** What waivers left over. */
export interface WaiverResult {
  readonly diagnostics: readonly AttributedDiagnostic[];
  readonly waived: number;
  /** Expired and unused waivers. */
  readonly faults: readonly Diagnostic[];
}

/**
 * Leaves out what a waiver of `imprint.yaml` accepts on the day `today` (`YYYY-MM-DD`). `isComplete` says that everything was checked,
 * so that an unused waiver is known to be one; essential diagnostics are never waived.
 */
export function applyWaivers(
  diagnostics: readonly AttributedDiagnostic[],
  settings: SettingsDocument,
  context: { readonly today: string; readonly isComplete: boolean; readonly isEssential: (one: Diagnostic) => boolean },
): WaiverResult {
  const waivers = settings?.value.spec.waivers ?? [];
  if (settings === undefined || waivers.length === 0) return { diagnostics, waived: 0, faults: [] };
  const used = new Set<Waiver>();
  const left = diagnostics.filter((one) => {
    const waiver = waivers.find((candidate) => covers(candidate, one));
    if (waiver === undefined) return true;
    used.add(waiver);
    return isExpired(waiver, context.today) || context.isEssential(one.diagnostic);
  });
  const faults = waivers.flatMap((waiver, index): Diagnostic[] => {
    const pointer = `/spec/waivers/${index}`;
    if (isExpired(waiver, context.today))
      return [expiredFault(waiver, locateIn(settings, `${pointer}/expires`, 'value'))];
    if (used.has(waiver) || !context.isComplete || ruleOf(waiver.code) === undefined) return [];
    return [unusedFault(waiver, locateIn(settings, `${pointer}/code`, 'value'))];
  });
  return { diagnostics: left, waived: diagnostics.length - left.length, faults };
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

function fixedLevelFault(code: string): Diagnostic {
  return {
    code: 'fixed-level',
    severity: 'error',
    message: `\`${code}\` is always an error`,
    hint: 'remove the line; a single place can be ignored by a comment with a reason',
    args: { code },
  };
}

/** Errors of the stages are fixed: what they are about does not reach the checks. */
function isFixed({ isCheck, severity }: RuleLevel): boolean {
  return !isCheck && severity === 'error';
}

function ruleOf(code: string): RuleLevel | undefined {
  const levels: Readonly<Record<string, RuleLevel>> = ruleLevels;
  return Object.hasOwn(levels, code) ? levels[code] : undefined;
}
