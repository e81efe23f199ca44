import { resolve } from 'node:path';
import { applyLevel } from '../check/settings.ts';
import { type BudgetLimit, checkBudget, checkPriceAge, checkUsageAddresses } from '../cost/check-estimate.ts';
import { estimate } from '../cost/estimate.ts';
import type { Estimate } from '../cost/model.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CostSubject, CostSubjects } from './cost-subjects.ts';
import { type PriceBooks, readPriceBooks } from './read-price-books.ts';

/** A subject with its costs. */
export interface EstimatedSubject {
  readonly subject: CostSubject;
  readonly estimate: Estimate;
  /** The limit that holds for it: that of the command line, else its own. */
  readonly budget?: BudgetLimit;
}

/** What a command line asks beside what is estimated. */
export interface EstimateSettings {
  readonly books: PriceBooks;
  /** Dollars a month, a decimal number, for each subject; absent: budgets of the documents. */
  readonly maxMonthly?: string;
  /** The day, `YYYY-MM-DD`: prices grow old. */
  readonly today: string;
}

/** Estimates with what was found about them. */
export interface EstimatedSubjects {
  readonly estimated: readonly EstimatedSubject[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** The prices for what a command line selects: list prices, and before them those of `path`, else of the file the workspace names. */
export function booksFor({ workspace, root }: CostSubjects, path: string | undefined): PriceBooks {
  const named = workspace?.settings?.value.spec.priceBook;
  return readPriceBooks(path ?? (named === undefined ? undefined : resolve(root, named)), root);
}

/** Estimates all subjects; none when the price book of one's own has errors, since its prices would be missing. */
export function estimateSubjects(
  subjects: CostSubjects,
  { books, maxMonthly, today }: EstimateSettings,
): EstimatedSubjects {
  const { workspace } = subjects;
  const sources = new Map([...subjects.sources, ...books.sources]);
  if (books.diagnostics.some(({ severity }) => severity === 'error'))
    return { estimated: [], diagnostics: books.diagnostics, sources };
  const estimated = subjects.subjects.map((subject): EstimatedSubject => {
    const { name, evaluation, usage, hasPaidTerraform } = subject;
    const budget = maxMonthly === undefined ? subject.budget : { monthly: maxMonthly };
    return {
      subject,
      estimate: estimate({ name, evaluation, usage, hasPaidTerraform, book: books.book }),
      ...(budget && { budget }),
    };
  });
  const found = [
    ...books.diagnostics,
    ...estimated.flatMap(findingsOf),
    ...checkPriceAge(
      estimated.map((one) => one.estimate),
      books.documents,
      today,
    ),
  ];
  return { estimated, diagnostics: found.flatMap((one) => applyLevel(one, workspace?.settings) ?? []), sources };
}

function findingsOf({ subject, estimate: own, budget }: EstimatedSubject): readonly Diagnostic[] {
  const { usage, evaluation, locate } = subject;
  const over = budget && checkBudget(own, budget);
  return [...(over ? [over] : []), ...checkUsageAddresses(usage, evaluation, locate)];
}
