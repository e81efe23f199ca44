import type { Diagnostic, RelatedLocation, Severity } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/range.ts';
import type { Evaluation } from '../../terraform/evaluation.ts';
import type { Verdict } from '../model.ts';
import { type AttributePlace, attributePlace } from './attribute-place.ts';

/** Where the author of a place in the module finds it. */
export type FindPlace = (place: AttributePlace) => {
  readonly location: Location;
  readonly related: readonly RelatedLocation[];
};

/** Finds where verdicts stand: the attribute that decided, else the resource; undefined for verdicts without either. */
export function verdictPlaces(
  evaluation: Pick<Evaluation, 'resources' | 'unresolvedModules'>,
  findPlace: FindPlace,
): (verdict: Verdict) => ReturnType<FindPlace> | undefined {
  const resources = new Map(evaluation.resources.map((resource) => [resource.address, resource]));
  const modules = new Map(evaluation.unresolvedModules.map((module) => [module.address, module.location]));
  return ({ address = '', path = [] }) => {
    const resource = resources.get(address);
    if (resource !== undefined) return findPlace(attributePlace(resource, path));
    const module = modules.get(address);
    return module && findPlace({ kind: 'range', ...module });
  };
}

/**
 * What is wrong or open, as diagnostics: violations are errors, or warnings where they are of a dry run or only likely; what is open is
 * told as information.
 */
export function verdictDiagnostics(
  verdicts: readonly Verdict[],
  placeOf: (verdict: Verdict) => ReturnType<FindPlace> | undefined,
): readonly Diagnostic[] {
  return verdicts.flatMap((verdict) => verdictDiagnostic(verdict, placeOf) ?? []);
}

/** The diagnostic of one verdict; undefined where nothing is wrong or open. */
export function verdictDiagnostic(
  verdict: Verdict,
  placeOf: (verdict: Verdict) => ReturnType<FindPlace> | undefined,
): Diagnostic | undefined {
  if (verdict.verdict !== 'VIOLATION' && verdict.verdict !== 'UNDECIDED') return undefined;
  const { constraint, mode, address, reason, remedy, decidedBy } = verdict;
  const place = placeOf(verdict);
  const rule = decidedBy === undefined ? [] : [{ message: 'the rule of the policy', location: decidedBy }];
  const related = place === undefined ? [] : [...place.related, ...rule];
  const location = place?.location ?? decidedBy;
  return {
    code: verdict.verdict === 'VIOLATION' ? 'policy-violation' : 'policy-undecided',
    severity: severityOf(verdict),
    message: messageOf(verdict),
    ...(location !== undefined && { location }),
    ...(address !== undefined && { address }),
    ...(related.length > 0 && { related }),
    ...(remedy !== undefined && { hint: remedy }),
    args: { constraint, mode, reason, certainty: verdict.certainty },
  };
}

/** Whether a verdict is one that the service would refuse the deployment for. */
export function isRefusal({ verdict, mode, certainty }: Verdict): boolean {
  return verdict === 'VIOLATION' && mode === 'live' && certainty !== 'likely';
}

function severityOf(verdict: Verdict): Severity {
  if (verdict.verdict === 'UNDECIDED') return 'info';
  return isRefusal(verdict) ? 'error' : 'warning';
}

function messageOf({ verdict, constraint, mode, address, reason, certainty }: Verdict): string {
  const subject = address ?? 'the module';
  if (verdict === 'UNDECIDED') {
    return `whether ${subject} satisfies \`${constraint}\`${mode === 'dryRun' ? ' (dry run)' : ''} is open: ${reason}`;
  }
  if (mode === 'dryRun') return `${subject} would violate \`${constraint}\`, which is in a dry run: ${reason}`;
  return `${subject} ${certainty === 'likely' ? 'probably violates' : 'violates'} \`${constraint}\`: ${reason}`;
}
