import { describe, expect, it } from 'vitest';
import { shownMoney } from '../../src/cost/money.ts';
import { dollars, estimateText, perHourAndDay } from './estimate-module.ts';

const tpuVm = (type: string, zone = 'us-central1-b'): string => `
  resource "google_tpu_v2_vm" "t" {
    name             = "t"
    provider         = google-beta
    zone             = "${zone}"
    runtime_version  = "v2-alpha-tpuv6e"
    accelerator_type = "${type}"
  }`;

const instance = (type: string, zone: string, scheduling = ''): string => `
  resource "google_compute_instance" "i" {
    name         = "i"
    zone         = "${zone}"
    machine_type = "${type}"
    boot_disk {
      source = "disk"
    }
    network_interface {
      network = "default"
    }
    ${scheduling}
  }`;

const pool = (type: string, body: string, config = ''): string => `
  resource "google_container_node_pool" "p" {
    cluster  = "c"
    location = "us-central1"
    node_locations = ["us-central1-c"]
    ${body}
    node_config {
      machine_type = "${type}"
      ${config}
    }
  }`;

/** What a reference of this platform derives from the list prices, in dollars an hour and a day. */
const derived: readonly (readonly [name: string, module: string, hourly: string, daily: string])[] = [
  ['tpu7x-standard-4t on demand', instance('tpu7x-standard-4t', 'us-central1-c'), '48', '1152'],
  [
    'tpu7x-standard-4t flex-start',
    instance('tpu7x-standard-4t', 'us-central1-c', 'scheduling {\n provisioning_model = "FLEX_START"\n }'),
    '24',
    '576',
  ],
  ['ct6e-standard-4t', instance('ct6e-standard-4t', 'us-central1-b'), '10.8', '259.2'],
  ['ct6e-standard-8t', instance('ct6e-standard-8t', 'us-central1-b'), '21.6', '518.4'],
  ['v6e-256', tpuVm('v6e-256'), '691.2', '16588.8'],
  ['a slice of 64 TPU7x chips', pool('tpu7x-standard-4t', 'node_count = 16'), '768', '18432'],
  [
    'the same slice by its topology, scaled from nothing',
    pool(
      'tpu7x-standard-4t',
      'autoscaling {\n min_node_count = 0\n max_node_count = 16\n }\n placement_policy {\n type = ""\n tpu_topology = "4x4x4"\n }',
    ),
    '768',
    '18432',
  ],
];

describe('the golden numbers of the platform', () => {
  it.each(derived)('%s', async (_name, module, hourly, daily) => {
    const found = await estimateText(module);
    expect([found.unknown.filter(({ name }) => name === 'TPU chips'), perHourAndDay(found)]).toEqual([
      [],
      [hourly, daily],
    ]);
  });

  it('shows that 256 chips of v6e cannot cost the 2,500 to 5,000 USD a day that were once claimed for them', async () => {
    const { total } = await estimateText(tpuVm('v6e-256'));
    expect(shownMoney(total.daily)).toBe('16,588.80');
    expect(total.daily).toBeGreaterThan(3n * 5000n * 1_000_000_000n);
  });

  it('pays 65 of 168 hours for chips that are there in trading hours', async () => {
    const whole = await estimateText(tpuVm('v6e-8'));
    const trading = await estimateText(tpuVm('v6e-8'), { tpu: { hoursPerWeek: 65 } });
    expect(trading.total.monthly * 168n - whole.total.monthly * 65n).toBeLessThan(168n);
    expect(trading.components[0]?.assumptions).toEqual([
      { key: 'tpu.hoursPerWeek', value: '65', pointer: '/usage/tpu/hoursPerWeek' },
    ]);
  });
});

/** The worked example without accelerators: about 175 USD a month. */
const devModule = `
  resource "google_cloud_run_v2_service" "api" {
    name     = "api"
    location = "us-central1"
    template {
      scaling {
        min_instance_count = 1
      }
      containers {
        image = "image"
        resources {
          limits   = { cpu = "1", memory = "2Gi" }
          cpu_idle = false
        }
      }
    }
  }
  resource "google_datastream_stream" "changes" {
    stream_id    = "changes"
    location     = "us-central1"
    display_name = "changes"
    source_config {
      source_connection_profile = "source"
      mysql_source_config {}
    }
    destination_config {
      destination_connection_profile = "target"
      bigquery_destination_config {
        source_hierarchy_datasets {
          dataset_template {
            location = "us-central1"
          }
        }
      }
    }
    backfill_none {}
  }
  resource "google_bigquery_dataset" "trading" {
    dataset_id = "trading"
    location   = "us-central1"
  }
  resource "google_kms_crypto_key" "key" {
    count    = 5
    name     = "key-\${count.index}"
    key_ring = "projects/p/locations/us-central1/keyRings/r"
    version_template {
      algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
      protection_level = "HSM"
    }
  }
  resource "google_compute_router_nat" "nat" {
    name                               = "nat"
    router                             = "router"
    region                             = "us-central1"
    source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
  }`;

const devUsage = {
  cloudRun: { instanceHoursPerMonth: 0 },
  datastream: { processedGiBPerMonth: 50 },
  bigQuery: { activeStorageGiB: 102.4, longTermStorageGiB: 0, queriedTiBPerMonth: 2 },
  nat: { vms: 1 },
};

describe('the worked example of a development environment', () => {
  it('costs what was worked out by hand, part by part', async () => {
    const { components, total } = await estimateText(devModule, devUsage);
    const costOf = (service: string, name: string): string[] =>
      components
        .filter((one) => one.service === service && one.name === name)
        .map(({ costs }) => dollars(costs.monthly));
    expect(costOf('Cloud Run', 'CPU, minimum instances')).toEqual(['47.304']);
    expect(costOf('Cloud Run', 'Memory, minimum instances')).toEqual(['10.512']);
    expect(costOf('Datastream', 'Change data processed')).toEqual(['100']);
    expect(costOf('BigQuery', 'Queries on demand')).toEqual(['6.25']);
    expect(costOf('Cloud KMS', 'Active key versions')).toEqual(['1', '1', '1', '1', '1']);
    expect(costOf('Cloud NAT', 'Gateway')).toEqual(['1.022']);
    // 102.4 GiB at 0.023, of which 10 GiB are free.
    expect(costOf('BigQuery', 'Active storage')).toEqual(['2.1252']);
    expect(dollars(total.monthly)).toBe('172.2132');
  });

  it('counts no free allowance where others use it up', async () => {
    const { components } = await estimateText(devModule, { ...devUsage, freeAllowances: false });
    const found = components.filter(({ service }) => service === 'BigQuery').map(({ costs }) => dollars(costs.monthly));
    expect(found).toEqual(['12.5', '2.3552']);
  });
});

describe('Infrastructure Manager itself', () => {
  const many = (count: number): string => `
    resource "google_service_account" "a" {
      count      = ${count}
      account_id = "account-\${count.index}"
    }`;

  it('charges a paid Terraform version by the resources beyond 500, a dollar a year each', async () => {
    const paid = await estimateText(many(620), {}, true);
    expect(paid.components.map(({ name, costs }) => [name, dollars(costs.monthly)])).toEqual([
      ['Resources under a paid Terraform version', '10'],
    ]);
    expect(dollars((await estimateText(many(500), {}, true)).total.monthly)).toBe('0');
    expect((await estimateText(many(620))).components).toEqual([]);
  });
});
