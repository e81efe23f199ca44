import type { Reporter, TestModule } from 'vitest/node';

/** How often two programs said the same: `agreed` of `compared`. */
export interface Count {
  readonly agreed: number;
  readonly compared: number;
}

/** What is compared with the real terraform, in the order of the table's columns. */
export const measures = ['verdicts', 'lines', 'actions', 'values'] as const;

/** One of the table's columns. */
export type Measure = (typeof measures)[number];

/** Agreement of one corpus, or of a part of it: parts with one name are added up. An absent measure was not compared. */
export interface Agreement extends Partial<Readonly<Record<Measure, Count>>> {
  readonly corpus: string;
}

declare module '@vitest/runner' {
  interface TaskMeta {
    /** Absent when the test compares nothing with terraform. */
    agreement?: Agreement[];
  }
}

/**
 * Hands agreement over to the table printed at the end of the run. To be called before the test expects anything, or what
 * disagrees would be missing.
 */
export function recordAgreement({ task }: { readonly task: { readonly meta: object } }, agreement: Agreement): void {
  const meta: { agreement?: Agreement[] } = task.meta;
  meta.agreement = [...(meta.agreement ?? []), agreement];
}

/** A count for one comparison. */
export function oneCount(agrees: boolean): Count {
  return { agreed: agrees ? 1 : 0, compared: 1 };
}

/** Both counts together; an absent one counts nothing. */
export function addCounts(a: Count | undefined, b: Count | undefined): Count | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { agreed: a.agreed + b.agreed, compared: a.compared + b.compared };
}

/** The table: a row for each corpus by name, a column for each measure. Text with a final newline; `''` without rows. */
export function agreementTable(rows: readonly Agreement[]): string {
  const corpora = new Map<string, Agreement>();
  for (const row of rows) corpora.set(row.corpus, added(corpora.get(row.corpus), row));
  if (corpora.size === 0) return '';
  const body = [...corpora.values()]
    .sort((a, b) => (a.corpus < b.corpus ? -1 : 1))
    .map((row) => [row.corpus, ...measures.map((measure) => shown(row[measure]))]);
  const lines = [['agreement with terraform', ...measures], ...body];
  const widths = lines[0]?.map((_cell, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  };
  return `${lines.map((line) => line.map(pad).join('  ')).join('\n')}\n`;
}

function added(a: Agreement | undefined, b: Agreement): Agreement {
  const counts = measures.flatMap((measure): [Measure, Count][] => {
    const count = addCounts(a?.[measure], b[measure]);
    return count === undefined ? [] : [[measure, count]];
  });
  return { corpus: b.corpus, ...Object.fromEntries(counts) };
}

// Rounded down, so that only full agreement reads as 100 %.
function shown(count: Count | undefined): string {
  if (count === undefined || count.compared === 0) return '-';
  const percent = Math.floor((count.agreed / count.compared) * 10_000) / 100;
  return `${count.agreed}/${count.compared} ${percent.toFixed(2)} %`;
}

/** Prints the table after all tests. */
export class AgreementReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules.flatMap(({ children }) =>
      [...children.allTests()].flatMap((test) => agreementOf(test.meta())),
    );
    const table = agreementTable(rows);
    if (table !== '') process.stdout.write(`\n${table}\n`);
  }
}

function agreementOf(meta: { readonly agreement?: readonly Agreement[] }): readonly Agreement[] {
  return meta.agreement ?? [];
}
