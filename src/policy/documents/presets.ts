import type { PolicyText } from './read-policy-set.ts';

/** Policies that Google sets by itself. */
export const presetNames = ['google-baseline-2024'] as const;

/** Name of a preset. */
export type PresetName = (typeof presetNames)[number];

/** Whose organization a preset is made for. */
export interface PresetOwner {
  /** Number of the organization. */
  readonly organization: string;
  /** Customer id, `C03xgje4y`; without it the domain restriction is left out. */
  readonly customerId?: string | undefined;
  /** Domains whose addresses may be contacts; without any that policy is left out. */
  readonly domains: readonly string[];
}

/**
 * The policies of a preset as a text in the form of the API. `google-baseline-2024` is what Google enforces on organizations made since
 * 2024-05-03, as listed on 2025-11-11; the parameters of its managed constraints are those an organization starts with.
 *
 * @see https://cloud.google.com/resource-manager/docs/secure-by-default-organizations
 */
export function presetText(_: PresetName, { organization, customerId, domains }: PresetOwner): PolicyText {
  const enforced = [
    'iam.managed.disableServiceAccountKeyCreation',
    'iam.managed.disableServiceAccountKeyUpload',
    'iam.automaticIamGrantsForDefaultServiceAccounts',
    'storage.uniformBucketLevelAccess',
  ].map((constraint) => policy(organization, constraint, { enforce: true }));
  const policies = [
    ...enforced,
    policy(organization, 'compute.managed.restrictProtocolForwardingCreationForTypes', {
      enforce: true,
      parameters: { allowedSchemes: ['INTERNAL'] },
    }),
    ...(customerId === undefined
      ? []
      : [policy(organization, 'iam.allowedPolicyMemberDomains', { values: { allowedValues: [`is:${customerId}`] } })]),
    ...(domains.length === 0
      ? []
      : [
          policy(organization, 'essentialcontacts.managed.allowedContactDomains', {
            enforce: true,
            parameters: { allowedDomains: domains.map((domain) => `@${domain}`) },
          }),
        ]),
  ];
  return { file: 'google-baseline-2024.json', text: JSON.stringify(policies, null, 2) };
}

function policy(organization: string, constraint: string, rule: object): object {
  return { name: `organizations/${organization}/policies/${constraint}`, spec: { rules: [rule] } };
}
