import { add, decimalText, zero } from './exact.ts';
import { groupBy } from './group-by.ts';
import type { CostComponent, Estimate, OpenCost, UsageUse } from './model.ts';
import { type Costs, shownMoney, sumCosts } from './money.ts';
import type { FoundPrice } from './price-book.ts';
import { usageAssumptions } from './usage-keys.ts';

/** How a table of costs is shown. */
export interface ShownEstimate {
  readonly estimate: Estimate;
  /** Where an assumption was made, for people: `environments/prod.yaml:12:5`; absent: no place is known. */
  readonly placeOf?: (pointer: string) => string;
}

/** A line of the table: words and costs; without costs it is a heading. */
interface Row {
  readonly words: string;
  readonly quantity?: string;
  readonly costs?: Costs;
}

/** The estimate as text with a final line break: a table by service and resource, what is open, what is assumed, what prices were used. */
export function estimateText({ estimate, placeOf }: ShownEstimate): string {
  const sections = [
    table(estimate),
    openSection(estimate.unknown),
    notPricedSection(estimate.notPriced),
    assumptionSection(estimate, placeOf),
    noteSection(estimate),
    priceSection(estimate),
  ];
  return [`# ${estimate.name}`, '', ...sections.flat()].join('\n').trimEnd().concat('\n');
}

function table({ components, byService, total, unverified }: Estimate): string[] {
  const rows: Row[] = [...byService].flatMap(([service, costs]) => [
    { words: service, costs },
    ...serviceRows(components.filter((one) => one.service === service)),
  ]);
  const isLeastKnown =
    unverified.monthly > 0n ? [{ words: '  of it by unverified prices (*)', costs: unverified }] : [];
  return [...alignRows([...rows, { words: 'Total', costs: total }, ...isLeastKnown]), ''];
}

/** Instances of one resource are shown together. */
function serviceRows(components: readonly CostComponent[]): Row[] {
  const byResource = groupBy(components, ({ address }) => withoutKey(address ?? ''));
  return [...byResource].flatMap(([address, own]) => {
    const instances = new Set(own.map((one) => one.address)).size;
    const words = address === '' ? 'the whole environment' : address;
    const parts = groupBy(own, ({ name, variant, price }) => JSON.stringify([name, variant, price.id, price.regions]));
    return [
      { words: `  ${words}${instances > 1 ? ` (${instances} instances)` : ''}` },
      ...[...parts.values()].flatMap(partRows),
    ];
  });
}

function withoutKey(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
}

/** The rows of what instances have in common. */
function partRows(part: readonly CostComponent[]): Row[] {
  const [first] = part;
  if (first === undefined) return [];
  const { name, variant, price } = first;
  const mark = price.confidence === 'unverified' ? ' *' : '';
  const quantity = part.reduce((sum, one) => add(sum, one.quantity), zero);
  const alternatives = part.flatMap(({ alternative }) => alternative ?? []);
  return [
    {
      words: `    ${variant === undefined ? name : `${name}: ${variant}`}${mark}`,
      quantity: `${grouped(decimalText(quantity, 2))} ${price.unit}`,
      costs: sumCosts(part.map(({ costs }) => costs)),
    },
    ...alternatives.slice(0, 1).map(({ name: other }) => ({
      words: `      instead: ${other}`,
      costs: sumCosts(alternatives.map(({ costs }) => costs)),
    })),
  ];
}

/** A decimal number with its thousands apart. */
function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const thousands = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return decimals === undefined ? thousands : `${thousands}.${decimals}`;
}

/** Rows in columns: words and quantities to the left, money to the right. */
function alignRows(rows: readonly Row[]): string[] {
  const heading = ['', '', 'USD a month', 'a day', 'an hour'];
  const cells = rows.map(({ words, quantity = '', costs }) => [
    words,
    quantity,
    ...(costs === undefined ? [] : [costs.monthly, costs.daily, costs.hourly].map(shownMoney)),
  ]);
  const all = [heading, ...cells];
  const widths = heading.map((_, column) =>
    Math.max(...all.filter((row) => row.length > 2).map((row) => row[column]?.length ?? 0)),
  );
  return all.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** What depends on unknown things: by assumption, those without one by resource. */
function openSection(unknown: readonly OpenCost[]): string[] {
  if (unknown.length === 0) return [];
  const [assumed, others] = [unknown.filter(({ usage }) => usage), unknown.filter(({ usage }) => !usage)];
  const byUsage = groupBy(assumed, ({ usage = '' }) => usage);
  const lines = [
    ...[...byUsage.values()].map(missingUsageLine),
    ...others.map((one) => `  ${addressOf(one)}: ${one.name} ${one.reason}`),
  ];
  return ['Not in the total, since it depends on what is not known:', ...lines.sort(), ''];
}

function missingUsageLine(group: readonly OpenCost[]): string {
  const [first] = group;
  if (first?.usage === undefined) return '';
  const { description } = usageAssumptions[first.usage];
  const prices = [...new Set(group.flatMap(({ price }) => (price === undefined ? [] : priceText(price))))];
  const cost = prices.length === 0 ? '' : `; ${prices.join(' and ')}`;
  return `  spec.usage.${first.usage}${whereOf(group)}: ${description}${cost}`;
}

function notPricedSection(notPriced: readonly OpenCost[]): string[] {
  if (notPriced.length === 0) return [];
  const byReason = groupBy(notPriced, ({ name, reason }) => `${name} ${reason}`);
  const lines = [...byReason.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return '';
    const { address, service, name, reason } = first;
    const what = address?.includes(name) === true ? reason : `${name}: ${reason}`;
    return `  ${address === undefined ? service : whereOf(group).slice(2, -1)}: ${what}`;
  });
  return ['Not in the total, since no price is known:', ...lines.sort(), ''];
}

