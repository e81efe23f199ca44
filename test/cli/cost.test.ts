import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { documentOf } from './expect-schema.ts';
import { memoryIo } from './memory-io.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'imprint-cost-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
cpSync(join(root, 'test/rules/workspace'), folder, { recursive: true });

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const environment = (name: string, more: string): void =>
  write(
    `blueprints/store/environments/${name}.yaml`,
    `apiVersion: imprint/v1
kind: Environment
metadata:
  name: ${name}
spec:
  blueprint: { name: store, version: ^1.0.0 }
  project: acme-store-${name}
  location: europe-west3
  deployment:
    serviceAccount: deployer@acme-store-dev.iam.gserviceaccount.com
  parameters:
    project: acme-store-${name}
    bucket: acme-store-${name}-objects
${more}`,
  );

environment('small', '  usage:\n    cloudStorage: { standardGiB: 100, classAOperationsPerMonth: 0 }\n');
environment('large', '  usage:\n    cloudStorage: { standardGiB: 4000.5 }\n  budget: { monthlyUSD: 50 }\n');
write(
  'prices.yaml',
  `apiVersion: imprint/v1
kind: PriceBook
metadata: { name: acme }
spec:
  currency: USD
  date: "2099-01-01"
  prices:
    - { id: storage-standard, unit: GiB-month, rates: [{ regions: [europe-west3], amount: "0.02" }] }
`,
);
write(
  'infra/main.tf',
  `resource "google_kms_crypto_key" "k" {
  count    = 2
  name     = "k\${count.index}"
  key_ring = "projects/p/locations/eu/keyRings/r"
}
resource "google_kms_crypto_key" "later" {
  name     = "later"
  key_ring = "projects/p/locations/eu/keyRings/r"
  version_template {
    algorithm        = "GOOGLE_SYMMETRIC_ENCRYPTION"
    protection_level = google_spanner_instance.s.state
  }
}
resource "google_spanner_instance" "s" {
  name         = "spanner"
  config       = "regional-europe-west3"
  display_name = "spanner"
  num_nodes    = 1
}
`,
);

async function imprint(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(['cost', ...words], () => io);
  return { code, out: io.out(), err: io.err() };
}

const prices = ['--price-book', 'prices.yaml'];

