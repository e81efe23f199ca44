import { compareText } from '../diagnostics/order.ts';
import { groupBy } from './group-by.ts';
import type { Estimate } from './model.ts';
import { type Costs, shownMoney, sumCosts } from './money.ts';

/** What something costs in one of two estimates: so much, or how much is open, or it is not there. */
export type ComparedCosts = Costs | 'open' | 'absent';

/** How much something costs in two estimates. */
export interface CostDifference {
  readonly service: string;
  /** Absent for what is paid for the environment as a whole. */
  readonly address?: string;
  readonly name: string;
  readonly from: ComparedCosts;
  readonly to: ComparedCosts;
}

/** Two estimates side by side. */
export interface Comparison {
  readonly from: string;
  readonly to: string;
  /** What differs a month, sorted by service, address and name. */
  readonly differences: readonly CostDifference[];
  readonly total: { readonly from: Costs; readonly to: Costs };
  /** How many things are in neither total because they are not known or not priced. */
  readonly open: { readonly from: number; readonly to: number };
}

type Identity = Pick<CostDifference, 'service' | 'address' | 'name'>;

/** What one estimate costs more or less than another; things are the same by service, address and name. */
export function compareEstimates(from: Estimate, to: Estimate): Comparison {
  const [before, after] = [contentsOf(from), contentsOf(to)];
  const differences = [...new Map([...before, ...after])].flatMap(([key, { identity }]): CostDifference[] => {
    const difference = { from: before.get(key)?.costs ?? 'absent', to: after.get(key)?.costs ?? 'absent' } as const;
    return isSame(difference.from, difference.to) ? [] : [{ ...identity, ...difference }];
  });
  return {
    from: from.name,
    to: to.name,
    differences: differences.sort(
      (a, b) =>
        compareText(a.service, b.service) ||
        compareText(a.address ?? '', b.address ?? '') ||
        compareText(a.name, b.name),
    ),
    total: { from: from.total, to: to.total },
    open: { from: from.unknown.length + from.notPriced.length, to: to.unknown.length + to.notPriced.length },
  };
}

/** Everything an estimate speaks of, by identity. */
function contentsOf({
  components,
  unknown,
  notPriced,
}: Estimate): Map<string, { identity: Identity; costs: ComparedCosts }> {
  const open = [...unknown, ...notPriced].map((one) => ({ identity: identityOf(one), costs: 'open' as const }));
  const counted = [...groupBy(components, (one) => JSON.stringify(identityOf(one))).values()].flatMap((group) =>
    group.slice(0, 1).map((one) => ({ identity: identityOf(one), costs: sumCosts(group.map(({ costs }) => costs)) })),
  );
  return new Map([...open, ...counted].map((one) => [JSON.stringify(one.identity), one]));
}

function identityOf({ service, address, name }: Identity): Identity {
  return { service, ...(address !== undefined && { address }), name };
}

function isSame(a: ComparedCosts, b: ComparedCosts): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.monthly === b.monthly;
}

/** The comparison as text with a final line break, in USD a month. */
export function comparisonText({ from, to, differences, total, open }: Comparison): string {
  const rows = [...differences, { name: 'Total', service: '', ...total }].map((one) => [
    one.service === '' ? one.name : `${one.address ?? one.service}: ${one.name}`,
    monthlyText(one.from),
    monthlyText(one.to),
    differenceText(one.from, one.to),
  ]);
  const all = [['USD a month', from, to, 'difference'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
  const left = `What is open is in no total: ${open.from} in ${from}, ${open.to} in ${to}.`;
  return [`# ${to} compared with ${from}`, '', ...lines.map((line) => line.trimEnd()), '', left, ''].join('\n');
}

function monthlyText(costs: ComparedCosts): string {
  if (costs === 'absent') return '-';
  return costs === 'open' ? 'open' : shownMoney(costs.monthly);
}

/** Nothing where one side is open: how much the difference is is open then, too. */
function differenceText(from: ComparedCosts, to: ComparedCosts): string {
  if (from === 'open' || to === 'open') return '';
  const more = (to === 'absent' ? 0n : to.monthly) - (from === 'absent' ? 0n : from.monthly);
  return more > 0n ? `+${shownMoney(more)}` : shownMoney(more);
}
