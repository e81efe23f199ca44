import { describe, expect, it } from 'vitest';
import type { Preview } from '../../src/config-api/preview.ts';
import { fingerprintOf, previewObjection } from '../../src/submit/previews/fingerprint.ts';
import { previewBundle } from '../../src/submit/previews/preview-bundle.ts';
import { previewOfDelete } from '../../src/submit/previews/preview-request.ts';
import { runPreview } from '../../src/submit/previews/run-preview.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { restStagingStore } from '../../src/submit/staging-store.ts';
import { defaultWatchPolicy } from '../../src/submit/watch-operation.ts';
import { bundleFixture } from './bundle-fixture.ts';
import { refusal, type StandInRoutes, standIn } from './service-stand-in.ts';

const place = '/v1/projects/acme-dev/locations/europe-west1';
const operation = 'projects/acme-dev/locations/europe-west1/operations/o';
const deployment = 'projects/acme-dev/locations/europe-west1/deployments/shop-dev';
const previewId = 'shop-dev-000000000001';
const quiet = { keep: false, onStep: () => {} };

/** What a service answers on the way to a preview that succeeds. */
const preview: StandInRoutes = {
  'GET /storage/v1/b/*': {},
  'GET /storage/v1/b': { items: [{ name: 'acme-dev_infra_manager_staging' }] },
  'POST /upload/storage/v1/b/*/o': { generation: '42' },
  [`POST ${place}/previews`]: { name: operation },
  [`GET ${place}/operations/o`]: { name: operation, done: true },
  [`GET ${place}/previews/*`]: { state: 'SUCCEEDED' },
  [`GET ${place}/previews/*/resourceChanges`]: {
    resourceChanges: [{ terraformInfo: { address: 'a.b' }, intent: 'CREATE' }],
  },
  [`GET ${place}/previews/*/resourceDrifts`]: {},
  [`DELETE ${place}/previews/*`]: { name: operation },
};

describe('previewBundle', () => {
  it('uploads the module, previews exactly what a deploy would send, reads the changes and removes the preview', async () => {
    const { context, service } = session(preview);
    const bundle = bundleFixture();
    const { result, fingerprint } = await previewBundle(bundle, context, quiet);
    expect(result).toMatchObject({ outcome: 'previewed', changes: [{ intent: 'CREATE' }], drifts: [] });
    expect(service.bodyOf(`POST ${place}/previews`)).toEqual({
      serviceAccount: bundle.submission.deployment.serviceAccount,
      tfVersionConstraint: '=1.5.7',
      terraformBlueprint: {
        gcsSource: 'gs://acme-dev_infra_manager_staging/imprint/europe-west1/shop-dev/0123abcd.zip#42',
      },
      annotations: { 'imprint-fingerprint': fingerprint },
    });
    expect(service.calls().at(-1)).toBe(`GET ${place}/operations/o`);
    expect(service.calls().at(-2)).toMatch(/^DELETE .*\/previews\/shop-dev-0+\d+\?requestId=/);
  });

  it('plans against the deployment where there is one', async () => {
    const existing = { name: deployment, state: 'ACTIVE', latestRevision: `${deployment}/revisions/r-0` };
    const { context, service } = session({
      [`GET ${place}/deployments/shop-dev`]: existing,
      [`GET ${place}/deployments/shop-dev/revisions/r-0`]: { state: 'APPLIED' },
      ...preview,
    });
    await previewBundle(bundleFixture(), context, quiet);
    expect(service.bodyOf(`POST ${place}/previews`)).toMatchObject({ deployment });
  });

  it('fails for a deployment that is locked, without uploading anything', async () => {
    const locked = { name: deployment, state: 'ACTIVE', lockState: 'LOCKED' };
    const { context, service } = session({ [`GET ${place}/deployments/shop-dev`]: locked, ...preview });
    const { result } = await previewBundle(bundleFixture(), context, quiet);
    expect(result).toMatchObject({ outcome: 'failed', failure: { message: expect.stringContaining('LOCKED') } });
    expect(service.calls()).toEqual([`GET ${place}/deployments/shop-dev`]);
  });
});

