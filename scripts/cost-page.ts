import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChargeRule, EnvironmentPricer, ResourcePricer } from '../src/cost/pricer.ts';
import { environmentPricers, paidTerraformPricer, resourcePricers } from '../src/cost/pricer-table.ts';
import { usageAssumptions } from '../src/cost/usage-keys.ts';
import type { PriceBookDocument, WrittenPrice, WrittenRate } from '../src/load/price-book.ts';
import { readDocument } from '../src/load/read-document.ts';

const listFile = 'schemas/prices/google-cloud-list.yaml';

const introduction = `<!-- Written by \`npm run generate\` from src/cost and ${listFile}; edit those. -->
# Costs

\`imprint cost\` estimates what the resources of an environment, or of a Terraform module, cost: offline, by list prices or
your own. It reads what the module says after planning, and what \`spec.usage\` assumes about use, which no module tells.

- **Nothing is guessed.** What depends on a value that is known after apply, or on an assumption nobody made, is listed and
  in no sum. So is what no price is known of, a region without a price among it. A bill can be larger than the total, and
  the list says by what.
- **Exact.** Quantities and prices are exact fractions. Each component is rounded once, to the nano-dollar, halves up; totals
  are sums of those. People see cents; \`--format json\` has all digits (\`schemas/cost.schema.json\`).
- **A month** has 730 hours, a day 24; an hour's cost is the mean of the month, also of what is not there all the time.
- **Tiers and free allowances** are counted once for each environment, on the sum of all resources that pay the same price;
  each has its share of the result. With \`freeAllowances: false\` in \`spec.usage\` allowances are not counted, for
  environments of a billing account that uses them up elsewhere.
- **Comparisons** (\`--compare ENV\`, \`--since REF\`) are made at the same prices. What is open on one side is shown as \`open\`, never
  as a difference.
- Tax, support and negotiated discounts are not in the list prices.

## Assumptions

What \`spec.usage\` of an environment (or of a base it extends) may say. A value holds for each resource it concerns, so that of
\`pubsub.publishedGiBPerMonth\` for each topic; \`resources\` says it for one:

\`\`\`yaml
spec:
  usage:
    datastream: { processedGiBPerMonth: 150 }
    pubsub: { publishedGiBPerMonth: 400, deliveredGiBPerMonth: 400 }
    tpu: { hoursPerWeek: 65 }
    resources:
      google_pubsub_topic.dead_letters:
        pubsub: { publishedGiBPerMonth: 0 }
\`\`\`
`;

const budgets = `## Budgets

\`spec.budget.monthlyUSD\` of an environment, else of \`imprint.yaml\`, or \`--max-monthly\` for one call: an estimate above it is an
\`over-budget\` error and exit code 1. What is open or not priced is not in the estimate, so passing means "at least not by what
is known".

## Price books

\`spec.priceBook\` of \`imprint.yaml\` or \`--price-book\` names a file with prices of your own, which win over list prices by id and
region. The amounts here are examples:

\`\`\`yaml
apiVersion: imprint/v1
kind: PriceBook
metadata:
  name: acme-2026
spec:
  currency: USD
  date: "2026-10-01"
  prices:
    - id: tpu-tpu7x-on-demand
      unit: chip-hour
      rates:
        - { regions: [us-central1], amount: "9.60" }
    - id: machine-c4-standard-8
      unit: vm-hour
      rates:
        - { regions: ["us-*"], amount: "0.41" }
\`\`\`

Prices that are more than 180 days old are told of by an info.
`;

/** The page of costs: \`docs/cost.md\`. */
export function costPage(): string {
  const { value } = readDocument(
    readFileSync(fileURLToPath(new URL(`../${listFile}`, import.meta.url)), 'utf8'),
    listFile,
    'PriceBook',
  );
  if (value === undefined) throw new Error(`${listFile} has faults`);
  return [introduction, usageTable(), budgets, chargesSection(), pricesSection(value.value)].join('\n');
}

