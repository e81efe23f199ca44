import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/range.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { PriceBookDocument } from '../load/price-book.ts';
import type { Evaluation } from '../terraform/evaluation.ts';
import { parseExact } from './exact.ts';
import type { Estimate } from './model.ts';
import { type Nanos, nanosOf, shownMoney } from './money.ts';
import { type Usage, usageAddresses } from './usage.ts';

/** What an environment may cost, and where that is said. */
export interface BudgetLimit {
  /** US dollars a month, as they were given: a decimal number. */
  readonly monthly: string;
  /** Absent for the command line. */
  readonly location?: Location;
}

/** Where a setting of the resolved `spec` stands, by pointer; undefined where nobody knows. */
export type LocateSetting = (pointer: string, on: 'key' | 'value') => Location | undefined;

/** A fault when an estimate is above a limit. */
export function checkBudget(
  { name, total, unknown, notPriced }: Estimate,
  { monthly, location }: BudgetLimit,
): Diagnostic | undefined {
  const limit = limitNanos(monthly);
  if (limit === undefined || total.monthly <= limit) return undefined;
  const open = unknown.length + notPriced.length;
  const more = open === 0 ? '' : ' or more';
  return {
    code: 'over-budget',
    severity: 'error',
    message: `${name} costs ${shownMoney(total.monthly)} USD a month${more}, which is above its budget of ${shownMoney(limit)}`,
    hint: 'make the environment smaller, or agree on another budget',
    ...(location && { location }),
    args: { environment: name, monthly: shownMoney(total.monthly), budget: shownMoney(limit) },
  };
}

/** A decimal number of dollars; undefined for anything else, negative numbers too. */
export function limitNanos(text: string): Nanos | undefined {
  const value = parseExact(text);
  return value === undefined || value.top < 0n ? undefined : nanosOf(value);
}

/** Warnings about assumptions on resources that are not there. */
export function checkUsageAddresses(
  usage: Usage,
  { resources }: Pick<Evaluation, 'resources'>,
  locate: LocateSetting,
): readonly Diagnostic[] {
  const addresses = new Set(resources.filter(({ mode }) => mode === 'managed').map(({ address }) => address));
  return usageAddresses(usage)
    .filter((address) => !addresses.has(address))
    .map((address): Diagnostic => {
      const near = suggest(address, addresses);
      const location = locate(`/usage/resources/${address.replaceAll('~', '~0').replaceAll('/', '~1')}`, 'key');
      return {
        code: 'usage-resource',
        severity: 'warning',
        message: `the module has no resource \`${address}\``,
        ...(location && { location }),
        hint: near === undefined ? 'take the address from `imprint plan`' : `did you mean \`${near}\`?`,
      };
    });
}

const dayMs = 86_400_000;

/** Days after which prices are told to be old. */
const maxAgeDays = 180;

/** A price book, and where its date is written; absent for the one that ships. */
export interface DatedBook {
  readonly document: PriceBookDocument;
  readonly location?: Location;
}

/** An info for each price book that estimates used and that is older than 180 days on the day `today` (`YYYY-MM-DD`). */
export function checkPriceAge(
  estimates: readonly Estimate[],
  books: readonly DatedBook[],
  today: string,
): readonly Diagnostic[] {
  const used = new Set(estimates.flatMap(({ components }) => components.map(({ price }) => price.book)));
  return books
    .filter(({ document }) => used.has(document.metadata.name) && isOld(document.spec.date, today))
    .map(({ location, document: { metadata, spec } }) => ({
      code: 'price-book-age',
      severity: 'info',
      message: `prices of the book \`${metadata.name}\` are of ${spec.date}, more than ${maxAgeDays} days ago`,
      ...(location && { location }),
      hint: 'hold the prices it gave against their sources',
    }));
}

/** A month counts from its first day. */
function isOld(date: string, today: string): boolean {
  return Date.parse(today) - Date.parse(date) > maxAgeDays * dayMs;
}
