// A table: constraints of identities and access, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { crossProjectAccounts } from '../account-projects.ts';
import { allowedMemberDomains, allowedPolicyMembers, basicRolesOfDefaults } from '../allowed-members.ts';
import { always, askWhen, openAsk, valueAt } from '../asked-values.ts';
import { forbids, forbidsPresence, forbidsResource, requiresPresence } from '../attribute-tests.ts';
import { allOf } from '../combine-tests.ts';
import { enforced, enforcedOnCreate, on } from '../enforced.ts';
import { likelyAsked } from '../likely.ts';
import { listed } from '../listed.ts';
import { boolean, list, managed, twins } from './rows.ts';

const account = 'google_service_account';
const key = 'google_service_account_key';
const provider = 'google_iam_workload_identity_pool_provider';

const federation = 'use Workload Identity Federation or an attached service account instead of keys';
const keysPage = 'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts';

/** Constraints on members, roles and service accounts. */
export const iamConstraints: readonly Constraint[] = [
  list('iam.allowedPolicyMemberDomains', {
    summary: 'Roles are granted to members of listed customers and organizations only',
    source: 'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains',
    limits: 'Whose a domain is says the hierarchy; members of workforce pools and groups of groups are left open.',
    checker: allowedMemberDomains,
  }),
  managed('iam.managed.allowedPolicyMembers', {
    summary: 'Roles are granted to the members in allowedMemberSubjects and allowedPrincipalSets only',
    source: 'https://cloud.google.com/iam/docs/org-policy-allowed-policy-members',
    limits: 'Whose a domain is says the hierarchy; members of workforce pools are left open.',
    checker: allowedPolicyMembers,
  }),
  ...twins('iam.disableServiceAccountCreation', 'iam.managed.disableServiceAccountCreation', {
    summary: 'No service account is created',
    source: keysPage,
    checker: enforcedOnCreate(
      on(account, forbidsResource('a service account would be created', 'use a service account that is there already')),
    ),
  }),
  ...twins('iam.disableServiceAccountKeyCreation', 'iam.managed.disableServiceAccountKeyCreation', {
    summary: 'No service account key is created',
    source: keysPage,
    checker: enforcedOnCreate(on(key, requiresPresence('public_key_data', federation))),
  }),
  ...twins('iam.disableServiceAccountKeyUpload', 'iam.managed.disableServiceAccountKeyUpload', {
    summary: 'No service account key is uploaded',
    source: keysPage,
    checker: enforcedOnCreate(on(key, forbidsPresence('public_key_data', federation))),
  }),
  managed('iam.managed.disableServiceAccountApiKeyCreation', {
    summary: 'No API key is bound to a service account',
    allowsByDefault: false,
    source: keysPage,
    checker: enforcedOnCreate(
      on('google_apikeys_key', forbidsPresence('service_account_email', 'leave out service_account_email')),
    ),
  }),
  managed('iam.managed.preventPrivilegedBasicRolesForDefaultServiceAccounts', {
    summary: 'Default service accounts are granted neither roles/owner nor roles/editor',
    source: keysPage,
    checker: basicRolesOfDefaults,
  }),
  boolean('iam.automaticIamGrantsForDefaultServiceAccounts', {
    summary: 'Default service accounts are not granted roles/editor when they are made',
    undecidable: 'it takes effect when Google makes a default service account',
  }),
  boolean('iam.disableCrossProjectServiceAccountUsage', {
    summary: 'Resources run as service accounts of their own project',
    allowsByDefault: false,
    source: 'https://cloud.google.com/iam/docs/attach-service-accounts#attaching-different-project',
    checker: crossProjectAccounts,
  }),
  boolean('iam.restrictCrossProjectServiceAccountLienRemoval', {
    summary: 'Liens of projects with shared service accounts are not removed',
    undecidable: 'it is enforced when a lien is removed, which nothing in a module does',
  }),
  list('iam.serviceAccountKeyExpiryHours', {
    summary: 'New service account keys expire after the listed time',
    undecidable: 'keys are made all the same, and expire later',
  }),
  list('iam.serviceAccountKeyExposureResponse', {
    summary: 'How Google reacts to keys found in public',
    allowsByDefault: false,
    undecidable: 'it is a reaction, nothing is refused',
  }),
  boolean('iam.disableAuditLoggingExemption', {
    summary: 'Nobody is exempt from audit logs',
    checker: enforced(
      on(
        ['google_project_iam_audit_config', 'google_folder_iam_audit_config', 'google_organization_iam_audit_config'],
        forbidsPresence('audit_log_config.exempted_members', 'leave out exempted_members'),
      ),
    ),
  }),
  list('iam.workloadIdentityPoolProviders', {
    summary: 'Workload identity pools take listed OIDC issuers only',
    source: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#restrict',
    limits: 'Whether a SAML provider is allowed is left open.',
    checker: listed(
      [provider, valueAt('oidc.issuer_uri')],
      [provider, likelyAsked(askWhen(requiresPresence('aws.account_id', ''), always('https://sts.amazonaws.com')))],
      [provider, askWhen(requiresPresence('saml.idp_metadata_xml', ''), openAsk('how policies name it is not known'))],
    ),
  }),
  list('iam.workloadIdentityPoolAwsAccounts', {
    summary: 'Workload identity pools take listed AWS accounts only',
    source: 'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#restrict',
    checker: listed([provider, valueAt('aws.account_id')]),
  }),
  boolean('iam.disableWorkloadIdentityClusterCreation', {
    summary: 'No cluster is created with Workload Identity Federation',
    checker: enforcedOnCreate(
      on(
        'google_container_cluster',
        allOf(
          forbidsPresence('workload_identity_config.workload_pool', 'leave out workload_identity_config'),
          forbids('enable_autopilot', ['true'], { unset: 'passes', remedy: 'use a Standard cluster' }),
        ),
      ),
    ),
  }),
  list('iam.allowServiceAccountCredentialLifetimeExtension', {
    summary: 'Listed service accounts may have access tokens of up to twelve hours',
    allowsByDefault: false,
    undecidable: 'it is enforced when a token is requested',
  }),
];
