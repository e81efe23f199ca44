import { describe, expect, it } from 'vitest';
import type { Patient } from '../../src/submit/doctor/check.ts';
import { checks } from '../../src/submit/doctor/checks.ts';
import { googleCalls } from '../../src/submit/doctor/google-calls.ts';
import { callerPermissions } from '../../src/submit/doctor/looks.ts';
import { runChecks } from '../../src/submit/doctor/run-checks.ts';
import { restObjectReader } from '../../src/submit/object-reader.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { refusal, type StandInRoutes, standIn } from './service-stand-in.ts';

const email = 'im@acme-dev.iam.gserviceaccount.com';
const patient: Patient = {
  project: 'acme-dev',
  location: 'europe-west1',
  serviceAccount: email,
  tfVersionConstraint: '=1.5.7',
};

/** What Google answers for a project in which everything is as it must be. */
const healthy: StandInRoutes = {
  'GET /$discovery/rest': {},
  'GET /v3/projects/acme-dev': { state: 'ACTIVE' },
  'GET /v1/projects/acme-dev/billingInfo': { billingEnabled: true },
  'GET /v1/projects/acme-dev/services/*': { state: 'ENABLED' },
  'POST /v3/projects/acme-dev:testIamPermissions': { permissions: callerPermissions },
  [`GET /v1/projects/-/serviceAccounts/${email}`]: { email },
  [`POST /v1/projects/-/serviceAccounts/${email}:testIamPermissions`]: { permissions: ['iam.serviceAccounts.actAs'] },
  'POST /v3/projects/acme-dev:getIamPolicy': {
    bindings: [{ role: 'roles/config.agent', members: [`serviceAccount:${email}`] }],
  },
  'GET /v1/projects/acme-dev/locations/europe-west1': {},
  'GET /v1/projects/acme-dev/locations/europe-west1/terraformVersions': {
    terraformVersions: [
      { name: 'projects/p/locations/l/terraformVersions/1.2.3', state: 'OBSOLETE' },
      { name: 'projects/p/locations/l/terraformVersions/1.4.7', state: 'DEPRECATED', obsoleteTime: '2027-01-01' },
      { name: 'projects/p/locations/l/terraformVersions/1.5.7', state: 'ACTIVE' },
    ],
  },
  'GET /storage/v1/b/**': {},
};

