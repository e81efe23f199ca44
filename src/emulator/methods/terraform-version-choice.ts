import type { TerraformVersionState } from '../../config-api/enums.ts';
import { type OfferedVersion, offeredVersions } from '../../config-api/terraform-versions.ts';
import { ApiError, invalidField, precondition } from '../api-error.ts';
import { compareVersions, meets, parseConstraint } from '../run/version-constraint.ts';

/** State of a version at a time (16.1); undefined before it is offered. */
export function stateOfVersion(version: OfferedVersion, nowMs: number): TerraformVersionState | undefined {
  const isReached = (time: string | undefined): boolean => time !== undefined && Date.parse(time) <= nowMs;
  if (isReached(version.obsoleteTime)) return 'OBSOLETE';
  if (isReached(version.deprecateTime)) return 'DEPRECATED';
  return isReached(version.supportTime) ? 'ACTIVE' : undefined;
}

/** What users of a deprecated version are told (16.2); undefined when there is nothing to tell. */
export function deprecationWarning(version: string, nowMs: number): string | undefined {
  const offered = offeredVersions.find((candidate) => candidate.version === version);
  if (offered === undefined || stateOfVersion(offered, nowMs) !== 'DEPRECATED') return undefined;
  const end = offered.obsoleteTime === undefined ? '' : ` and will not be supported from ${offered.obsoleteTime} on`;
  return `Terraform version ${version} is deprecated${end}`;
}

function isObsolete(version: OfferedVersion, nowMs: number): boolean {
  return stateOfVersion(version, nowMs) === 'OBSOLETE';
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
  /** Whether deployments move off obsolete versions. Default: no. */
  readonly autoMigrates?: boolean;
}

/**
 * The version a revision runs with (5.18, 5.19, 16.3).
 * @throws ApiError when none may be used.
 */
export function chooseVersion(choice: VersionChoice): string {
  const { current, deployment } = choice;
  const wanted = candidate(choice);
  const chosen = wanted.version === current && choice.autoMigrates === true ? migrated(wanted, choice.nowMs) : wanted;
  if (isObsolete(chosen, choice.nowMs)) {
    const way = current === undefined ? '' : ', or turn auto-migration on';
    const message = `Terraform version ${chosen.version} is no longer supported; choose a newer one by tf_version_constraint${way}`;
    throw precondition(deployment, 'TERRAFORM_VERSION', message);
  }
  if (current !== undefined && compareVersions(chosen.version, current) < 0) {
    const message = `Terraform version cannot be lowered from ${current} to ${chosen.version}`;
    throw precondition(deployment, 'TERRAFORM_VERSION', message);
  }
  return chosen.version;
}

/** Where a version leads once it is obsolete; itself when it is not, or nowhere. */
function migrated(version: OfferedVersion, nowMs: number): OfferedVersion {
  const next = isObsolete(version, nowMs)
    ? offeredVersions.find((one) => one.version === version.migratesTo)
    : undefined;
  return next === undefined ? version : migrated(next, nowMs);
}

function candidate({ constraint, current, fallback, nowMs, root }: VersionChoice): OfferedVersion {
  const known = offeredVersions.filter((version) => stateOfVersion(version, nowMs) !== undefined);
  if (constraint === undefined || constraint === '') {
    const version = current ?? fallback;
    const found = known.find((offered) => offered.version === version);
    if (found === undefined) throw new ApiError('FAILED_PRECONDITION', `Terraform version ${version} is not offered`);
    return found;
  }
  const field = `${root ?? 'deployment'}.tf_version_constraint`;
  const conditions = parseConstraint(constraint);
  if (conditions === undefined) {
    throw invalidField(field, `'${constraint}' is not a version constraint`);
  }
  const fitting = known.filter(({ version }) => conditions.every((condition) => meets(version, condition)));
  const best = fitting.findLast((version) => !isObsolete(version, nowMs)) ?? fitting.at(-1);
  if (best === undefined) {
    const offered = known.map(({ version }) => version).join(', ');
    throw invalidField(field, `no offered version (${offered}) meets '${constraint}'`);
  }
  return best;
}