function usageTable(): string {
  const rows = Object.entries(usageAssumptions).map(([key, { description, default: value, choices }]) => [
    `\`${key}\``,
    description + (choices === undefined ? '' : `: ${choices.map((one) => `\`${one}\``).join(', ')}`),
    value ?? '',
  ]);
  return `${table(['Assumption', 'What it counts', 'When absent'], rows)}\n`;
}

function chargesSection(): string {
  const charged = resourcePricers.flatMap((pricer) => (pricer.kind === 'charges' ? [pricer] : []));
  const whole = [...environmentPricers, paidTerraformPricer];
  return [
    '## What is charged\n',
    'A month, for each resource:\n',
    table(['Resource type', 'Component', 'Quantity', 'Prices'], charged.flatMap(chargeRows)),
    '\nFor an environment as a whole, if it has a resource of such a type:\n',
    table(['Resource types', 'Component', 'Quantity', 'Prices'], whole.flatMap(chargeRows)),
    '\n## What is free\n',
    table(
      ['Resource types', 'Why'],
      resourcePricers.flatMap((one) =>
        one.kind === 'free' ? [[typeNames(one), `${one.reason} ([source](${one.source}))`]] : [],
      ),
    ),
    '\n## What is not priced\n',
    table(
      ['Resource types', 'Why'],
      resourcePricers.flatMap((one) => (one.kind === 'not priced' ? [[typeNames(one), one.reason]] : [])),
    ),
    '\nNeither is any type that is not on this page, and no price that has no rate below.\n',
  ].join('\n');
}

function chargeRows(
  pricer: EnvironmentPricer | Extract<ResourcePricer, { kind: 'charges' }>,
): readonly (readonly string[])[] {
  return pricer.charges.map((charge, index) => [
    index === 0 ? typeNames(pricer) : '',
    charge.name,
    quantityWords(charge),
    priceNames(charge.price.ids),
  ]);
}

/** Ids of prices; many of a kind by what they begin with. */
function priceNames(ids: readonly string[]): string {
  if (ids.length === 0) return 'none';
  const shown = ids.length > 8 ? [`${(ids[0] ?? '').split('-')[0]}-…`] : ids;
  return shown.map((id) => `\`${id}\``).join(', ');
}

function quantityWords({ quantity }: ChargeRule): string {
  return quantity.words.replaceAll(/usage ([\w.]+)/g, '`$1`');
}

function typeNames({ types }: Pick<ResourcePricer, 'types'>): string {
  return types.map((type) => `\`${type}\``).join(', ');
}

function pricesSection({ metadata, spec }: PriceBookDocument): string {
  const services = [...new Set(spec.prices.map(({ service = '' }) => service))];
  return [
    '## List prices\n',
    `The book \`${metadata.name}\` of ${spec.date}, in US dollars. Prices marked **unverified** are remembered or derived, to be held`,
    'against their source before they are relied on; estimates mark them with `*` and say how much of the total they make.\n',
    ...services.map((service) => {
      const prices = spec.prices.filter((one) => one.service === service);
      return `### ${service}\n\n${table(['Id', 'What', 'Unit', 'Price', 'Source'], prices.map(priceRow))}\n`;
    }),
  ].join('\n');
}

function priceRow({
  id,
  title = '',
  unit,
  per,
  confidence,
  source = '',
  note,
  rates,
}: WrittenPrice): readonly string[] {
  return [
    `\`${id}\``,
    note === undefined ? title : `${title}. ${note}.`,
    per === undefined ? unit : `${per} × ${unit}`,
    rates.length === 0 ? 'not known' : rates.map(rateText).join('; '),
    `[${confidence === 'unverified' ? '**unverified**' : 'documented'}](${source})`,
  ];
}

function rateText({ regions, amount, tiers }: WrittenRate): string {
  const price =
    amount ??
    (tiers ?? [])
      .map((tier) => {
        const words = Number(tier.amount) === 0 ? 'free' : tier.amount;
        return tier.upTo === undefined ? words : `${words} up to ${tier.upTo}`;
      })
      .join(', then ');
  return regions.includes('*') ? price : `${price} (${regions.join(', ').replaceAll('*', '\\*')})`;
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
