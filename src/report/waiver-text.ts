import type { AppliedWaiver } from '../check/waivers.ts';
import { countWords } from './summary.ts';

/** What a waiver covers: `policy-violation of gcp.resourceLocations at google_storage_bucket.* in prod: 2 findings`. */
export function waiverSubject({ waiver, findings }: AppliedWaiver): string {
  const { code, constraint, address, environment } = waiver;
  const parts = [
    code,
    ...(constraint === undefined ? [] : [`of ${constraint}`]),
    ...(address === undefined ? [] : [`at ${address}`]),
    ...(environment === undefined ? [] : [`in ${environment}`]),
  ];
  return `${parts.join(' ')}: ${countWords({ findings: findings.length })}`;
}

/** Who accepted it, until when and why: `by platform until 2027-03-31: moves next quarter`. */
export function waiverReason({ waiver: { owner, reason, expires } }: AppliedWaiver): string {
  return `by ${owner}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`;
}

/** All of it in one line. */
export function waiverSentence(applied: AppliedWaiver): string {
  return `${waiverSubject(applied)} waived ${waiverReason(applied)}`;
}
