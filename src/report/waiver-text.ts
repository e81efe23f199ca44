import type { AppliedWaiver } from '../check/waivers.ts';
import { countWords } from './summary.ts';

/** What a waiver covers: `policy-violation of gcp.resourceLocations at google_storage_bucket.* in prod: 2 findings`. */
export function waiverSubject({ waiver, findings }: AppliedWaiver): string {
  const { code, constraint, address, environment } = waiver;
  const of = constraint === undefined ? '' : ` of ${constraint}`;
  const at = address === undefined ? '' : ` at ${address}`;
  const within = environment === undefined ? '' : ` in ${environment}`;
  return `${code}${of}${at}${within}: ${countWords({ findings: findings.length })}`;
}

/** Who accepted it, until when and why: `by platform until 2027-03-31: moves next quarter`. */
export function waiverReason({ waiver: { owner, reason, expires } }: AppliedWaiver): string {
  return `by ${owner}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`;
}
