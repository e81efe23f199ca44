import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse, Transport } from '../../src/config-api/transport.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { Bundle } from '../../src/render/bundle.ts';
import { deleteDeployment } from '../../src/submit/delete.ts';
import { deployBundle } from '../../src/submit/deploy.ts';
import type { SubmitEvent } from '../../src/submit/events.ts';
import type { SubmitContext } from '../../src/submit/hold-deployment.ts';
import { openJournal } from '../../src/submit/journal.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { defaultRetryPolicy } from '../../src/submit/retry.ts';
import { restStagingStore } from '../../src/submit/staging-store.ts';
import { defaultWatchPolicy } from '../../src/submit/watch-operation.ts';
import { bundleFixture } from './bundle-fixture.ts';
import { memoryJournal } from './memory-journal.ts';

const url = 'http://emulator';
const name = 'projects/acme-dev/locations/europe-west1/deployments/shop-dev';
const address = { project: 'acme-dev', location: 'europe-west1', deploymentId: 'shop-dev' };

describe('deployBundle against the emulator', () => {
  it('creates, and the outputs are those of the module', async () => {
    const { deploy, events } = session();
    const result = await deploy(shop('"first"'));
    expect(result).toMatchObject({
      outcome: 'applied',
      revision: `${name}/revisions/r-0`,
      outputs: { which: { value: 'first' } },
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      'planned',
      'uploaded',
      'submitted',
      ...events.filter(({ kind }) => kind === 'step').map(() => 'step'),
      'result',
    ]);
    expect(events.flatMap((event) => (event.kind === 'step' ? [event.step] : []))).toEqual(
      expect.arrayContaining(['RUNNING_TF_PLAN', 'RUNNING_TF_APPLY', 'SUCCEEDED']),
    );
  });

  it('submits nothing the second time', async () => {
    const { deploy, requests } = session();
    await deploy(shop('"first"'));
    requests.length = 0;
    expect(await deploy(shop('"first"'))).toMatchObject({
      outcome: 'unchanged',
      outputs: { which: { value: 'first' } },
    });
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('updates when the module or a field changed, and pins the archive it uploaded', async () => {
    const { deploy, context } = session();
    await deploy(shop('"first"'));
    expect(await deploy(shop('"second"'))).toMatchObject({
      outcome: 'applied',
      revision: `${name}/revisions/r-1`,
      outputs: { which: { value: 'second' } },
    });
    const labelled = shop('"second"', { labels: { team: 'risk' } });
    expect(await deploy(labelled)).toMatchObject({ outcome: 'applied', revision: `${name}/revisions/r-2` });
    const { labels, terraformBlueprint } = await context.api.getDeployment(name);
    expect(labels).toEqual({ team: 'risk' });
    expect(terraformBlueprint?.gcsSource).toMatch(
      /^gs:\/\/acme-dev_infra_manager_staging\/imprint\/europe-west1\/shop-dev\/[^/]+\.zip#\d+$/,
    );
  });

  it('tells the errors of a run by resource, and tries again although nothing changed', async () => {
    const { deploy, fault } = session();
    await fault({
      kind: 'resource',
      address: 'terraform_data.till',
      httpResponseCode: 403,
      message: 'denied by policy',
      times: 1,
    });
    expect(await deploy(shop('"first"'))).toMatchObject({
      outcome: 'failed',
      failure: {
        revision: `${name}/revisions/r-0`,
        tfErrors: [{ resourceAddress: 'terraform_data.till', httpResponseCode: 403 }],
      },
    });
    expect(await deploy(shop('"first"'))).toMatchObject({ outcome: 'applied', revision: `${name}/revisions/r-1` });
  });

  it('submits once when the answer to the create is lost after it had its effect', async () => {
    let lost = 0;
    const { deploy, context } = session((request, response) => {
      if (request.method !== 'POST' || !request.url.includes('/deployments?') || lost > 1) return response;
      lost += 1;
      throw new TypeError('connection reset');
    });
    expect(await deploy(shop('"first"'))).toMatchObject({ outcome: 'applied' });
    expect(lost).toBe(2);
    expect(await context.api.listRevisions(name)).toHaveLength(1);
  });

  it('makes the staging bucket once when two deploys want it at the same time', async () => {
    const { context, requests } = session();
    const other = shop('"first"');
    const bundles = [other, { ...other, submission: { ...other.submission, deploymentId: 'shop-other' } }];
    const results = await Promise.all(bundles.map((bundle) => deployBundle(bundle, context, () => {})));
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    expect(requests.filter(({ method, url }) => method === 'POST' && url.includes('/storage/v1/b?'))).toHaveLength(2);
  });

  it('does not upload to a bucket of that name that belongs to another project', async () => {
    const { deploy, send } = session();
    await send('POST', '/storage/v1/b?project=stranger', { name: 'acme-dev_infra_manager_staging' });
    expect(await deploy(shop('"first"'))).toMatchObject({
      outcome: 'failed',
      failure: { message: expect.stringContaining('does not belong to project acme-dev') },
    });
  });

  it('deletes the deployment and what was staged for it, and calm the second time', async () => {
    const { deploy, remove, send } = session();
    await deploy(shop('"first"'));
    expect(await remove()).toEqual({ outcome: 'deleted' });
    expect(await remove()).toEqual({ outcome: 'absent' });
    expect(JSON.parse(await send('GET', '/storage/v1/b/acme-dev_infra_manager_staging/o'))['items'] ?? []).toEqual([]);
  });

  it('keeps a deployment whose destroy failed, and says why', async () => {
    const { deploy, remove, fault } = session();
    await deploy(shop('"first"'));
    await fault({
      kind: 'resource',
      phase: 'destroy',
      address: 'terraform_data.till',
      message: 'still in use',
      times: 1,
    });
    expect(await remove()).toMatchObject({ outcome: 'failed', failure: { errorCode: 'DELETE_BUILD_RUN_FAILED' } });
    expect(await remove()).toEqual({ outcome: 'deleted' });
  });
});

/** A module with one resource and one output; the hash follows the expression, as a rendered bundle's would. */
function shop(expression: string, deployment: Partial<Bundle['submission']['deployment']> = {}): Bundle {
  const text = `resource "terraform_data" "till" {\n  input = ${expression}\n}\n\noutput "which" {\n  value = ${expression}\n}\n`;
  const bundle = bundleFixture({ 'main.tf': text });
  return {
    ...bundle,
    moduleHash: `sha256:${Buffer.from(expression).toString('hex')}`,
    submission: { ...bundle.submission, deployment: { ...bundle.submission.deployment, ...deployment } },
  };
}

/** A client and an emulator in one process on one virtual clock; `interfere` sees every answer before the client does. */
function session(
  interfere: (request: HttpRequest, response: HttpResponse) => HttpResponse = (_, response) => response,
) {
  const clock = virtualClock({ autoAdvance: true });
  const emulator = createEmulator({ clock });
  const requests: HttpRequest[] = [];
  const events: SubmitEvent[] = [];
  const transport: Transport = {
    async send(request, signal) {
      requests.push(request);
      return interfere(request, await emulator.send(request, signal));
    },
  };
  const rest = { transport, clock, random: () => 0.5, policy: defaultRetryPolicy };
  let ids = 0;
  const context: SubmitContext = {
    api: restConfigApi(url, rest),
    storage: restStagingStore(url, rest),
    clock,
    policy: defaultWatchPolicy,
    journal: openJournal(memoryJournal(), url, () => clock.now()),
    newRequestId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    deploymentNames: new Map(),
  };
  const send = async (method: HttpRequest['method'], path: string, json?: object): Promise<string> => {
    const body = json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json));
    const response = await emulator.send({
      method,
      url: `${url}${path}`,
      headers: { 'content-type': 'application/json' },
      body,
    });
    return new TextDecoder().decode(response.body);
  };
  return {
    context,
    requests,
    events,
    send,
    deploy: (bundle: Bundle) => deployBundle(bundle, context, (event) => events.push(event)),
    remove: () => deleteDeployment('shop/dev', address, 'DELETE', context, (event) => events.push(event)),
    fault: (fault: object) => send('POST', '/_emulator/faults', { faults: [fault] }),
  };
}
