import type { Evaluation, ResourceInstance } from '../evaluation.ts';
import { actsAsAccount } from './acting-accounts.ts';
import { apiServiceOf } from './api-service.ts';
import { projectOf } from './project-of.ts';
import {
  dataWithoutRole,
  impliedRoles,
  type RoleRow,
  type RoleScope,
  rolesByService,
  rolesByType,
  rolesOfData,
} from './role-table.ts';

/** A role that the deployment's service account needs. */
export interface NeededRole {
  readonly role: string;
  readonly scope: RoleScope;
  /** Project it is needed in; absent for the deployment's own, and for roles that are not granted on a project. */
  readonly project?: string;
  /** Addresses without instance keys, sorted; empty for what Infrastructure Manager itself needs. */
  readonly resources: readonly string[];
}

/** Roles of a deployment's service account, and what no role is known for. */
export interface DeploymentRoles {
  /** Sorted by scope, project and role. */
  readonly roles: readonly NeededRole[];
  /** Resources and data sources of the Google providers that the table has no role for: addresses without keys, with their API. */
  readonly unknown: readonly { readonly address: string; readonly service?: string }[];
}

/** What Infrastructure Manager itself does with the account: read the module, write logs and state. */
const agent: RoleRow = { role: 'roles/config.agent' };
const accountUser: RoleRow = { role: 'roles/iam.serviceAccountUser' };

/**
 * The predefined roles with which a deployment's service account can create, update and delete everything in a module. A role counts
 * in the project the resource names, `project` (the deployment's) where it names none or that is not known. Predefined roles are
 * coarse: a custom role can always be smaller. Resources in unresolved modules are not among them.
 */
export function deploymentRoles({ resources }: Pick<Evaluation, 'resources'>, project?: string): DeploymentRoles {
  const needs = new Map<string, { row: RoleRow; project: string | undefined; resources: Set<string> }>();
  const need = (row: RoleRow, resource?: ResourceInstance): void => {
    const written = resource === undefined || isElsewhere(row) ? undefined : projectOf(resource);
    const own = written === project ? undefined : written;
    const key = JSON.stringify([row.scope ?? 'project', own ?? '', row.role]);
    const known = needs.get(key) ?? { row, project: own, resources: new Set<string>() };
    if (resource !== undefined) known.resources.add(withoutKeys(resource.address));
    needs.set(key, known);
  };
  need(agent);
  const unknown = new Map<string, string | undefined>();
  const ofGoogle = resources.filter(isOfGoogle);
  const managed = new Set<RoleRow>();
  for (const resource of ofGoogle.filter(({ mode }) => mode === 'managed')) {
    const row = roleOf(resource);
    if (row === undefined) unknown.set(withoutKeys(resource.address), apiServiceOf(resource));
    else need(row, resource);
    if (row !== undefined) managed.add(row);
    if (actsAsAccount(resource)) need(accountUser, resource);
  }
  for (const resource of ofGoogle.filter(({ mode, type }) => mode === 'data' && !dataWithoutRole.has(type))) {
    const row = rolesOfData[resource.type] ?? roleOf(resource);
    // A role for managing is more than reading takes: it is only named where it is needed anyway.
    if (row !== undefined && (Object.hasOwn(rolesOfData, resource.type) || managed.has(row))) need(row, resource);
    else unknown.set(withoutKeys(resource.address), apiServiceOf(resource));
  }
  const roles = [...needs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, project: at, resources: by }]) => ({
      role: row.role,
      scope: row.scope ?? 'project',
      ...(at !== undefined && { project: at }),
      resources: [...by].sort(),
    }));
  return {
    roles: withoutImplied(roles),
    unknown: [...unknown]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([address, service]) => ({
        address,
        ...(service !== undefined && { service }),
      })),
  };
}

function roleOf(resource: ResourceInstance): RoleRow | undefined {
  const service = apiServiceOf(resource)?.replace(/\.googleapis\.com$/, '');
  return roleByType(resource.type) ?? (service === undefined ? undefined : rolesByService[service]);
}

/** The longest row of the table that a type begins with, word by word. */
function roleByType(type: string): RoleRow | undefined {
  const words = type.split('_').slice(1);
  for (let length = words.length; length > 0; length -= 1) {
    const prefix = words.slice(0, length).join('_');
    // `google_project` alone is the project itself; what follows a longer name is about something in it.
    const isWhole = length === words.length || !wholeNames.has(prefix);
    if (isWhole && Object.hasOwn(rolesByType, prefix)) return rolesByType[prefix];
  }
  return undefined;
}

const wholeNames: ReadonlySet<string> = new Set(['folder', 'project']);

/** Each role with what the roles it includes are needed for, in place of those. */
function withoutImplied(roles: readonly NeededRole[]): readonly NeededRole[] {
  const impliedBy = (role: NeededRole): NeededRole | undefined =>
    roles.find((other) => isSamePlace(role, other) && (impliedRoles[other.role] ?? []).includes(role.role));
  return roles
    .filter((role) => impliedBy(role) === undefined)
    .map((role) => {
      const implied = roles.filter((other) => impliedBy(other) === role).flatMap(({ resources }) => resources);
      return { ...role, resources: [...new Set([...role.resources, ...implied])].sort() };
    });
}

function isSamePlace(a: NeededRole, b: NeededRole): boolean {
  return a.scope === b.scope && a.project === b.project;
}

function isElsewhere({ scope }: RoleRow): boolean {
  return scope !== undefined && scope !== 'project';
}

function isOfGoogle({ type, providerSource }: ResourceInstance): boolean {
  return providerSource === undefined ? type.startsWith('google_') : /^hashicorp\/google(-beta)?$/.test(providerSource);
}

/** Address of the block, whatever the instance. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, '');
}
