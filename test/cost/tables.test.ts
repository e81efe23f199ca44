import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providerFacts } from '../../src/cli/shipped-facts.ts';
import { checkPriceBook } from '../../src/cost/check-price-book.ts';
import { parseExact } from '../../src/cost/exact.ts';
import type { ChargeRule } from '../../src/cost/pricer.ts';
import { environmentPricers, findPricer, paidTerraformPricer, resourcePricers } from '../../src/cost/pricer-table.ts';
import { usageAssumptions } from '../../src/cost/usage-keys.ts';
import type { BlockFacts } from '../../src/terraform/facts/facts.ts';
import { listPrices } from './estimate-module.ts';

const root = join(import.meta.dirname, '../..');

const charges: readonly ChargeRule[] = [
  ...resourcePricers.flatMap((pricer) => (pricer.kind === 'charges' ? pricer.charges : [])),
  ...[...environmentPricers, paidTerraformPricer].flatMap((pricer) => pricer.charges),
];

describe('the shipped price book', () => {
  const { prices } = listPrices.value.spec;

  it('has no faults', () => {
    expect(checkPriceBook(listPrices)).toEqual([]);
  });

  it('says of every price which service it is of, where it stands and how sure it is', () => {
    const bare = prices.filter(({ service, title, source, confidence }) => !(service && title && source && confidence));
    expect(bare).toEqual([]);
    expect(prices.filter(({ source }) => !source?.startsWith('https://cloud.google.com/'))).toEqual([]);
  });

  it('holds just the prices that something is charged by', () => {
    const asked = new Set(
      charges.flatMap(({ price, alternative }) => [...price.ids, ...(alternative?.price.ids ?? [])]),
    );
    const listed = new Set(prices.map(({ id }) => id));
    expect([...listed].filter((id) => !asked.has(id))).toEqual([]);
    const missing = [...asked].filter((id) => !listed.has(id) && id !== 'machine-*');
    // Editions without commitments in the list.
    expect(missing.sort()).toEqual([
      'bigquery-slots-enterprise-plus-cud-1y',
      'bigquery-slots-enterprise-plus-cud-3y',
      'bigquery-slots-standard-cud-1y',
      'bigquery-slots-standard-cud-3y',
    ]);
  });

  it('gives commitments at 0.70 and 0.45 of the price on demand, and flex-start at half of it', () => {
    const amounts = (id: string): readonly (readonly [string, number])[] =>
      prices
        .filter((one) => one.id === id)
        .flatMap(({ rates }) => rates.map((rate) => [rate.regions.join(), Number(rate.amount)] as const));
    for (const generation of ['tpu7x', 'v6e', 'v5e', 'v5p']) {
      const onDemand = new Map(amounts(`tpu-${generation}-on-demand`));
      expect(onDemand.size).toBeGreaterThan(0);
      for (const [option, ratio] of [
        ['cud-1y', 0.7],
        ['cud-3y', 0.45],
        ['flex-start', 0.5],
      ] as const) {
        for (const [regions, amount] of amounts(`tpu-${generation}-${option}`)) {
          // Prices are published in cents.
          expect(Math.abs(amount - (onDemand.get(regions) ?? 0) * ratio)).toBeLessThanOrEqual(0.005 + 1e-9);
        }
      }
    }
  });
});

