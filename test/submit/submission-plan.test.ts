import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/config-api/deployment.ts';
import type { Revision } from '../../src/config-api/revision.ts';
import { ServiceError } from '../../src/errors.ts';
import type { DeploymentsApi } from '../../src/submit/api/deployments-api.ts';
import { packageName } from '../../src/submit/package-module.ts';
import { stagingBucket } from '../../src/submit/staging-store.ts';
import { planSubmission } from '../../src/submit/submission-plan.ts';
import { bundleFixture } from './bundle-fixture.ts';

const name = 'projects/acme-dev/locations/europe-west1/deployments/shop-dev';
const bundle = bundleFixture();
const source = `gs://${stagingBucket('acme-dev')}/${packageName(bundle)}`;

/** What the service has after this very bundle was applied. */
const applied: Deployment = {
  name,
  state: 'ACTIVE',
  lockState: 'UNLOCKED',
  latestRevision: `${name}/revisions/r-3`,
  serviceAccount: bundle.submission.deployment.serviceAccount!,
  tfVersionConstraint: '=1.5.7',
};
const revision: Revision = {
  name: `${name}/revisions/r-3`,
  state: 'APPLIED',
  terraformBlueprint: { gcsSource: `${source}#17` },
};

describe('planSubmission', () => {
  it('creates what is not there', async () => {
    await expect(planSubmission(bundle, serviceWith())).resolves.toMatchObject({ name, action: 'create', reasons: [] });
  });

  it('does nothing when the newest applied revision is this very bundle', async () => {
    await expect(planSubmission(bundle, serviceWith(applied, revision))).resolves.toMatchObject({
      action: 'unchanged',
    });
  });

  it('takes unset fields, empty maps and zero values for the same thing', async () => {
    const spelled: Deployment = {
      ...applied,
      labels: {},
      importExistingResources: false,
      quotaValidation: 'QUOTA_VALIDATION_UNSPECIFIED',
      workerPool: '',
    };
    await expect(planSubmission(bundle, serviceWith(spelled, revision))).resolves.toMatchObject({
      action: 'unchanged',
    });
  });

  it('is not misled by annotations that another client left or erased, nor by their absence', async () => {
    const annotated = bundleFixture(undefined, {
      deployment: { ...bundle.submission.deployment, annotations: { owner: 'desk' } },
    });
    await expect(planSubmission(annotated, serviceWith(applied, revision))).resolves.toMatchObject({
      action: 'update',
      reasons: ['annotations changed'],
    });
  });

  it.each<[string, Partial<Deployment>, Partial<Revision>, string]>([
    [
      'another module',
      {},
      { terraformBlueprint: { gcsSource: `${source.replace('0123', '9999')}#1` } },
      'the module changed',
    ],
    [
      'a source of gcloud',
      {},
      { terraformBlueprint: { gcsSource: 'gs://b/im_source_staging/x' } },
      'the module changed',
    ],
    ['a failed run of the same module', { state: 'FAILED' }, { state: 'FAILED' }, 'state is FAILED'],
    [
      'input values set from elsewhere',
      {},
      { terraformBlueprint: { gcsSource: source, inputValues: { a: { inputValue: 1 } } } },
      'input values were set from elsewhere',
    ],
    [
      'another service account',
      { serviceAccount: 'projects/acme-dev/serviceAccounts/x' },
      {},
      'serviceAccount changed',
    ],
    ['another Terraform version', { tfVersionConstraint: '=1.4.7' }, {}, 'tfVersionConstraint changed'],
    ['a label more', { labels: { team: 'risk' } }, {}, 'labels changed'],
  ])('updates %s', async (_, deployment, change, reason) => {
    const plan = await planSubmission(bundle, serviceWith({ ...applied, ...deployment }, { ...revision, ...change }));
    expect(plan.action).toBe('update');
    expect(plan.reasons).toContain(reason);
  });

  it.each<[string, Partial<Deployment>, RegExp]>([
    ['an operation that runs', { state: 'UPDATING' }, /in progress \(UPDATING\)/],
    ['a lock', { lockState: 'LOCKED' }, /is LOCKED/],
  ])('refuses to go past %s', async (_, deployment, message) => {
    await expect(planSubmission(bundle, serviceWith({ ...applied, ...deployment }, revision))).rejects.toThrow(message);
  });

  it('refuses to move the artifacts bucket, which the service cannot', async () => {
    const moved = bundleFixture(undefined, {
      deployment: { ...bundle.submission.deployment, artifactsGcsBucket: 'gs://new/folder' },
    });
    const existing = { ...applied, artifactsGcsBucket: 'gs://old/folder' };
    await expect(planSubmission(moved, serviceWith(existing, revision))).rejects.toThrow(
      /artifacts bucket is gs:\/\/old\/folder/,
    );
    await expect(planSubmission(bundle, serviceWith(existing, revision))).resolves.toMatchObject({
      action: 'unchanged',
    });
  });

  it('names the deployment that a value comes from, and refuses one it does not know', async () => {
    const reading = bundleFixture(undefined, {
      externalValues: { network_id: { environment: 'net/dev', output: 'id' } },
    });
    const other = 'projects/acme-dev/locations/europe-west1/deployments/net-dev';
    const plan = await planSubmission(reading, serviceWith(), new Map([['net/dev', other]]));
    expect(plan.deployment.terraformBlueprint).toEqual({
      externalValues: { network_id: { deploymentSource: { deployment: other, outputName: 'id' } } },
    });
    await expect(planSubmission(reading, serviceWith())).rejects.toThrow(/network_id comes from net\/dev/);
  });
});

/** A service that has at most one deployment with one revision, and refuses everything else. */
function serviceWith(deployment?: Deployment, newest?: Revision): DeploymentsApi {
  const refuse = (): never => {
    throw new Error('planning must not change anything');
  };
  return {
    getDeployment: async (asked) => {
      if (deployment !== undefined && asked === name) return deployment;
      throw new ServiceError('none', { method: 'GetDeployment', resource: asked, retryable: false, httpStatus: 404 });
    },
    getRevision: async () => newest ?? refuse(),
    createDeployment: refuse,
    updateDeployment: refuse,
    deleteDeployment: refuse,
    listDeployments: refuse,
    listRevisions: refuse,
    getResource: refuse,
    listResources: refuse,
  };
}