/** Which resources a group is about; nothing for the environment as a whole. */
function whereOf(group: readonly OpenCost[]): string {
  const addresses = [...new Set(group.flatMap(({ address }) => address ?? []))];
  const [first, ...others] = addresses;
  if (first === undefined) return '';
  return others.length === 0 ? ` (${first})` : ` (${first} and ${others.length} more)`;
}

function addressOf({ address, service }: OpenCost): string {
  return address ?? service;
}

function assumptionSection({ components }: Estimate, placeOf: ShownEstimate['placeOf']): string[] {
  const lines = usesOf(components).map((use) => `  ${assumptionText(use)}, ${sourceText(use, placeOf)}`);
  return lines.length === 0 ? [] : ['Assumptions:', ...lines, ''];
}

function sourceText({ pointer }: UsageUse, placeOf: ShownEstimate['placeOf']): string {
  if (pointer === undefined) return 'the default';
  const place = placeOf?.(pointer) ?? '';
  return place === '' ? 'set' : place;
}

function assumptionText({ key, value, pointer }: UsageUse): string {
  const isOfResource = pointer?.startsWith('/usage/resources/') === true;
  return `${key} = ${value}${isOfResource ? ' for one resource' : ''}`;
}

/** The assumptions that components rest on, each once, in order of their names. */
export function usesOf(components: readonly CostComponent[]): readonly UsageUse[] {
  const uses = components.flatMap(({ assumptions }) => assumptions);
  const byPlace = new Map(uses.map((use) => [`${use.key} ${use.pointer ?? ''}`, use]));
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

function noteSection({ components }: Estimate): string[] {
  const notes = components.flatMap(({ name, note, price }) => [
    ...(note === undefined ? [] : [`  ${name}: ${note}`]),
    ...(price.note === undefined ? [] : [`  ${price.title}: ${price.note}`]),
  ]);
  return notes.length === 0 ? [] : ['Notes:', ...[...new Set(notes)].sort(), ''];
}

function priceSection({ components, free, countsAllowances }: Estimate): string[] {
  const books = new Set(components.map(({ price: { book, date } }) => `${book} of ${date}`));
  const names = [...books].sort().join(' and ');
  const isAllowed = countsAllowances && components.some(({ price }) => price.tiers.some(isFree));
  return [
    ...(names === ''
      ? []
      : [`Prices: ${names}, without tax, support and negotiated discounts. A month has 730 hours.`]),
    ...(isAllowed ? ['Free allowances are counted as if nothing else of the billing account used them.'] : []),
    ...(free.length === 0 ? [] : [`${countOf(free.length, 'resource')} cost nothing themselves.`]),
  ];
}

function isFree({ unitPrice }: FoundPrice['tiers'][number]): boolean {
  return unitPrice.top === 0n;
}

/** What a unit costs, tier by tier: `2.00 USD a GiB up to 2,500, then 1.50`. */
export function priceText({ tiers, unit, per }: FoundPrice): string {
  const what =
    per === undefined
      ? `${/^[aeiou]/.test(unit) ? 'an' : 'a'} ${unit}`
      : `for ${grouped(per)} ${/[sB]$/.test(unit) ? unit : `${unit}s`}`;
  const firstPaid = tiers.findIndex((tier) => !isFree(tier));
  return tiers
    .map(({ amount, upTo }, index) => {
      const words = index < firstPaid ? 'free' : index === firstPaid ? `${amount} USD ${what}` : amount;
      return upTo === undefined ? words : `${words} up to ${grouped(decimalText(upTo, 2))}`;
    })
    .join(', then ');
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