describe('the checks of doctor', () => {
  it('have an id each, and all are run on Google', async () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    const { checkups } = await examine();
    expect(checkups.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
  });

  it('find nothing in a project in which everything is as it must be, and change nothing there', async () => {
    const { checkups, calls } = await examine();
    expect(checkups.filter(({ id }) => id !== 'clock').map(({ verdict }) => verdict)).toEqual(
      checks.slice(1).map(() => 'ok'),
    );
    expect(calls.filter((call) => !/^GET |:(testIamPermissions|getIamPolicy)$/.test(call))).toEqual([]);
  });

  it.each<[string, string, StandInRoutes, RegExp, RegExp]>([
    [
      'credentials',
      'refused credentials',
      { 'GET /v3/projects/acme-dev': refusal(401, 'UNAUTHENTICATED', 'expired') },
      /does not accept/,
      /^gcloud auth application-default login$/,
    ],
    [
      'project',
      'a project that is being deleted',
      { 'GET /v3/projects/acme-dev': { state: 'DELETE_REQUESTED' } },
      /DELETE_REQUESTED/,
      /^gcloud projects describe acme-dev$/,
    ],
    [
      'billing',
      'no billing account',
      { 'GET /v1/projects/acme-dev/billingInfo': {} },
      /no billing account/,
      /^gcloud billing projects link acme-dev --billing-account=/,
    ],
    [
      'apis',
      'an API that is not enabled',
      { 'GET /v1/projects/acme-dev/services/cloudbuild.googleapis.com': { state: 'DISABLED' }, ...healthy },
      /not enabled: cloudbuild.googleapis.com$/,
      /^gcloud services enable .*cloudbuild.googleapis.com.* --project=acme-dev$/,
    ],
    [
      'caller-roles',
      'missing permissions of the caller',
      { 'POST /v3/projects/acme-dev:testIamPermissions': { permissions: callerPermissions.slice(1) } },
      /missing: config.deployments.create$/,
      /--role=roles\/config.admin/,
    ],
    [
      'service-account',
      'a service account that is not there',
      { [`GET /v1/projects/-/serviceAccounts/${email}`]: refusal(404, 'NOT_FOUND', 'no such account') },
      /no such account/,
      /^gcloud iam service-accounts create im --project=acme-dev$/,
    ],
    [
      'act-as',
      'a caller that may not act as it',
      { [`POST /v1/projects/-/serviceAccounts/${email}:testIamPermissions`]: {} },
      /lack iam.serviceAccounts.actAs/,
      /add-iam-policy-binding im@acme-dev.iam.gserviceaccount.com .*roles\/iam.serviceAccountUser$/,
    ],
    [
      'region',
      'a region in which the service does not run',
      { 'GET /v1/projects/acme-dev/locations/europe-west1': refusal(404, 'NOT_FOUND', 'no such location') },
      /no such location/,
      /^set spec.location/,
    ],
  ])('%s tells %s with the command that puts it right', async (id, _, routes, detail, fix) => {
    const found = await examine(routes);
    const checkup = found.checkups.find((one) => one.id === id);
    expect(checkup).toMatchObject({
      verdict: 'bad',
      detail: expect.stringMatching(detail),
      fix: expect.stringMatching(fix),
    });
  });

  it('agent-role warns where the project itself does not grant it, since a folder may', async () => {
    const { checkups } = await examine({ 'POST /v3/projects/acme-dev:getIamPolicy': {} });
    expect(checkups.find(({ id }) => id === 'agent-role')).toMatchObject({
      verdict: 'warning',
      fix: expect.stringContaining('--role=roles/config.agent'),
    });
  });

  it.each([
    ['=1.5.7', 'ok'],
    ['=1.4.7', 'warning'],
    ['=1.2.3', 'bad'],
    ['=1.9.9', 'bad'],
  ])('terraform-version of %s is %s', async (tfVersionConstraint, verdict) => {
    const { checkups } = await examine({}, { ...patient, tfVersionConstraint });
    expect(checkups.find(({ id }) => id === 'terraform-version')).toMatchObject({ verdict });
  });

  it('call unknown what the caller may not look at', async () => {
    const { checkups } = await examine({
      'GET /v1/projects/acme-dev/billingInfo': refusal(
        403,
        'PERMISSION_DENIED',
        'no billing.resourceAssociations.list',
      ),
    });
    const billing = checkups.find(({ id }) => id === 'billing');
    expect(billing).toMatchObject({ verdict: 'unknown', detail: expect.stringContaining('PERMISSION_DENIED') });
    expect(billing).not.toHaveProperty('fix');
  });

  it.each([
    [0, 'ok'],
    [29_000, 'ok'],
    [-90_000, 'warning'],
    [301_000, 'bad'],
  ])('clock that is %i ms off is %s', async (offMs, verdict) => {
    const { checkups } = await examine({}, patient, offMs);
    expect(checkups.find(({ id }) => id === 'clock')).toMatchObject({ verdict });
  });
});

async function examine(instead: StandInRoutes = {}, who: Patient = patient, offMs = 0) {
  const { rest, calls, clock, transport } = standIn({ ...instead, ...without(healthy, Object.keys(instead)) });
  const dated = {
    ...rest,
    transport: {
      send: async (request: Parameters<typeof transport.send>[0]) => ({
        ...(await transport.send(request)),
        headers: { date: new Date(clock.now() - offMs).toUTCString() },
      }),
    },
  };
  const checkups = await runChecks(checks, who, {
    google: googleCalls(dated),
    api: restConfigApi('https://config.googleapis.com', dated),
    objects: restObjectReader('https://storage.googleapis.com', dated),
    rest: dated,
    configUrl: 'https://config.googleapis.com',
    clock,
  });
  return { checkups, calls: calls().map((call) => call.split('?')[0] ?? '') };
}

function without(routes: StandInRoutes, keys: readonly string[]): StandInRoutes {
  return Object.fromEntries(Object.entries(routes).filter(([key]) => !keys.includes(key)));
}
