import type { ConstraintSubject } from '../constraints.ts';
import { lineageOf } from '../effective/lineage.ts';
import type { Hierarchy } from '../model.ts';
import type { Grant } from './iam-members.ts';
import { projectById, projectOfResource } from './projects.ts';
import { isOwnName, referencedAttribute } from './references.ts';

/** Whose account a member is, as far as is known. */
export type MemberOrigin =
  /** Everybody, or everybody with a Google account. */
  | { readonly kind: 'public' }
  /** Belongs to no account of its own: roles of the project, service agents of Google. */
  | { readonly kind: 'built-in' }
  | { readonly kind: 'organization'; readonly name: string }
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Whose account a granted member is. */
export function memberOrigin(grant: Grant, subject: ConstraintSubject): MemberOrigin {
  const { member, reading } = grant;
  if (member !== undefined) return originOfText(member, subject.hierarchy);
  const reference = reading.state === 'unknown' && reading.value && referencedAttribute(reading.value, subject);
  const accounts = reference && isOwnName(reference) ? reference.resources : [];
  const [project, ...others] = new Set(accounts.map((one) => projectOfAccount(one, subject)));
  if (project === undefined || others.length > 0)
    return { kind: 'unknown', reason: 'the member is not known before apply' };
  return organizationOf(project, subject.hierarchy);
}

function projectOfAccount(
  resource: ConstraintSubject['resource'],
  { evaluation, project }: ConstraintSubject,
): string | undefined {
  const isAccount = resource.type === 'google_service_account' && resource.mode === 'managed';
  return isAccount ? projectOfResource(resource, evaluation, project) : undefined;
}

function originOfText(member: string, hierarchy: Hierarchy): MemberOrigin {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return { kind: 'public' };
  const match = /^(\w+):(.*)$/.exec(member);
  const [kind, rest] = match === null ? ['', ''] : [match[1] ?? '', match[2] ?? ''];
  switch (kind) {
    case 'user':
    case 'group':
      return rest.includes('@') ? domainOf(rest.slice(rest.lastIndexOf('@') + 1)) : notKnown(member);
    case 'domain':
      return domainOf(rest);
    case 'serviceAccount':
      return originOfAccount(rest, hierarchy);
    case 'principal':
    case 'principalSet':
      return originOfPrincipal(rest, hierarchy);
    case 'projectOwner':
    case 'projectEditor':
    case 'projectViewer':
    case 'projectOwners':
    case 'projectWriters':
    case 'projectReaders':
    case 'project':
      return { kind: 'built-in' };
    default:
      return notKnown(member);
  }
}

function notKnown(member: string): MemberOrigin {
  return { kind: 'unknown', reason: `whose account ${member} is cannot be told offline` };
}

function domainOf(domain: string): MemberOrigin {
  return { kind: 'domain', domain: domain.toLowerCase() };
}

/** Service accounts belong to the organization of their project; service agents of Google are always taken. */
function originOfAccount(email: string, hierarchy: Hierarchy): MemberOrigin {
  if (/@gcp-sa-[\w-]+\.iam\.gserviceaccount\.com$/.test(email)) return { kind: 'built-in' };
  const project =
    /@([a-z][a-z0-9-]*)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ??
    /^(\d+)(?:-compute)?@(?:developer|cloudservices)\.gserviceaccount\.com$/.exec(email)?.[1] ??
    /^([a-z][a-z0-9-]*)@appspot\.gserviceaccount\.com$/.exec(email)?.[1] ??
    /^([a-z][a-z0-9-]*)\.svc\.id\.goog\[/.exec(email)?.[1];
  return project === undefined ? notKnown(`serviceAccount:${email}`) : organizationOf(`projects/${project}`, hierarchy);
}

/** Identities of a workload pool belong to its project; those of a workforce pool to an organization that its name does not tell. */
function originOfPrincipal(name: string, hierarchy: Hierarchy): MemberOrigin {
  const project = /^\/\/(?:iam|cloudresourcemanager)\.googleapis\.com\/(projects\/[^/]+)/.exec(name)?.[1];
  if (project !== undefined) return organizationOf(project, hierarchy);
  const organization = /^\/\/cloudresourcemanager\.googleapis\.com\/(organizations\/\d+)/.exec(name)?.[1];
  return organization === undefined ? notKnown(`principal:${name}`) : { kind: 'organization', name: organization };
}

function organizationOf(project: string, hierarchy: Hierarchy): MemberOrigin {
  const id = projectById(project, hierarchy);
  const { nodes, isComplete } = lineageOf(hierarchy, id);
  const top = nodes.at(-1);
  if (isComplete && top?.startsWith('organizations/') === true) return { kind: 'organization', name: top };
  return { kind: 'unknown', reason: `the hierarchy does not tell which organization ${id} belongs to` };
}
