import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { SourceDocument } from '../load/document.ts';
import type { PriceBookDocument, WrittenPrice, WrittenRate } from '../load/price-book.ts';
import { compareExact, parseExact, zero } from './exact.ts';

/** Ids of this form are of machine types, and may be new. */
const machineId = /^machine-[a-z]\d/;

/**
 * Faults of a price book that its schema does not see: ids nobody asks for, other units than in the list, tiers out of order.
 *
 * @param list the list prices, whose ids and units hold; absent for the list itself
 */
export function checkPriceBook(
  { file, value, positions }: SourceDocument<PriceBookDocument>,
  list?: PriceBookDocument,
): readonly Diagnostic[] {
  const units = new Map(list?.spec.prices.map(({ id, unit }) => [id, unit]));
  const seen = new Set<string>();
  return value.spec.prices.flatMap((price, index) => {
    const at = (path: string): { pointer: string } => ({ pointer: `/spec/prices/${index}${path}` });
    const found: Found[] = [];
    if (seen.has(price.id)) found.push({ ...at('/id'), message: `the price \`${price.id}\` stands here twice` });
    seen.add(price.id);
    if (list !== undefined) found.push(...checkAgainstList(price, units, at));
    found.push(...price.rates.flatMap((rate, rank) => checkRate(rate, at(`/rates/${rank}`).pointer)));
    return found.map(({ pointer, message, hint }): Diagnostic => {
      const range = positions.get(pointer)?.value;
      const location = { file, pointer, ...(range && { range }) };
      return { code: 'price-book', severity: 'error', message, location, ...(hint !== undefined && { hint }) };
    });
  });
}

interface Found {
  readonly pointer: string;
  readonly message: string;
  readonly hint?: string;
}

function checkAgainstList(
  { id, unit }: WrittenPrice,
  units: ReadonlyMap<string, string>,
  at: (path: string) => { pointer: string },
): Found[] {
  const expected = machineId.test(id) ? 'vm-hour' : units.get(id);
  if (expected === undefined) {
    const near = suggest(id, units.keys());
    const hint = near === undefined ? 'see docs/cost.md for the ids there are' : `did you mean \`${near}\`?`;
    return [{ ...at('/id'), message: `nothing is priced by the id \`${id}\``, hint }];
  }
  if (unit === expected) return [];
  return [{ ...at('/unit'), message: `the unit of \`${id}\` is "${unit}", expected "${expected}"` }];
}

function checkRate({ amount, tiers }: WrittenRate, pointer: string): Found[] {
  if ((amount === undefined) === (tiers === undefined))
    return [{ pointer, message: 'a rate has either an `amount` or `tiers`' }];
  const ends = tiers?.map(({ upTo }) => (upTo === undefined ? undefined : parseExact(upTo))) ?? [];
  const found: Found[] = [];
  ends.forEach((end, index) => {
    const place = `${pointer}/tiers/${index}`;
    const isLast = index === ends.length - 1;
    if (isLast !== (end === undefined)) {
      const message = isLast ? 'the last tier has no end' : 'all tiers but the last have an end';
      found.push({ pointer: place, message, hint: isLast ? 'leave out `upTo`' : 'add `upTo`' });
    } else if (end !== undefined && compareExact(end, ends[index - 1] ?? zero) <= 0) {
      found.push({ pointer: place, message: 'tiers are in ascending order' });
    }
  });
  return found;
}
