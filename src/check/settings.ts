import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { SourceDocument } from '../load/document.ts';
import { joinPointer } from '../load/pointer.ts';
import type { WorkspaceSettings } from '../load/workspace.ts';
import { locateIn } from '../resolve/document-location.ts';
import { unknownRuleFault } from './ignores.ts';
import type { RuleLevel } from './rule.ts';
import { ruleLevels } from './rule-levels.generated.ts';

/** `imprint.yaml`, absent when there is none. */
export type SettingsDocument = SourceDocument<WorkspaceSettings> | undefined;

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

/** What is known of the rule with a code; undefined when there is none. */
export function ruleOf(code: string): RuleLevel | undefined {
  const levels: Readonly<Record<string, RuleLevel>> = ruleLevels;
  return Object.hasOwn(levels, code) ? levels[code] : undefined;
}
