import { baseName } from '../../config-api/names.ts';
import { ServiceError, SettingsError } from '../../errors.ts';
import type { LocationsApi } from '../api/locations-api.ts';
import { callRaw } from '../rest-call.ts';
import type { DoctorContext, Finding } from './check.ts';
import type { GoogleCalls } from './google-calls.ts';

/** Services that every deploy uses. */
export const requiredServices: readonly string[] = [
  'config.googleapis.com',
  'cloudbuild.googleapis.com',
  'storage.googleapis.com',
];

/** What whoever deploys needs in the project: that of roles/config.admin that we call, and the staging bucket. */
export const callerPermissions: readonly string[] = [
  'config.deployments.create',
  'config.deployments.delete',
  'config.deployments.get',
  'config.deployments.list',
  'config.deployments.update',
  'config.operations.get',
  'config.previews.create',
  'config.previews.delete',
  'config.previews.get',
  'config.resourcechanges.list',
  'config.resources.list',
  'config.revisions.get',
  'config.revisions.list',
  'storage.buckets.create',
  'storage.buckets.get',
  'storage.buckets.list',
  'storage.objects.create',
  'storage.objects.delete',
  'storage.objects.get',
  'storage.objects.list',
];

/** Whether Google accepts the credentials at all, whatever they may do. */
export async function credentials(project: string, google: GoogleCalls): Promise<Finding> {
  try {
    await google.getProject(project);
  } catch (error) {
    if (error instanceof SettingsError) return { verdict: 'bad', detail: error.message.split('\n', 1)[0] ?? '' };
    if (!(error instanceof ServiceError)) throw error;
    // Any other refusal is one of somebody that Google knows.
    if (error.failure.httpStatus === 401) return { verdict: 'bad', detail: 'Google does not accept them' };
  }
  return { verdict: 'ok', detail: 'Google accepts them' };
}

/** Required services that are not enabled. */
export async function missingServices(project: string, google: GoogleCalls): Promise<readonly string[]> {
  const states = await Promise.all(requiredServices.map((service) => google.getService(project, service)));
  return requiredServices.filter((_, index) => states[index]?.state !== 'ENABLED');
}

/** Google refuses tokens of machines whose clock is more than some minutes wrong; half a minute is a warning. */
export async function clockSkew({ rest, configUrl, clock }: DoctorContext): Promise<Finding> {
  const url = `${configUrl}/$discovery/rest?version=v1`;
  const { headers } = await callRaw(
    { method: 'GetDiscovery', resource: configUrl, verb: 'GET', url, idempotent: true },
    rest,
  );
  const theirs = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(theirs)) return { verdict: 'unknown', detail: 'the service does not tell its time' };
  const seconds = Math.round((clock.now() - theirs) / 1_000);
  const size = Math.abs(seconds);
  const detail =
    size === 0 ? 'agrees with the service' : `${size} s ${seconds > 0 ? 'ahead of' : 'behind'} the service`;
  return { verdict: size > 300 ? 'bad' : size > 30 ? 'warning' : 'ok', detail };
}

/** Whether the service offers the version that an exact constraint (`=1.5.7`) names. */
export async function terraformVersion(
  constraint: string | undefined,
  place: string,
  api: Pick<LocationsApi, 'listTerraformVersions'>,
): Promise<Finding> {
  const offered = await api.listTerraformVersions(place);
  const usable = offered.filter(({ state }) => state !== 'OBSOLETE').map(({ name = '' }) => baseName(name));
  if (constraint === undefined) return { verdict: 'ok', detail: `offered: ${usable.join(', ')}` };
  const wanted = constraint.replace(/^=\s*/, '');
  const found = offered.find(({ name = '' }) => baseName(name) === wanted);
  switch (found?.state) {
    case 'ACTIVE':
      return { verdict: 'ok', detail: `${wanted} is supported` };
    case 'DEPRECATED':
      return { verdict: 'warning', detail: `${wanted} is supported until ${found.obsoleteTime ?? 'an unknown date'}` };
    case 'OBSOLETE':
      return { verdict: 'bad', detail: `${wanted} is not supported any more; there is ${usable.join(', ')}` };
    default:
      return { verdict: 'bad', detail: `${wanted} is not offered; there is ${usable.join(', ')}` };
  }
}
