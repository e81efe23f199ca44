import { type OfferedVersion, offeredVersions } from '../../config-api/terraform-versions.ts';
import { ApiError, invalidField, precondition } from '../api-error.ts';
import { compareVersions, meets, parseConstraint } from '../run/version-constraint.ts';

/** Whether nothing new may use a version any more. */
export function isObsolete(version: OfferedVersion, nowMs: number): boolean {
  return version.obsoleteTime !== undefined && Date.parse(version.obsoleteTime) <= nowMs;
}

/** What a choice is made for. */
export interface VersionChoice {
  /** As the deployment has it; absent or empty: none. */
  readonly constraint?: string | undefined;
  /** The deployment's version so far; absent for a new one. */
  readonly current?: string | undefined;
  readonly fallback: string;
  readonly nowMs: number;
  readonly deployment: string;
  /** What has the constraint: names the field at fault. Default `deployment`. */
  readonly root?: 'preview';
}

/**
 * The version a revision runs with (5.18, 5.19).
 * @throws ApiError when none may be used.
 */
export function chooseVersion(choice: VersionChoice): string {
  const chosen = candidate(choice);
  const { current, deployment } = choice;
  if (isObsolete(chosen, choice.nowMs)) {
    throw precondition(deployment, 'TERRAFORM_VERSION', `Terraform version ${chosen.version} is no longer supported`);
  }
  if (current !== undefined && compareVersions(chosen.version, current) < 0) {
    const message = `Terraform version cannot be lowered from ${current} to ${chosen.version}`;
    throw precondition(deployment, 'TERRAFORM_VERSION', message);
  }
  return chosen.version;
}

function candidate({ constraint, current, fallback, nowMs, root }: VersionChoice): OfferedVersion {
  if (constraint === undefined || constraint === '') {
    const version = current ?? fallback;
    const found = offeredVersions.find((offered) => offered.version === version);
    if (found === undefined) throw new ApiError('FAILED_PRECONDITION', `Terraform version ${version} is not offered`);
    return found;
  }
  const field = `${root ?? 'deployment'}.tf_version_constraint`;
  const conditions = parseConstraint(constraint);
  if (conditions === undefined) {
    throw invalidField(field, `'${constraint}' is not a version constraint`);
  }
  const fitting = offeredVersions.filter(({ version }) => conditions.every((condition) => meets(version, condition)));
  const best = fitting.findLast((version) => !isObsolete(version, nowMs)) ?? fitting.at(-1);
  if (best === undefined) {
    const offered = offeredVersions.map(({ version }) => version).join(', ');
    throw invalidField(field, `no offered version (${offered}) meets '${constraint}'`);
  }
  return best;
}
