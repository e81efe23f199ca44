import { stagingBucket } from '../staging-store.ts';
import type { Check, Finding, Patient } from './check.ts';
import {
  callerPermissions,
  clockSkew,
  credentials,
  missingServices,
  requiredServices,
  terraformVersion,
} from './looks.ts';

const ok = (detail: string): Finding => ({ verdict: 'ok', detail });
const bad = (detail: string): Finding => ({ verdict: 'bad', detail });

/** Who runs the command, in commands to copy. */
const caller = '"user:$(gcloud config get account)"';

/**
 * Everything a deploy needs, in the order in which it would fail.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/configure-service-account
 */
export const checks: readonly Check[] = [
  {
    id: 'clock',
    what: 'the clock of this machine',
    onEmulator: false,
    check: (_, context) => clockSkew(context),
    fix: () => 'sudo timedatectl set-ntp true',
  },
  {
    id: 'credentials',
    what: 'the credentials',
    onEmulator: false,
    check: ({ project }, { google }) => credentials(project, google),
    fix: () => 'gcloud auth application-default login',
  },
  {
    id: 'project',
    what: 'the project',
    onEmulator: false,
    async check({ project }, { google }) {
      const { state } = await google.getProject(project);
      return state === 'ACTIVE' ? ok(`${project} is active`) : bad(`${project} is ${state ?? 'in no known state'}`);
    },
    fix: ({ project }) => `gcloud projects describe ${project}`,
  },
  {
    id: 'billing',
    what: 'billing',
    onEmulator: false,
    async check({ project }, { google }) {
      const { billingEnabled } = await google.getBilling(project);
      return billingEnabled === true ? ok('a billing account is linked') : bad(`${project} has no billing account`);
    },
    fix: ({ project }) => `gcloud billing projects link ${project} --billing-account=BILLING_ACCOUNT_ID`,
  },
  {
    id: 'apis',
    what: 'enabled APIs',
    onEmulator: false,
    async check({ project }, { google }) {
      const missing = await missingServices(project, google);
      return missing.length === 0 ? ok(requiredServices.join(', ')) : bad(`not enabled: ${missing.join(', ')}`);
    },
    fix: ({ project }) => `gcloud services enable ${requiredServices.join(' ')} --project=${project}`,
  },
  {
    id: 'caller-roles',
    what: 'your permissions',
    onEmulator: false,
    async check({ project }, { google }) {
      const granted = await google.testProject(project, callerPermissions);
      const missing = callerPermissions.filter((permission) => !granted.includes(permission));
      return missing.length === 0
        ? ok(`all ${callerPermissions.length} are granted`)
        : bad(`missing: ${missing.join(', ')}`);
    },
    fix: ({ project }) =>
      ['roles/config.admin', 'roles/storage.admin']
        .map((role) => `gcloud projects add-iam-policy-binding ${project} --member=${caller} --role=${role}`)
        .join(' && '),
  },
  {
    id: 'service-account',
    what: 'the service account',
    onEmulator: false,
    async check({ serviceAccount }, { google }) {
      if (serviceAccount === undefined) return bad('the environment names none: set spec.deployment.serviceAccount');
      const { disabled } = await google.getServiceAccount(serviceAccount);
      return disabled === true ? bad(`${serviceAccount} is disabled`) : ok(serviceAccount);
    },
    fix: ({ project, serviceAccount = '' }) =>
      `gcloud iam service-accounts create ${serviceAccount.split('@')[0] || 'infrastructure-manager'} --project=${projectOf(serviceAccount) ?? project}`,
  },
  {
    id: 'act-as',
    what: 'acting as the service account',
    onEmulator: false,
    async check({ serviceAccount }, { google }) {
      if (serviceAccount === undefined)
        return { verdict: 'unknown', detail: 'the environment names no service account' };
      const permission = 'iam.serviceAccounts.actAs';
      const granted = await google.testServiceAccount(serviceAccount, [permission]);
      return granted.includes(permission) ? ok('you may') : bad(`you lack ${permission} on ${serviceAccount}`);
    },
    fix: ({ serviceAccount = 'EMAIL' }) =>
      `gcloud iam service-accounts add-iam-policy-binding ${serviceAccount} --member=${caller} --role=roles/iam.serviceAccountUser`,
  },
  {
    id: 'agent-role',
    what: 'the role of the service account',
    onEmulator: false,
    async check({ project, serviceAccount }, { google }) {
      if (serviceAccount === undefined)
        return { verdict: 'unknown', detail: 'the environment names no service account' };
      const { bindings = [] } = await google.getProjectPolicy(project);
      const member = `serviceAccount:${serviceAccount}`;
      const has = bindings.some(({ role, members = [] }) => role === 'roles/config.agent' && members.includes(member));
      // It may have the role by a group, or from a folder, which the policy of the project does not show.
      const detail = `${project} itself does not grant it roles/config.agent; a group, folder or other role may`;
      return has ? ok('it has roles/config.agent') : { verdict: 'warning', detail };
    },
    fix: ({ project, serviceAccount = 'EMAIL' }) =>
      `gcloud projects add-iam-policy-binding ${project} --member=serviceAccount:${serviceAccount} --role=roles/config.agent`,
  },
  {
    id: 'region',
    what: 'the region',
    onEmulator: true,
    async check(patient, { api }) {
      await api.getLocation(placeOf(patient));
      return ok(`Infrastructure Manager runs in ${patient.location}`);
    },
    fix: () => 'set spec.location to one of https://docs.cloud.google.com/infrastructure-manager/docs/locations',
  },
  {
    id: 'terraform-version',
    what: 'the Terraform version',
    onEmulator: true,
    check: (patient, { api }) => terraformVersion(patient.tfVersionConstraint, placeOf(patient), api),
    fix: ({ project, location }) =>
      `set spec.deployment.terraformVersion to one of: gcloud infra-manager terraform-versions list --project=${project} --location=${location}`,
  },
  {
    id: 'staging-bucket',
    what: 'the staging bucket',
    onEmulator: true,
    async check({ project }, { objects }) {
      const bucket = stagingBucket(project);
      // A bucket that is not there is made by the first deploy; one that is somebody else's refuses to be listed.
      await objects.list(`gs://${bucket}/imprint/`);
      return ok(`gs://${bucket} can be used, or is made by the first deploy`);
    },
    fix: ({ project }) => `gcloud storage buckets describe gs://${stagingBucket(project)} --project=${project}`,
  },
];

function placeOf({ project, location }: Patient): string {
  return `projects/${project}/locations/${location}`;
}

/** Project of a service account, by its email; undefined for one that is Google's own. */
function projectOf(email: string): string | undefined {
  return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1];
}