describe('imprint cost', () => {
  it('shows costs by service and resource, what is open, what is assumed, and the prices', async () => {
    const { code, out } = await imprint('small', ...prices);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "# store/small

                                           USD a month  a day  an hour
      Cloud Storage                               2.00   0.07   0.0027
        google_storage_bucket.store
          Standard storage  100 GiB-month         2.00   0.07   0.0027
      Total                                       2.00   0.07   0.0027

      Not in the total, since it depends on what is not known:
        spec.usage.logging.ingestedGiBPerMonth: GiB of logs a month, in the whole environment; flow logs and audit logs count; free up to 50, then 0.50 USD a GiB
        spec.usage.logging.keptGiBBeyond30Days: GiB of logs kept for longer than 30 days, in the whole environment; 0.01 USD a GiB-month

      Not in the total, since no price is known:
        Infrastructure Manager: Cloud Build minutes: the price book has no price of "Build minutes"
        google_storage_bucket.store: Class B operations: the price book has no price of "Class B operations, Standard" in europe-west3

      Assumptions:
        cloudStorage.standardGiB = 100, blueprints/store/environments/small.yaml:15:34

      Prices: acme of 2099-01-01, without tax, support and negotiated discounts. A month has 730 hours.
      "
    `);
  });

  it('fails where an environment costs more than its budget, or than the command line allows', async () => {
    const own = await imprint('large', ...prices);
    expect([own.code, own.out]).toEqual([1, expect.stringContaining('environments/large.yaml:16:25')]);
    const given = await imprint('large', ...prices, '--max-monthly', '80.01');
    expect(given.code).toBe(0);
    const exceeded = await imprint('small', ...prices, '--max-monthly', '1.99');
    expect([exceeded.code, exceeded.out]).toEqual([1, expect.stringContaining('2.00 USD a month or more')]);
  });

  it('prints JSON of its schema, with exact money, and tells faults beside it', async () => {
    const { code, out, err } = await imprint('large', 'small', ...prices, '--format', 'json', '--compare', 'small');
    const document = documentOf('cost', out);
    expect([code, err]).toEqual([1, expect.stringContaining('error[over-budget]')]);
    expect(document.total.monthly).toBe('82.010000000');
    const [large] = document.estimates;
    expect(large.budget).toEqual({ monthly: '50.000000000', isExceeded: true });
    expect(large.components[0]).toMatchObject({
      address: 'google_storage_bucket.store',
      quantity: '4000.5',
      monthly: '80.010000000',
      price: { id: 'storage-standard', confidence: 'agreed', book: 'acme' },
      assumptions: [
        {
          key: 'cloudStorage.standardGiB',
          value: '4000.5',
          location: { file: 'blueprints/store/environments/large.yaml' },
        },
      ],
    });
    expect(document.comparisons[0].differences[0]).toMatchObject({
      name: 'Class A operations',
      from: 'absent',
      to: 'open',
    });
  });

  it('says what one environment costs more than another, and what is open in one', async () => {
    const { out } = await imprint('large', ...prices, '--compare', 'small', '--max-monthly', '100');
    expect(out).toMatchInlineSnapshot(`
      "# store/large compared with store/small

      USD a month                                      store/small  store/large  difference
      google_storage_bucket.store: Class A operations            -         open
      google_storage_bucket.store: Standard storage           2.00        80.01      +78.01
      Total                                                   2.00        80.01      +78.01

      What is open is in no total: 4 in store/small, 5 in store/large.
      "
    `);
  });

  it('estimates plain modules, without counting what it does not know', async () => {
    const { code, out } = await imprint('--module', 'infra', '--format', 'json');
    const [{ components, unknown, notPriced }] = JSON.parse(out).estimates;
    expect(code).toBe(0);
    expect(components.map((one: { address: string; monthly: string }) => [one.address, one.monthly])).toEqual([
      ['google_kms_crypto_key.k[0]', '0.060000000'],
      ['google_kms_crypto_key.k[1]', '0.060000000'],
    ]);
    expect(unknown.filter((one: { usage: string | null }) => one.usage === null)).toMatchObject([
      {
        address: 'google_kms_crypto_key.later',
        reason: 'depends on version_template.protection_level, which is known after apply',
      },
    ]);
    expect(notPriced).toContainEqual(
      expect.objectContaining({ address: 'google_spanner_instance.s', reason: 'nothing is known of what it costs' }),
    );
  });

  it('refuses unknown assumptions with the one that was meant, and values that are none', async () => {
    environment(
      'wrong',
      '  usage:\n    cloudStorage: { standartGiB: 1, nearlineGiB: -1 }\n    tpu: { hoursPerWeek: 169, commitment: 2y }\n',
    );
    const { code, out } = await imprint('wrong');
    rmSync(join(folder, 'blueprints/store/environments/wrong.yaml'));
    expect(code).toBe(1);
    expect(out.match(/^(?:error.*|.*hint: did.*)$/gm)).toMatchInlineSnapshot(`
      [
        "error[unknown-key]: unknown key \`standartGiB\` in \`cloudStorage\`",
        "   = hint: did you mean \`standardGiB\`?",
        "error[value-range]: \`nearlineGiB\` is the number -1, expected at least 0",
        "error[value-range]: \`hoursPerWeek\` is the number 169, expected at most 168",
        "error[value-not-allowed]: \`commitment\` is "2y", expected one of "none", "1y" or "3y"",
        "   = hint: did you mean "1y"?",
      ]
    `);
  });

  it.each([
    [['--max-monthly', 'much'], "--max-monthly is an amount of US dollars such as 5000, not 'much'"],
    [['--max-monthly', '-1'], "--max-monthly is an amount of US dollars such as 5000, not '-1'"],
    [['--module', 'infra', 'small'], 'give either environments or --module'],
    [['--module', 'infra', '--compare', 'small'], '--compare belongs to environments'],
    [['small', '--var', 'a=b'], '--var belongs to --module'],
    [['small', '--terraform-version', 'new'], '--terraform-version is an exact version'],
  ])('refuses %j', async (words, message) => {
    await expect(imprint(...words)).rejects.toThrow(message);
  });

  it('takes no price book that has faults, or is not there', async () => {
    write('broken.yaml', 'apiVersion: imprint/v1\nkind: PriceBook\nmetadata: { name: x }\nspec: { prices: [] }\n');
    const broken = await imprint('small', '--price-book', 'broken.yaml');
    expect([broken.code, broken.out]).toEqual([1, expect.stringContaining('error[missing-key]')]);
    const absent = await imprint('small', '--price-book', 'absent.yaml');
    expect([absent.code, absent.out]).toEqual([1, expect.stringContaining('error[file-unreadable]')]);
  });
});