describe('runPreview', () => {
  it('keeps the preview when asked to', async () => {
    const { context, service } = session(preview);
    await runPreview(request(), context, { ...quiet, keep: true });
    expect(service.calls().filter((call) => call.startsWith('DELETE'))).toEqual([]);
  });

  it('tells the words, the errors and the log of a preview that failed, and removes it although it was to be kept', async () => {
    const failed: Preview = {
      state: 'FAILED',
      errorStatus: { code: 9, message: 'tf-plan failed' },
      errorCode: 'PREVIEW_BUILD_RUN_FAILED',
      tfErrors: [{ resourceAddress: 'a.b', errorDescription: 'no such zone' }],
      logs: 'gs://b/logs',
    };
    const { context, service } = session({ ...preview, [`GET ${place}/previews/*`]: failed });
    await expect(runPreview(request(), context, { ...quiet, keep: true })).resolves.toEqual({
      outcome: 'failed',
      failure: {
        message: 'tf-plan failed',
        errorCode: 'PREVIEW_BUILD_RUN_FAILED',
        tfErrors: failed.tfErrors,
        logs: 'gs://b/logs',
      },
    });
    expect(service.calls().some((call) => call.startsWith('DELETE'))).toBe(true);
  });

  it('says each step once', async () => {
    const steps = ['RUNNING_TF_INIT', 'RUNNING_TF_INIT', 'RUNNING_TF_PLAN'];
    const { context } = session({
      ...preview,
      [`GET ${place}/operations/o`]: () => {
        const step = steps.shift();
        return { name: operation, done: step === undefined, metadata: { previewMetadata: { step } } };
      },
    });
    const seen: string[] = [];
    await runPreview(request(), context, { keep: true, onStep: (step) => seen.push(step) });
    expect(seen).toEqual(['RUNNING_TF_INIT', 'RUNNING_TF_PLAN']);
  });

  it('stops and removes a preview that is interrupted, although its own calls are stopped', async () => {
    const controller = new AbortController();
    const { context, service } = session(
      {
        ...preview,
        [`GET ${place}/operations/o`]: () => {
          const isDone = controller.signal.aborted;
          controller.abort(new Error('interrupted'));
          return { name: operation, done: isDone };
        },
        [`POST ${place}/operations/o:cancel`]: {},
      },
      controller.signal,
    );
    await expect(runPreview(request(), context, quiet)).rejects.toThrow('interrupted');
    const calls = service.calls().map((call) => call.split('?')[0]);
    expect(calls.slice(-4)).toEqual([
      `POST ${place}/operations/o:cancel`,
      `GET ${place}/operations/o`,
      `DELETE ${place}/previews/${previewId}`,
      `GET ${place}/operations/o`,
    ]);
  });

  it('takes a preview that could not be removed for no failure', async () => {
    const { context } = session({
      ...preview,
      [`DELETE ${place}/previews/*`]: refusal(403, 'PERMISSION_DENIED', 'no'),
    });
    await expect(runPreview(request(), context, quiet)).resolves.toMatchObject({ outcome: 'previewed' });
  });

  function request() {
    return previewOfDelete(deployment, '00000000-0000-4000-8000-000000000001');
  }
});

describe('ids of previews', () => {
  it.each(['a', 'shop-dev', `a${'b'.repeat(25)}-cde`, 'x'.repeat(40)])('are ids of the service for %s', (id) => {
    const name = `projects/p/locations/l/deployments/${id}`;
    const { previewId } = previewOfDelete(name, '8c6f1f3e-58aa-4a4c-9d3e-1b2c3d4e5f60');
    expect(previewId).toMatch(/^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
    expect(previewId).toMatch(/-1b2c3d4e5f60$/);
  });
});

describe('previewObjection', () => {
  const fingerprint = fingerprintOf('sha256:aa', { labels: { a: '1', b: '2' } });
  const made: Preview = { state: 'SUCCEEDED', annotations: { 'imprint-fingerprint': fingerprint } };

  it('has none against a finished preview of the same module and fields, in whatever order they stand', () => {
    expect(previewObjection(made, fingerprintOf('sha256:aa', { labels: { b: '2', a: '1' } }))).toBeUndefined();
  });

  it.each<[string, Preview, string]>([
    ['the module changed', made, fingerprintOf('sha256:bb', { labels: { a: '1', b: '2' } })],
    ['a field changed', made, fingerprintOf('sha256:aa', { labels: { a: '1' } })],
    ['a revision was made since', { ...made, state: 'STALE' }, fingerprint],
    ['it failed', { ...made, state: 'FAILED' }, fingerprint],
    ['somebody else made it', { state: 'SUCCEEDED' }, fingerprint],
  ])('objects when %s', (_, preview, wanted) => {
    expect(previewObjection(preview, wanted)).toEqual(expect.any(String));
  });
});

function session(routes: StandInRoutes, signal?: AbortSignal) {
  const service = standIn(routes);
  const rest = { ...service.rest, signal };
  let ids = 0;
  const context = {
    api: restConfigApi('http://service', rest),
    cleanUpApi: restConfigApi('http://service', service.rest),
    storage: restStagingStore('http://service', rest),
    clock: service.clock,
    policy: defaultWatchPolicy,
    signal,
    newRequestId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    deploymentNames: new Map<string, string>(),
  };
  return { context, service };
}
