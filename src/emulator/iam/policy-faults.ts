import type { IamAuditConfig, IamBinding, IamCondition, IamPolicy } from '../../config-api/iam-policy.ts';
import type { FieldViolation } from '../../config-api/status.ts';

/** Versions a policy may have; 2 is for the service's own use. */
const versions: readonly number[] = [0, 1, 3];

/** Members of all bindings together. */
const maximumMembers = 1500;

/** Groups among them. */
const maximumGroups = 250;

const roleForm = /^(?:(?:projects|organizations)\/[^/\s]+\/)?roles\/[A-Za-z0-9_.]+$/;
const withoutCondition = /_withcond_[0-9a-f]+$/;
const logTypes: readonly string[] = ['ADMIN_READ', 'DATA_WRITE', 'DATA_READ'];

const email = String.raw`[^@\s:?]+@[^@\s:?]+`;
const principal = String.raw`//iam\.googleapis\.com/\S+`;
const memberForms: readonly RegExp[] = [
  /^all(?:Authenticated)?Users$/,
  new RegExp(`^(?:user|serviceAccount|group):${email}$`),
  /^serviceAccount:[a-z0-9.:-]+\.svc\.id\.goog\[[^/\]\s]+\/[^/\]\s]+\]$/,
  /^domain:[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i,
  new RegExp(`^principal(?:Set)?:${principal}$`),
  new RegExp(String.raw`^deleted:(?:user|serviceAccount|group):${email}\?uid=\d+$`),
  new RegExp(`^deleted:principal:${principal}$`),
];

/** Whether a number is a version that policies have. */
export function isPolicyVersion(version: number): boolean {
  return versions.includes(version);
}

/** Faults of a policy to set, at paths below `policy` (15.4). */
export function policyFaults(policy: IamPolicy): readonly FieldViolation[] {
  const { version = 0, bindings = [], auditConfigs = [] } = policy;
  return [
    ...(isPolicyVersion(version) ? [] : [{ field: 'policy.version', description: `${version} is not 0, 1 or 3` }]),
    ...bindings.flatMap((binding, index) => bindingFaults(binding, `policy.bindings[${index}]`)),
    ...conditionVersionFaults(policy),
    ...countFaults(bindings),
    ...auditConfigs.flatMap((config, index) => auditFaults(config, `policy.audit_configs[${index}]`)),
  ];
}

function bindingFaults({ role = '', members = [], condition }: IamBinding, field: string): readonly FieldViolation[] {
  return [
    ...roleFaults(role, `${field}.role`),
    ...(members.length === 0 ? [{ field: `${field}.members`, description: 'needs at least one member' }] : []),
    ...members.flatMap((member, index) => memberFaults(member, `${field}.members[${index}]`)),
    ...(condition === undefined ? [] : conditionFaults(condition, `${field}.condition`)),
  ];
}

function roleFaults(role: string, field: string): readonly FieldViolation[] {
  if (withoutCondition.test(role)) {
    const description = `'${role}' stands for a binding whose condition was left out; read the policy with version 3`;
    return [{ field, description }];
  }
  if (roleForm.test(role)) return [];
  return [
    { field, description: `'${role}' is not of the form 'roles/{role}' or '{project or organization}/roles/{role}'` },
  ];
}

function memberFaults(member: string, field: string): readonly FieldViolation[] {
  return memberForms.some((form) => form.test(member)) ? [] : [{ field, description: `'${member}' is no principal` }];
}

function conditionFaults({ expression = '', title = '' }: IamCondition, field: string): readonly FieldViolation[] {
  return [
    ...(expression.trim() === '' ? [{ field: `${field}.expression`, description: 'is required' }] : []),
    ...(title.trim() === '' ? [{ field: `${field}.title`, description: 'is required' }] : []),
  ];
}

function conditionVersionFaults({ version = 0, bindings = [] }: IamPolicy): readonly FieldViolation[] {
  if (version === 3 || !bindings.some(({ condition }) => condition !== undefined)) return [];
  return [{ field: 'policy.version', description: 'a policy with a condition needs version 3' }];
}

function countFaults(bindings: readonly IamBinding[]): readonly FieldViolation[] {
  const members = bindings.flatMap(({ members: own = [] }) => own);
  const groups = members.filter((member) => member.startsWith('group:')).length;
  if (members.length > maximumMembers) {
    return [{ field: 'policy.bindings', description: `at most ${maximumMembers} members are allowed` }];
  }
  if (groups > maximumGroups) {
    return [{ field: 'policy.bindings', description: `at most ${maximumGroups} groups are allowed` }];
  }
  return [];
}

function auditFaults({ service = '', auditLogConfigs = [] }: IamAuditConfig, field: string): readonly FieldViolation[] {
  return [
    ...(service === '' ? [{ field: `${field}.service`, description: 'is required' }] : []),
    ...auditLogConfigs.flatMap(({ logType = '', exemptedMembers = [] }, index) => {
      const at = `${field}.audit_log_configs[${index}]`;
      return [
        ...(logTypes.includes(logType)
          ? []
          : [{ field: `${at}.log_type`, description: `'${logType}' is not one of ${logTypes.join(', ')}` }]),
        ...exemptedMembers.flatMap((member, place) => memberFaults(member, `${at}.exempted_members[${place}]`)),
      ];
    }),
  ];
}
