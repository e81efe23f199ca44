import type { DeploymentRoles, NeededRole } from '../../terraform/derived/deployment-roles.ts';

/** Who gets roles where, as far as that is known. */
export interface Grantee {
  /** Project of the deployment; absent: shell commands read it from `PROJECT_ID`. */
  readonly project?: string;
  /** E-mail address of the service account; absent: shell commands read it from `SERVICE_ACCOUNT`. */
  readonly account?: string;
}

/** Roles with what needs each, what no role is known for, and the commands that grant them. */
export function rolesText(name: string, { roles, unknown }: DeploymentRoles, grantee: Grantee): string {
  const account = grantee.account === undefined ? '' : ` ${grantee.account}`;
  const lines = [`${name === '.' ? 'the module' : name}: the service account${account} needs`, ''];
  for (const role of roles) {
    lines.push(`${role.role}${placeOf(role)}`);
    lines.push(...(role.resources.length === 0 ? ['Infrastructure Manager itself'] : role.resources).map(indent));
  }
  if (unknown.length > 0) {
    lines.push('', 'no role is known for');
    lines.push(
      ...unknown.map(({ address, service }) => indent(service === undefined ? address : `${address} (${service})`)),
    );
  }
  return `${[...lines, '', ...grantCommands({ roles, unknown }, grantee)].join('\n')}\n`;
}

/** Lines for a POSIX shell, one a role. What is not known is read from variables. */
export function grantCommands({ roles }: DeploymentRoles, { project, account }: Grantee): readonly string[] {
  const member = account === undefined ? '"serviceAccount:$SERVICE_ACCOUNT"' : quote(`serviceAccount:${account}`);
  return roles.map(({ role, scope, project: own = project }) => {
    const grant = `add-iam-policy-binding ${targetOf(scope, own)} --member=${member} --role=${role}`;
    if (scope === 'billing-account') return `gcloud billing accounts ${grant}`;
    return `gcloud ${scope === 'organization' ? 'organizations' : 'projects'} ${grant} --condition=None`;
  });
}

function targetOf(scope: NeededRole['scope'], project: string | undefined): string {
  if (scope === 'organization') return '"$ORGANIZATION_ID"';
  if (scope === 'billing-account') return '"$BILLING_ACCOUNT"';
  return project === undefined ? '"$PROJECT_ID"' : quote(project);
}

function placeOf({ scope, project }: NeededRole): string {
  if (scope !== 'project') return ` on the ${scope === 'organization' ? 'organization' : 'billing account'}`;
  return project === undefined ? '' : ` in ${project}`;
}

function indent(text: string): string {
  return `  ${text}`;
}

/** A word that the shell takes as it is. */
function quote(text: string): string {
  return /^[\w@.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
