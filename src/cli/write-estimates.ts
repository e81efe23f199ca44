import { limitNanos } from '../cost/check-estimate.ts';
import { type Comparison, comparisonText } from '../cost/compare-estimates.ts';
import { costsData, estimateData } from '../cost/estimate-json.ts';
import { estimateText } from '../cost/estimate-text.ts';
import { exactMoney, sumCosts } from '../cost/money.ts';
import type { Io, ParsedArguments } from './command.ts';
import type { EstimatedSubject } from './estimate-subjects.ts';
import { formatOf } from './show-report.ts';
import { placeText, placeWriter } from './write-verdicts.ts';

/** What estimates are shown with. */
export interface EstimateFiles {
  readonly sources: ReadonlyMap<string, string>;
  /** Folder that file names are relative to, absolute. */
  readonly root: string;
}

/** Writes estimates to stdout, as text or as one JSON document; where there are comparisons, the text is those instead. */
export function writeEstimates(
  estimated: readonly EstimatedSubject[],
  comparisons: readonly Comparison[] | undefined,
  { sources, root }: EstimateFiles,
  options: ParsedArguments,
  io: Io,
): void {
  const files = { sources, root, cwd: io.cwd };
  if (formatOf(options) === 'json') {
    io.stdout.write(`${JSON.stringify(jsonDocument(estimated, comparisons ?? [], placeWriter(files)), null, 2)}\n`);
    return;
  }
  const placeOf = placeText(files);
  const texts = estimated.map(({ subject, estimate }) =>
    estimateText({ estimate, placeOf: (pointer) => placeOf(subject.locate(pointer, 'value')) }),
  );
  const shown = comparisons?.map(comparisonText) ?? texts;
  io.stdout.write(shown.join('\n'));
}

function jsonDocument(
  estimated: readonly EstimatedSubject[],
  comparisons: readonly Comparison[],
  place: ReturnType<typeof placeWriter>,
): object {
  const limits = estimated.map(({ budget }) => (budget === undefined ? undefined : limitNanos(budget.monthly)));
  return {
    formatVersion: 1,
    currency: 'USD',
    total: costsData(sumCosts(estimated.map(({ estimate }) => estimate.total))),
    estimates: estimated.map(({ subject, estimate }, index) => {
      const limit = limits[index];
      const budget =
        limit === undefined ? null : { monthly: exactMoney(limit), isExceeded: estimate.total.monthly > limit };
      return { ...estimateData(estimate, (pointer) => place(subject.locate(pointer, 'value'))), budget };
    }),
    comparisons: comparisons.map(({ from, to, differences, total, open }) => ({
      from,
      to,
      total: { from: costsData(total.from), to: costsData(total.to) },
      open,
      differences: differences.map((one) => ({
        service: one.service,
        address: one.address ?? null,
        name: one.name,
        from: typeof one.from === 'string' ? one.from : costsData(one.from),
        to: typeof one.to === 'string' ? one.to : costsData(one.to),
      })),
    })),
  };
}