describe('the table of pricers', () => {
  const facts = providerFacts();
  const isType = (type: string): boolean =>
    ['hashicorp/google', 'hashicorp/google-beta'].some((name) => facts.provider(name)?.type('managed', type));

  it('names only types that the provider has', () => {
    const named = resourcePricers.flatMap(({ types }) => types).filter((type) => !type.includes('*'));
    const own = /^(?:null_resource|terraform_data|http)$/;
    expect(named.filter((type) => !isType(type) && !own.test(type))).toEqual([]);
  });

  it('reads only attributes that a type it prices has', () => {
    const folder = join(root, 'src/cost/pricers');
    const call =
      /(?:isOneOf|isWritten|regionAt|attribute|count|priceByAttribute|hasTpu|machinePrice|unpricedPart|read(?:One|All)|countAt|textOf|numberAt|chipsPerMachine)\(\s*([^()]*)/g;
    const calls = readdirSync(folder).flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(call)]);
    // A path is the first text that looks like one: lower case with dots and underscores.
    const paths = calls.flatMap((match) => /'([a-z][a-z_.]*)'/.exec(match[1] ?? '')?.[1] ?? []);
    expect(new Set(paths).size).toBeGreaterThan(30);
    const types = resourcePricers.flatMap((pricer) => (pricer.kind === 'charges' ? pricer.types : []));
    const blocks = types.flatMap((type) =>
      ['hashicorp/google', 'hashicorp/google-beta'].flatMap(
        (name) => facts.provider(name)?.type('managed', type) ?? [],
      ),
    );
    const isRead = (path: string): boolean => blocks.some((block) => hasPath(block, path.split('.')));
    expect([...new Set(paths)].filter((path) => !isRead(path))).toEqual([]);
  });

  it('knows each resource type of the blueprint: priced, free with a reason, or not priced with a reason', () => {
    const folders = ['blueprints/hft-risk-analytics/templates', 'blueprints/partials'];
    const files = folders.flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isFile()),
    );
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
    const types = new Set(
      texts.flatMap((text) => [...text.matchAll(/^resource "(\w+)"/gm)].map((match) => match[1] ?? '')),
    );
    expect(types.size).toBeGreaterThan(30);
    expect([...types].filter((type) => findPricer(type) === undefined)).toEqual([]);
  });

  it.each([
    ['google_tpu_v2_vm', 'charges'],
    ['google_tpu_v2_queued_resource', 'charges'],
    ['google_compute_instance', 'charges'],
    ['google_container_cluster', 'charges'],
    ['google_container_node_pool', 'charges'],
    ['google_datastream_stream', 'charges'],
    ['google_bigquery_reservation', 'charges'],
    ['google_cloud_run_v2_job', 'charges'],
    ['google_secret_manager_secret', 'charges'],
    ['google_compute_forwarding_rule', 'charges'],
    ['google_compute_service_attachment', 'charges'],
    ['google_cloud_scheduler_job', 'charges'],
    ['google_sql_database_instance', 'not priced'],
    ['google_vertex_ai_endpoint', 'not priced'],
    ['google_compute_region_instance_group_manager', 'not priced'],
    ['google_billing_budget', 'free'],
    ['google_project_iam_member', 'free'],
    ['google_storage_bucket_iam_binding', 'free'],
    ['google_access_context_manager_service_perimeter', 'free'],
    ['google_org_policy_policy', 'free'],
    ['google_logging_project_bucket_config', 'free'],
    ['random_id', 'free'],
    ['google_spanner_instance', undefined],
  ] as const)('says that %s is: %s', (type, kind) => {
    expect(findPricer(type)?.kind).toBe(kind);
  });
});

describe('the assumptions', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schemas/environment.schema.json'), 'utf8'));

  it('are each read by some charge', () => {
    const read = new Set(
      charges.flatMap(({ price, alternative, quantity }) => [
        ...price.keys,
        ...(alternative?.price.keys ?? []),
        ...quantity.keys,
      ]),
    );
    expect(Object.keys(usageAssumptions).filter((key) => ![...read].some((one) => one === key))).toEqual([]);
  });

  it('are what the schema of environments takes, group by group, with the same words', () => {
    const written = Object.keys(schema.properties.spec.properties.usage.properties).flatMap((group) => {
      const properties = schema.$defs[`usage.${group}`]?.properties ?? {};
      return Object.entries<Record<string, unknown>>(properties).map(([key, keywords]) => {
        const { description, enum: choices, $ref } = keywords;
        return [`${group}.${key}`, { description, choices, type: $ref }];
      });
    });
    const own = Object.entries(usageAssumptions).map(
      ([name, { description, choices, isWhole, maximum, default: value }]) => [
        name,
        {
          description: `${description}${value === undefined ? '' : `; ${value} when absent`}.`,
          choices: choices && [...choices.map((text) => (/^\d+$/.test(text) ? Number(text) : text)), null],
          type: choices ? undefined : typeRef(isWhole, maximum),
        },
      ],
    );
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(own));
  });

  it('have defaults that are numbers, or choices', () => {
    const wrong = Object.values(usageAssumptions).filter(
      ({ default: value, choices }) =>
        value !== undefined && (choices === undefined ? parseExact(value) === undefined : !choices.includes(value)),
    );
    expect(wrong).toEqual([]);
  });
});

function typeRef(isWhole: true | undefined, maximum: number | undefined): string {
  const name = isWhole ? 'wholeNumber' : maximum === 168 ? 'hoursPerWeek' : 'quantity';
  return `#/$defs/usage.${name}`;
}

function hasPath(block: BlockFacts, [name = '', ...rest]: readonly string[]): boolean {
  const attribute = block.attributes?.[name];
  // Maps take any name, and what a computed object holds is not looked into.
  if (attribute !== undefined) return rest.length === 0 || typeof attribute.type !== 'string';
  const nested = block.blocks?.[name];
  return nested !== undefined && (rest.length === 0 || hasPath(nested, rest));
}
