import type { PartialFunction } from '../../cel/partial/partial-cel.ts';
import { errorValue, joinTrails, type PartialValue, scalar } from '../../cel/partial/partial-value.ts';
import type { Hierarchy } from '../model.ts';

/** `true`, `false`, or a reason why it cannot be told. */
type Answer = boolean | { readonly reason: string };

/**
 * Functions of constraints on allow policies: they compare a role or a member with each value of a list. What needs the directory is
 * not known, unless the hierarchy tells of it.
 * @see https://cloud.google.com/iam/docs/org-policy-custom-constraints
 */
export function iamFunctions(hierarchy: Hierarchy | undefined): readonly PartialFunction[] {
  return [
    listFunction('RoleNameMatches', (role, wanted) => role === wanted),
    listFunction('RoleNameStartsWith', (role, wanted) => role.startsWith(wanted)),
    listFunction('RoleNameEndsWith', (role, wanted) => role.endsWith(wanted)),
    listFunction('RoleNameContains', (role, wanted) => role.includes(wanted)),
    listFunction('MemberSubjectMatches', (member, wanted) => member === wanted),
    listFunction('MemberSubjectStartsWith', (member, wanted) => member.startsWith(wanted)),
    listFunction('MemberSubjectEndsWith', (member, wanted) => member.endsWith(wanted)),
    listFunction('MemberInPrincipalSet', (member, set) => isInPrincipalSet(member, set, hierarchy)),
    listFunction('MemberTypeMatches', memberHasType),
  ];
}

/** Names of the functions. */
export const iamFunctionNames: readonly string[] = iamFunctions(undefined).map((item) => item.name);

function listFunction(name: string, test: (subject: string, wanted: string) => Answer): PartialFunction {
  return {
    name,
    call: (target, args) => {
      const [subject, list] = args;
      if (target !== undefined || subject === undefined || list === undefined || args.length !== 2) return undefined;
      const open = args.find((arg) => arg.kind === 'error') ?? args.find((arg) => arg.kind === 'unknown');
      if (open !== undefined) return open;
      if (subject.kind !== 'scalar' || typeof subject.value !== 'string' || list.kind !== 'list') return undefined;
      return anyOf(subject.value, subject, list.items, test);
    },
  };
}

function anyOf(
  text: string,
  subject: PartialValue,
  wanted: readonly PartialValue[],
  test: (subject: string, wanted: string) => Answer,
): PartialValue {
  const trail = joinTrails([subject, ...wanted]);
  let open: PartialValue | undefined;
  for (const item of wanted) {
    if (item.kind === 'unknown') open ??= item;
    if (item.kind !== 'scalar') continue;
    if (typeof item.value !== 'string') return errorValue('the list holds something else than texts', trail);
    const answer = test(text, item.value);
    if (answer === true) return scalar(true, trail);
    if (answer !== false)
      open ??= {
        kind: 'unknown',
        reason: trail.sensitive ? 'it depends on a sensitive member' : answer.reason,
        ...trail,
      };
  }
  return open ?? scalar(false, trail);
}

const publicMembers = new Set(['allUsers', 'allAuthenticatedUsers']);

function isInPrincipalSet(member: string, set: string, hierarchy: Hierarchy | undefined): Answer {
  if (publicMembers.has(member)) return false;
  const node = /\/((?:organizations|folders|projects)\/[^/]+)$/.exec(set)?.[1];
  const unknown = { reason: `whether ${member} belongs to ${set} is known to the directory only` };
  if (node === undefined || hierarchy === undefined) return unknown;
  const project = projectOfAccount(member, hierarchy);
  if (project !== undefined) return isBelow(project, node, hierarchy);
  const domain = /^(?:user|group|domain):(?:.*@)?([^@]+)$/.exec(member)?.[1];
  const customer = hierarchy.nodes.get(node)?.customerId;
  const domains = customer === undefined ? undefined : hierarchy.domains.get(customer);
  return domain !== undefined && domains?.includes(domain) === true ? true : unknown;
}

/** Name of the project a service account lies in, when the hierarchy has it. */
function projectOfAccount(member: string, hierarchy: Hierarchy): string | undefined {
  const id = /^serviceAccount:[^@]+@([a-z0-9.:-]+)\.iam\.gserviceaccount\.com$/.exec(member)?.[1];
  const name = `projects/${id}`;
  if (id !== undefined && hierarchy.nodes.has(name)) return name;
  const number = /^serviceAccount:(?:service-)?(\d+)(?:-compute)?@/.exec(member)?.[1];
  return number === undefined ? undefined : hierarchy.projectOfNumber.get(number);
}

function isBelow(name: string, node: string, hierarchy: Hierarchy): Answer {
  const seen = new Set<string>();
  for (let current: string | undefined = name; current !== undefined; current = hierarchy.nodes.get(current)?.parent) {
    if (current === node) return true;
    if (seen.has(current)) break;
    seen.add(current);
  }
  const root = [...seen].at(-1) ?? '';
  return root.startsWith('organizations/') ? false : { reason: `the hierarchy above ${root} is not known` };
}

/** The type a member's prefix tells. Agents are accounts of Google's own projects. */
function memberHasType(member: string, wanted: string): Answer {
  const type = typeOfMember(member);
  if (type === undefined || !toldTypes.has(wanted))
    return { reason: `whether ${member} is of the type ${wanted} cannot be told from its name` };
  return type === wanted;
}

/** Types that can be told from a member's name. Unverified: these names; with any other one the answer is open. */
const toldTypes: ReadonlySet<string> = new Set([
  'iam.googleapis.com/ServiceAgent',
  'iam.googleapis.com/ServiceAccount',
  'iam.googleapis.com/WorkforcePoolPrincipal',
  'iam.googleapis.com/WorkforcePoolPrincipalSet',
  'iam.googleapis.com/WorkloadPoolPrincipal',
  'iam.googleapis.com/WorkloadPoolPrincipalSet',
]);

function typeOfMember(member: string): string | undefined {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return undefined;
  if (/^serviceAccount:.*@(?:gcp-sa-[a-z0-9-]+|[a-z0-9-]+\.gcp-sa[a-z0-9-]*)\.iam\.gserviceaccount\.com$/.test(member))
    return 'iam.googleapis.com/ServiceAgent';
  if (/^serviceAccount:[^@]+@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$/.test(member))
    return 'iam.googleapis.com/ServiceAccount';
  if (/^principal(?:Set)?:\/\/iam\.googleapis\.com\/locations\/global\/workforcePools\//.test(member))
    return member.startsWith('principalSet')
      ? 'iam.googleapis.com/WorkforcePoolPrincipalSet'
      : 'iam.googleapis.com/WorkforcePoolPrincipal';
  if (
    /^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\//.test(
      member,
    )
  )
    return member.startsWith('principalSet')
      ? 'iam.googleapis.com/WorkloadPoolPrincipalSet'
      : 'iam.googleapis.com/WorkloadPoolPrincipal';
  return undefined;
}
