import type { JsonValue } from '../../load/document.ts';
import type { ConstraintChecker, ConstraintFinding, ConstraintSubject } from '../constraints.ts';
import { decideValue, type Match } from '../effective/decide-value.ts';
import type { Hierarchy } from '../model.ts';
import { findingAt } from './findings.ts';
import { type Grant, grantAttributes, grantsOf } from './iam-members.ts';
import { type MemberOrigin, memberOrigin } from './member-origin.ts';

/** Decides members by the customer ids and organizations that `iam.allowedPolicyMemberDomains` lists. */
export const allowedMemberDomains: ConstraintChecker = memberChecker((grant, subject) => {
  const origin = memberOrigin(grant, subject);
  if (origin.kind === 'built-in') return pass(grant);
  const { decision } = subject;
  const { answer } = decideValue(decision, (entry) => matchOrigin(entry.value, origin, subject.hierarchy));
  return answer === 'allowed' ? pass(grant) : answer === 'denied' ? refuse(grant) : open(grant, origin);
});

/** Decides members by the parameters of `iam.managed.allowedPolicyMembers`. */
export const allowedPolicyMembers: ConstraintChecker = memberChecker((grant, subject) => {
  const { decision } = subject;
  if (decision.kind !== 'boolean' || !decision.enforced) return pass(grant);
  const subjects = textsOf(decision.parameters['allowedMemberSubjects']);
  if (grant.member !== undefined && subjects.includes(grant.member)) return pass(grant);
  const origin = memberOrigin(grant, subject);
  if (origin.kind === 'built-in') return pass(grant);
  const found = textsOf(decision.parameters['allowedPrincipalSets']).map((set) =>
    matchOrigin(set, origin, subject.hierarchy),
  );
  if (found.includes('yes')) return pass(grant);
  return found.includes('maybe') || grant.member === undefined ? open(grant, origin) : refuse(grant);
});

/** Refuses grants to everybody on buckets and objects. */
export const publicGrants: ConstraintChecker = enforcedMembers(
  (type) => type.startsWith('google_storage_'),
  (grant) => {
    if (grant.member === undefined) return open(grant, undefined);
    return /^all(Authenticated)?Users$/.test(grant.member) ? refuse(grant) : pass(grant);
  },
);

const basicRoles: ReadonlySet<string> = new Set(['roles/owner', 'roles/editor']);
const defaultAccount = /^serviceAccount:(?:\d+-compute@developer|[a-z][a-z0-9.-]*@appspot)\.gserviceaccount\.com$/;

/** Refuses the roles owner and editor for the default service accounts. */
export const basicRolesOfDefaults: ConstraintChecker = enforcedMembers(
  () => true,
  (grant) => {
    const { member, role } = grant;
    if (role !== undefined && !basicRoles.has(role)) return pass(grant);
    if (member !== undefined && !defaultAccount.test(member)) return pass(grant);
    return member === undefined || role === undefined ? open(grant, undefined) : refuse(grant);
  },
);

type Decide = (grant: Grant, subject: ConstraintSubject) => ConstraintFinding;

function memberChecker(decide: Decide): ConstraintChecker {
  return {
    types: ['*'],
    actions: ['create', 'update'],
    attributes: grantAttributes,
    check: (subject) => (grantsOf(subject) ?? []).map((grant) => decide(grant, subject)),
  };
}

function enforcedMembers(concerns: (type: string) => boolean, decide: Decide): ConstraintChecker {
  const checker = memberChecker((grant, subject) => (isEnforced(subject) ? decide(grant, subject) : pass(grant)));
  const attributes = [...grantAttributes].filter(([type]) => type.includes('*') || concerns(type));
  return {
    ...checker,
    attributes: new Map(attributes),
    check: (subject) => (concerns(subject.resource.type) ? checker.check(subject) : []),
  };
}

function isEnforced({ decision }: ConstraintSubject): boolean {
  if (decision.kind === 'default') return !decision.allows;
  return decision.kind !== 'boolean' || decision.enforced;
}

/** Whether an entry (a customer id, or the principal set of an organization) means the organization a member belongs to. */
function matchOrigin(entry: string, origin: MemberOrigin, hierarchy: Hierarchy): Match {
  if (origin.kind === 'public') return 'no';
  if (origin.kind === 'unknown' || origin.kind === 'built-in') return 'maybe';
  const organization = organizationIn(entry, hierarchy);
  if (origin.kind === 'organization') {
    if (organization === undefined) return 'maybe';
    return organization === origin.name ? 'yes' : 'no';
  }
  const domains = domainsOf(entry, organization, hierarchy);
  if (domains === undefined) return 'maybe';
  return domains.includes(origin.domain) ? 'yes' : 'no';
}

function organizationIn(entry: string, { nodes }: Hierarchy): string | undefined {
  const named = /\/(organizations\/\d+)$/.exec(entry)?.[1];
  if (named !== undefined) return named;
  return [...nodes.values()].find(({ customerId }) => customerId === entry)?.name;
}

function domainsOf(entry: string, organization: string | undefined, { domains, nodes }: Hierarchy) {
  const customer = organization === undefined ? entry : nodes.get(organization)?.customerId;
  return customer === undefined ? undefined : domains.get(customer)?.map((domain) => domain.toLowerCase());
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function shownMember({ member, reading }: Grant): string {
  const isSecret = reading.state === 'known' && reading.value.sensitive === true;
  return member === undefined || isSecret ? 'the member' : member;
}

function pass(grant: Grant): ConstraintFinding {
  return findingAt(grant.reading, 'PASS', `${shownMember(grant)} may be granted this`);
}

function refuse(grant: Grant): ConstraintFinding {
  return findingAt(grant.reading, 'VIOLATION', `${shownMember(grant)} may not be granted this`, {
    remedy: 'grant it to a member that the policy allows, or have the policy changed',
  });
}

function open(grant: Grant, origin: MemberOrigin | undefined): ConstraintFinding {
  const isSecret = grant.reading.state === 'known' && grant.reading.value.sensitive === true;
  const reason =
    origin?.kind === 'unknown' && !isSecret ? origin.reason : whyOpen(grant, isSecret ? undefined : origin);
  return findingAt(grant.reading, 'UNDECIDED', reason);
}

function whyOpen(grant: Grant, origin: MemberOrigin | undefined): string {
  if (origin?.kind === 'domain') return `the hierarchy does not tell whose domain ${origin.domain} is`;
  return grant.member === undefined
    ? 'member or role is not known before apply'
    : `whether ${shownMember(grant)} is allowed is not known`;
}
