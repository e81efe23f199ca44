import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { demandOf } from '../../src/emulator/quotas/quota-demand.ts';
import { type Emulated, emulated, place } from './emulated.ts';

const path = `/v1/${place}/deployments`;
const control = { 'content-type': 'application/json' };
const region = { project: 'p', region: 'us-central1' };

const setQuotas = ({ call }: Emulated, quotas: Json) => call('POST', '/_emulator/quotas', { quotas }, control);

/** A module of some machines of four processors with a boot disk of 20 GB each, and of a network. */
const machines = (count: number, type = 'n1-standard-4') => ({
  'main.tf': `
resource "google_compute_network" "n" {
  name = "n"
}
resource "google_compute_instance" "vm" {
  count        = ${count}
  name         = "vm-\${count.index}"
  machine_type = "${type}"
  zone         = "us-central1-a"
  boot_disk {
    initialize_params {
      size = 20
      type = "pd-balanced"
    }
  }
  network_interface {
    network = google_compute_network.n.id
  }
}
`,
});

async function reportOf(service: Emulated, revision: string) {
  const { body } = await service.get(`${path}/${revision}`);
  const [, bucket = '', name = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(body.quotaValidationResults) ?? [];
  const answer = await service.get(`/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?alt=media`);
  return { revision: body, report: JSON.parse(answer.body) };
}

describe('quotas', () => {
  it('17.1 are set, listed, replaced and removed by control calls', async () => {
    const service = await emulated();
    const cpus = { ...region, metric: 'CPUS', limit: 24 };
    const networks = { project: 'p', metric: 'NETWORKS', limit: 5, usage: 1 };
    expect((await setQuotas(service, [cpus, networks])).body).toEqual({ quotas: [{ ...cpus, usage: 0 }, networks] });
    expect((await setQuotas(service, [{ ...cpus, limit: 8, usage: 2 }])).body.quotas).toContainEqual({
      ...cpus,
      limit: 8,
      usage: 2,
    });
    expect((await service.call('DELETE', '/_emulator/quotas')).body).toEqual({ quotas: [] });
    expect((await service.get('/_emulator/quotas')).body).toEqual({ quotas: [] });
  });

  it.each<[string, Json, string]>([
    ['no list', 'x', 'quotas'],
    ['no project', [{ metric: 'NETWORKS', limit: 1 }], 'quotas[0].project'],
    ['an unknown metric', [{ ...region, metric: 'LLAMAS', limit: 1 }], 'quotas[0].metric'],
    ['a region for a metric of the project', [{ ...region, metric: 'NETWORKS', limit: 1 }], 'quotas[0].region'],
    ['no region', [{ project: 'p', metric: 'CPUS', limit: 1 }], 'quotas[0].region'],
    ['no limit', [{ ...region, metric: 'CPUS' }], 'quotas[0].limit'],
    ['a negative limit', [{ ...region, metric: 'CPUS', limit: -1 }], 'quotas[0].limit'],
    ['a broken usage', [{ ...region, metric: 'CPUS', limit: 1, usage: 0.5 }], 'quotas[0].usage'],
    ['one good and one bad', [{ ...region, metric: 'CPUS', limit: 1 }, {}], 'quotas[1].project'],
  ])('17.1 are refused with %s', async (_, quotas, field) => {
    const service = await emulated();
    const { status, body } = await setQuotas(service, quotas);
    expect([status, body.error.details[0].fieldViolations[0].field]).toEqual([400, field]);
    expect((await service.get('/_emulator/quotas')).body).toEqual({ quotas: [] });
  });

  it.each<[string, JsonObject, Record<string, number>]>([
    ['google_compute_network', {}, { 'global NETWORKS': 1 }],
    ['google_compute_disk', { zone: 'z-1-a', size: 30 }, { 'z-1 DISKS_TOTAL_GB': 30 }],
    ['google_compute_disk', { zone: 'https://e/zones/z-1-b', size: 30, type: 'pd-ssd' }, { 'z-1 SSD_TOTAL_GB': 30 }],
    ['google_compute_disk', { zone: 'z-1-a', size: 30, type: 'pd-extreme' }, {}],
    ['google_compute_disk', { zone: 'z-1-a' }, {}],
    ['google_compute_disk', { size: 10 }, { 'z-9 DISKS_TOTAL_GB': 10 }],
    ['google_compute_instance', { zone: 'z-1-a', machine_type: 'e2-medium' }, { 'z-1 INSTANCES': 1, 'z-1 CPUS': 2 }],
    [
      'google_compute_instance',
      { zone: 'z-1-a', machine_type: 'zones/z/machineTypes/n2-standard-16' },
      { 'z-1 INSTANCES': 1, 'z-1 N2_CPUS': 16 },
    ],
    [
      'google_compute_instance',
      { zone: 'z-1-a', machine_type: 'custom-6-8192' },
      { 'z-1 INSTANCES': 1, 'z-1 CPUS': 6 },
    ],
    [
      'google_compute_instance',
      { zone: 'z-1-a', machine_type: 'n2d-custom-8-16384-ext' },
      { 'z-1 INSTANCES': 1, 'z-1 N2D_CPUS': 8 },
    ],
    ['google_compute_instance', { zone: 'z-1-a', machine_type: 'a2-highgpu-1g' }, { 'z-1 INSTANCES': 1 }],
    ['google_storage_bucket', { name: 'b' }, {}],
    ['google_compute_address', { region: 'z-1' }, {}],
  ])('17.2 %s with %j asks for %j', (type, values, expected) => {
    const resource = { address: `${type}.x`, type, values };
    const { amounts } = demandOf([resource], { project: 'p', region: 'z-9' });
    const short = [...amounts].map(([name, amount]) => [
      name.replace(/^projects\/p\/regions\/(.+)\/quotas\//, '$1 '),
      amount,
    ]);
    expect(Object.fromEntries(short)).toEqual(expected);
  });

  it('17.2 name what they could not count', async () => {
    const service = await emulated();
    await setQuotas(service, [{ ...region, metric: 'A2_CPUS', limit: 0 }]);
    await service.deploy('d', machines(1, 'a2-highgpu-1g'), { quotaValidation: 'ENFORCED' });
    const { report } = await reportOf(service, 'd/revisions/r-0');
    expect(report).toEqual({
      evaluated: [],
      notEvaluated: [
        { address: 'google_compute_instance.vm[0]', reason: expect.stringContaining("'a2-highgpu-1g' are not known") },
      ],
    });
  });

  it('17.3 count what is used elsewhere, and only what is asked for in addition', async () => {
    const service = await emulated();
    await setQuotas(service, [{ ...region, metric: 'CPUS', limit: 24, usage: 4 }]);
    const enforced = { quotaValidation: 'ENFORCED' };
    expect((await service.deploy('a', machines(2), enforced)).state).toBe('ACTIVE');
    expect((await service.deploy('b', machines(3), enforced)).state).toBe('ACTIVE');
    const { report } = await reportOf(service, 'b/revisions/r-0');
    expect(report.evaluated).toEqual([
      { metric: 'CPUS', ...region, limit: 24, usage: 12, requested: 12, exceeded: false },
    ]);
    expect((await service.deploy('c', machines(1), enforced)).state).toBe('FAILED');
    await setQuotas(service, [{ ...region, metric: 'CPUS', limit: 1, usage: 4 }]);
    expect((await service.update('a', { labels: { a: 'b' } }, '?updateMask=labels')).state).toBe('ACTIVE');
    const gcsSource = await service.upload('smaller', machines(1));
    const smaller = await service.update('a', { terraformBlueprint: { gcsSource } }, '?updateMask=terraformBlueprint');
    expect(smaller.state).toBe('ACTIVE');
    expect((await reportOf(service, 'a/revisions/r-2')).report.evaluated).toEqual([]);
  });

  it('17.4 are reported at a path of the revision, when the deployment asks for it', async () => {
    const service = await emulated();
    await setQuotas(service, [
      { ...region, metric: 'SSD_TOTAL_GB', limit: 500 },
      { project: 'p', metric: 'NETWORKS', limit: 5, usage: 2 },
    ]);
    await service.deploy('d', machines(2), { quotaValidation: 'ENABLED' });
    const { revision, report } = await reportOf(service, 'd/revisions/r-0');
    expect(revision.quotaValidation).toBe('ENABLED');
    expect(report.evaluated).toEqual([
      { metric: 'SSD_TOTAL_GB', ...region, limit: 500, usage: 0, requested: 40, exceeded: false },
      { metric: 'NETWORKS', project: 'p', limit: 5, usage: 2, requested: 1, exceeded: false },
    ]);
    await service.deploy('e', machines(1));
    expect((await service.get(`${path}/e/revisions/r-0`)).body).not.toHaveProperty('quotaValidationResults');
  });

  it('17.5 fail the revision when they are enforced, and are reported otherwise', async () => {
    const service = await emulated();
    await setQuotas(service, [{ ...region, metric: 'CPUS', limit: 7 }]);
    expect((await service.deploy('d', machines(2), { quotaValidation: 'ENABLED' })).state).toBe('ACTIVE');
    expect((await reportOf(service, 'd/revisions/r-0')).report.evaluated[0].exceeded).toBe(true);
    const text = "Quota 'CPUS' exceeded in project p, region us-central1: limit 7, in use 8, requested 4";
    expect(await service.deploy('e', machines(1), { quotaValidation: 'ENFORCED' })).toMatchObject({
      state: 'FAILED',
      errorCode: 'REVISION_FAILED',
      stateDetail: expect.stringContaining(text),
    });
    const { revision } = await reportOf(service, 'e/revisions/r-0');
    expect(revision).toMatchObject({
      state: 'FAILED',
      errorCode: 'QUOTA_VALIDATION_FAILED',
      tfErrors: [{ errorDescription: text }],
    });
    expect((await service.get(`${path}/e/revisions/r-0/resources`)).body).toEqual({});
  });

  it('17.5 leave the faults of a module to the plan', async () => {
    const service = await emulated();
    const deployment = await service.deploy(
      'd',
      { 'main.tf': 'locals {\n  a = nope()\n}\n' },
      { quotaValidation: 'ENFORCED' },
    );
    expect(deployment.stateDetail).toContain('tf-plan');
  });
});
