import { ServiceError, SettingsError } from '../../errors.ts';
import type { Check, DoctorContext, Finding, Patient } from './check.ts';

/** A check with what it found. */
export interface Checkup extends Finding {
  readonly id: string;
  readonly what: string;
  /** What puts it right; absent when nothing is wrong. */
  readonly fix?: string;
}

/** Runs checks on a patient, all at once, and answers in their order. Throws only what is no refusal of a service. */
export function runChecks(
  checks: readonly Check[],
  patient: Patient,
  context: DoctorContext,
): Promise<readonly Checkup[]> {
  return Promise.all(
    checks.map(async ({ id, what, check, fix }) => {
      const finding = await check(patient, context).catch(refusalFinding);
      const needsFix = finding.verdict === 'bad' || finding.verdict === 'warning';
      return { id, what, ...finding, ...(needsFix && { fix: fix(patient) }) };
    }),
  );
}

/** What is not there is wrong; what one may not look at is not known. */
function refusalFinding(error: unknown): Finding {
  if (error instanceof SettingsError) return { verdict: 'unknown', detail: 'the credentials cannot be used' };
  if (!(error instanceof ServiceError)) throw error;
  const { httpStatus } = error.failure;
  const isHidden = httpStatus === 401 || httpStatus === 403;
  return { verdict: isHidden ? 'unknown' : 'bad', detail: error.message };
}
