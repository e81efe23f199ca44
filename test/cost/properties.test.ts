import { describe, expect, it } from 'vitest';
import { estimate } from '../../src/cost/estimate.ts';
import type { CostComponent, Estimate } from '../../src/cost/model.ts';
import { sumCosts } from '../../src/cost/money.ts';
import type { Usage } from '../../src/cost/usage.ts';
import { type UsageKey, usageAssumptions } from '../../src/cost/usage-keys.ts';
import { fc } from '../properties.ts';
import { evaluated, listBook } from './estimate-module.ts';

/** A module with what usage is asked of, several of a type among it, and values that are only known after apply. */
const { resources } = await evaluated(`
  resource "google_pubsub_topic" "t" {
    count = 3
    name  = "topic-\${count.index}"
  }
  resource "google_pubsub_subscription" "s" {
    name  = "sub"
    topic = "t"
  }
  resource "google_storage_bucket" "b" {
    for_each = toset(["us-central1", "us"])
    name     = "bucket-\${each.key}"
    location = each.key
  }
  resource "google_bigquery_dataset" "d" {
    dataset_id = "d"
    location   = "us-central1"
  }
  resource "google_kms_crypto_key" "k" {
    name     = "k"
    key_ring = "projects/p/locations/us/keyRings/r"
  }
  resource "google_secret_manager_secret" "s" {
    count     = 2
    secret_id = "s-\${count.index}"
    replication {
      auto {}
    }
  }
  resource "google_compute_router_nat" "n" {
    name                               = "nat"
    router                             = "router"
    region                             = "us-central1"
    source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
  }
  resource "google_compute_subnetwork" "s" {
    name          = "serving"
    region        = "us-central1"
    network       = "n"
    ip_cidr_range = "10.0.0.0/24"
  }
  resource "google_cloud_run_v2_service" "r" {
    name     = "run"
    location = "us-central1"
    template {
      containers {
        image = "i"
      }
    }
  }
  resource "google_kms_crypto_key" "later" {
    name     = "later"
    key_ring = google_compute_router_nat.n.id
    version_template {
      algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
      protection_level = google_compute_router_nat.n.id
    }
  }
`);

type Amounts = Partial<Record<UsageKey, number>>;

const numeric = Object.entries(usageAssumptions).flatMap(([key, { choices }]) => (choices === undefined ? [key] : []));

/** Some assumptions, whole numbers: all keys take those. Hours a week stay below their limit. */
const amounts: fc.Arbitrary<Amounts> = fc.dictionary(
  fc.constantFrom(...numeric),
  fc.oneof(fc.nat(84), fc.nat(100_000_000)),
  { maxKeys: 30 },
);

function usageOf(all: Amounts, factor = 1): Usage {
  const usage: Record<string, Record<string, number>> = {};
  for (const [name, value] of Object.entries(all)) {
    const [group = '', key = ''] = name.split('.');
    usage[group] = { ...usage[group], [key]: value * factor };
  }
  return usage;
}

function estimated(usage: Usage, order = resources): Estimate {
  return estimate({
    name: 'x',
    evaluation: { resources: order, providers: new Map() },
    book: listBook,
    usage,
    hasPaidTerraform: false,
  });
}

const identity = ({ service, address, name }: Pick<CostComponent, 'service' | 'address' | 'name'>): string =>
  JSON.stringify([service, address, name]);

describe('an estimate', () => {
  it('has the sum of its components as total, to the last nano-dollar, and so by service', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const { components, total, byService } = estimated(usageOf(all));
        expect(total).toEqual(sumCosts(components.map(({ costs }) => costs)));
        expect(sumCosts(byService.values())).toEqual(total);
      }),
    );
  });

  it('does not depend on the order of the resources', () => {
    fc.assert(
      fc.property(amounts, fc.shuffledSubarray([...resources], { minLength: resources.length }), (all, order) => {
        const [one, other] = [estimated(usageOf(all)), estimated(usageOf(all), order)];
        expect({ ...other, free: [] }).toEqual({ ...one, free: [] });
      }),
    );
  });

  it('is never lower for more use', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const [once, twice] = [estimated(usageOf(all)), estimated(usageOf(all, 2))];
        // A share of a cost is rounded to the nearest nano-dollar.
        const tolerance = BigInt(twice.components.length);
        expect(twice.total.monthly + tolerance).toBeGreaterThanOrEqual(once.total.monthly);
      }),
    );
  });

  it('counts nothing that is not known: each charge is counted, open, or not there', () => {
    fc.assert(
      fc.property(amounts, (all) => {
        const { components, unknown, notPriced } = estimated(usageOf(all));
        const counted = new Set(components.map(identity));
        expect([...unknown, ...notPriced].filter((one) => counted.has(identity(one)))).toEqual([]);
        for (const { usage } of unknown) if (usage !== undefined) expect(all).not.toHaveProperty([usage]);
      }),
    );
  });

  it('says what a value that is known after apply leaves open', () => {
    const { unknown } = estimated({});
    const found = unknown.filter(({ address, usage }) => address === 'google_kms_crypto_key.later' && !usage);
    expect(found.map(({ reason }) => reason)).toEqual([
      'depends on version_template.protection_level, which is known after apply',
    ]);
  });

  it('gives resources that share a price their share of one count of the tiers', () => {
    const { components } = estimated({ pubsub: { publishedGiBPerMonth: 100, deliveredGiBPerMonth: 0 } });
    const found = components.filter(({ service }) => service === 'Pub/Sub');
    // 300 GiB of which 10 are free, at 40 USD for 1024.
    expect(found.map(({ costs }) => costs.monthly)).toEqual([3_776_041_667n, 3_776_041_667n, 3_776_041_667n]);
  });
});
