import { compareText } from '../diagnostics/order.ts';
import { groupBy } from './group-by.ts';
import type { CostComponent, Estimate } from './model.ts';
import { type Costs, noCosts, shownMoney, subtractCosts, sumCosts } from './money.ts';

/** How much a component costs in two estimates. */
export interface CostDifference {
  readonly service: string;
  /** Absent for what is paid for the environment as a whole. */
  readonly address?: string;
  readonly name: string;
  /** Nothing where it is not there, or not known. */
  readonly from: Costs;
  readonly to: Costs;
}

/** Two estimates side by side. */
export interface Comparison {
  readonly from: string;
  readonly to: string;
  /** What differs a month, sorted by service, address and name. */
  readonly differences: readonly CostDifference[];
  readonly total: CostDifference;
  /** How many things are in neither total because they are not known or not priced. */
  readonly open: { readonly from: number; readonly to: number };
}

/** What one estimate costs more or less than another; components are the same by address and name. */
export function compareEstimates(from: Estimate, to: Estimate): Comparison {
  const keyOf = ({ service, address, name }: CostComponent): string => JSON.stringify([service, address ?? '', name]);
  const before = groupBy(from.components, keyOf);
  const after = groupBy(to.components, keyOf);
  const costs = (some: readonly CostComponent[] | undefined): Costs => sumCosts((some ?? []).map((one) => one.costs));
  const differences = [...new Set([...before.keys(), ...after.keys()])].flatMap((key): CostDifference[] => {
    const [one] = before.get(key) ?? after.get(key) ?? [];
    if (one === undefined) return [];
    const { service, address, name } = one;
    const difference = { from: costs(before.get(key)), to: costs(after.get(key)) };
    if (difference.from.monthly === difference.to.monthly) return [];
    return [{ service, name, ...(address !== undefined && { address }), ...difference }];
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
    total: { service: '', name: 'Total', from: from.total, to: to.total },
    open: { from: from.unknown.length + from.notPriced.length, to: to.unknown.length + to.notPriced.length },
  };
}

/** The comparison as text with a final line break, in USD a month. */
export function comparisonText({ from, to, differences, total, open }: Comparison): string {
  const rows = [...differences, total].map((one) => [
    one === total ? 'Total' : `${one.address ?? one.service}: ${one.name}`,
    shownMoney(one.from.monthly),
    shownMoney(one.to.monthly),
    signed(subtractCosts(one.to, one.from)),
  ]);
  const all = [['USD a month', from, to, 'difference'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  const left = `Not known or not priced, and in no total: ${open.from} in ${from}, ${open.to} in ${to}.`;
  return [`# ${to} compared with ${from}`, '', ...lines, '', left, ''].join('\n');
}

function signed({ monthly }: Costs): string {
  return monthly > noCosts.monthly ? `+${shownMoney(monthly)}` : shownMoney(monthly);
}
