import type { AttributedDiagnostic } from '../check/attributed-diagnostic.ts';
import { type Suppression, suppress } from '../check/suppress.ts';
import type { AppliedWaiver } from '../check/waivers.ts';
import { diagnosticKey } from '../diagnostics/merge.ts';
import type { Verdict } from '../policy/model.ts';
import { verdictDiagnostic } from '../policy/verdicts/verdict-diagnostics.ts';
import type { CheckedSubject } from './check-subjects.ts';
import type { AcceptedFindings } from './policy-subjects.ts';

/** What verdicts say that nobody accepted, and what was accepted. */
export interface AcceptedVerdicts extends Suppression {
  /** How a verdict that finds something wrong or open was accepted; undefined where it was not, or finds nothing. */
  readonly acceptedBy: (verdict: Verdict) => 'waiver' | 'comment' | undefined;
}

/** Applies the waivers and ignore comments of the subjects' authors to verdicts; what they left out before is counted too. */
export function acceptVerdicts(checked: readonly CheckedSubject[], accepted: AcceptedFindings): AcceptedVerdicts {
  const found = new Map<Verdict, AttributedDiagnostic>();
  for (const { subject, verdicts, placeOf } of checked) {
    for (const verdict of verdicts) {
      const diagnostic = verdictDiagnostic(verdict, placeOf);
      if (diagnostic === undefined) continue;
      found.set(verdict, { diagnostic, ...(accepted.areEnvironments && { environment: subject.name }) });
    }
  }
  const { settings, ignores, today, before } = accepted;
  const left = suppress(
    [...found.values()],
    { settings, ignores },
    { today, isComplete: () => false, isEssential: () => false },
  );
  return {
    diagnostics: left.diagnostics,
    suppressed: {
      ignored: before.suppressed.ignored + left.suppressed.ignored,
      waived: before.suppressed.waived + left.suppressed.waived,
    },
    waivers: [...before.waivers, ...left.waivers].sort(byPlace),
    acceptedBy: acceptanceTest(found, left),
  };
}

function acceptanceTest(
  found: ReadonlyMap<Verdict, AttributedDiagnostic>,
  { diagnostics, waivers }: Suppression,
): AcceptedVerdicts['acceptedBy'] {
  const kept = keysOf(diagnostics);
  const waived = keysOf(waivers.flatMap(({ findings }) => findings));
  return (verdict) => {
    const one = found.get(verdict);
    if (one === undefined) return undefined;
    const key = keyIn(one.environment, diagnosticKey(one.diagnostic));
    if (kept.has(key)) return undefined;
    return waived.has(key) ? 'waiver' : 'comment';
  };
}

type Named = AcceptedVerdicts['diagnostics'];

function keysOf(diagnostics: Named): ReadonlySet<string> {
  return new Set(
    diagnostics.flatMap((one) => (one.environments ?? [undefined]).map((name) => keyIn(name, diagnosticKey(one)))),
  );
}

function keyIn(environment: string | undefined, key: string): string {
  return `${environment ?? ''} ${key}`;
}

function byPlace(a: AppliedWaiver, b: AppliedWaiver): number {
  return (a.location.range?.start ?? 0) - (b.location.range?.start ?? 0);
}
