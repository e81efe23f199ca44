import { limitNanos } from '../cost/check-estimate.ts';
import { type Comparison, compareEstimates, comparisonText } from '../cost/compare-estimates.ts';
import { costsData, estimateData } from '../cost/estimate-json.ts';
import { estimateText } from '../cost/estimate-text.ts';
import { exactMoney, sumCosts } from '../cost/money.ts';
import { UsageError } from '../errors.ts';
import type { Io, ParsedArguments } from './command.ts';
import type { EstimatedSubject } from './estimate-subjects.ts';
import { formatOf } from './show-report.ts';
import { placeText, placeWriter } from './write-verdicts.ts';

/** What estimates are shown with. */
export interface EstimateFiles {
  readonly sources: ReadonlyMap<string, string>;
  /** Folder that file names are relative to, absolute. */
  readonly root: string;
  /** Full or short name of the environment others are compared with. */
  readonly compare?: string;
}

/**
 * Writes estimates to stdout, as text or as one JSON document; with `compare` what they cost more than that environment instead of it.
 * @throws UsageError where the name to compare with is none of them, or of several
 */
export function writeEstimates(
  estimated: readonly EstimatedSubject[],
  { sources, root, compare }: EstimateFiles,
  options: ParsedArguments,
  io: Io,
): void {
  const files = { sources, root, cwd: io.cwd };
  const comparisons = compare === undefined ? [] : compareAll(estimated, compare);
  if (formatOf(options) === 'json') {
    io.stdout.write(`${JSON.stringify(jsonDocument(estimated, comparisons, placeWriter(files)), null, 2)}\n`);
    return;
  }
  const placeOf = placeText(files);
  const texts = estimated.map(({ subject, estimate }) =>
    estimateText({ estimate, placeOf: (pointer) => placeOf(subject.locate(pointer, 'value')) }),
  );
  const shown = compare === undefined ? texts : comparisons.map(comparisonText);
  io.stdout.write(shown.join('\n'));
}

function compareAll(estimated: readonly EstimatedSubject[], name: string): readonly Comparison[] {
  // An environment with faults has no estimate; those are told.
  if (estimated.length === 0) return [];
  const named = estimated.filter(({ subject }) => subject.name === name || subject.name.endsWith(`/${name}`));
  const [base, ...more] = named;
  if (base === undefined || more.length > 0)
    throw new UsageError(
      more.length > 0
        ? `--compare ${name} may be ${named.map(({ subject }) => subject.name).join(' or ')}\nGive the full name`
        : `there is no estimate of '${name}' to compare with\nName one environment that comes through 'imprint validate'`,
    );
  return estimated.filter((one) => one !== base).map((one) => compareEstimates(base.estimate, one.estimate));
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
