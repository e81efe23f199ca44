import type { PlacedVerdict, PolicyImpact } from './policy-impact.ts';
import { placeText, placeWriter, type VerdictFiles } from './write-verdicts.ts';

/** What a change of policies does, as a table or as JSON; final newline included. */
export function showImpact(impact: PolicyImpact, format: 'text' | 'json', files: VerdictFiles): string {
  return format === 'json' ? asJson(impact, files) : asTable(impact, files);
}

function asJson({ constraints, subjects }: PolicyImpact, files: VerdictFiles): string {
  const place = placeWriter(files);
  const describe = ({ verdict, location }: PlacedVerdict): object => ({
    constraint: verdict.constraint,
    address: verdict.address ?? null,
    resourceType: verdict.resourceType ?? null,
    reason: verdict.reason,
    certainty: verdict.certainty,
    location: place(location),
  });
  const environments = subjects.map(({ name, breaks, frees, opens }) => ({
    name,
    breaks: breaks.map(describe),
    frees: frees.map(describe),
    opens: opens.map(describe),
  }));
  const summary = {
    checked: subjects.length,
    broken: subjects.filter(({ breaks }) => breaks.length > 0).length,
    freed: subjects.filter(({ frees }) => frees.length > 0).length,
    open: subjects.filter(({ opens }) => opens.length > 0).length,
  };
  return `${JSON.stringify({ formatVersion: 1, constraints, summary, environments }, null, 2)}\n`;
}

function asTable({ constraints, subjects }: PolicyImpact, files: VerdictFiles): string {
  const place = placeText(files);
  const rows = subjects.flatMap(({ name, breaks, frees, opens }) => [
    ...breaks.map((one) => rowOf(name, 'breaks', one, place(one.location))),
    ...frees.map((one) => rowOf(name, 'is freed', one, place(one.location))),
    ...opens.map((one) => rowOf(name, 'is open', one, place(one.location))),
  ]);
  const broken = subjects.filter(({ breaks }) => breaks.length > 0).length;
  const closing = `${constraints.join(', ')}: ${broken} of ${subjects.length} would break`;
  return `${[...align(rows), ...(rows.length > 0 ? [''] : []), closing].join('\n')}\n`;
}

type Row = readonly [name: string, what: string, address: string, place: string, reason: string];

function rowOf(name: string, what: string, { verdict }: PlacedVerdict, where: string): Row {
  return [name, what, verdict.address ?? 'the module', where, `${verdict.constraint}: ${verdict.reason}`];
}

function align(rows: readonly Row[]): readonly string[] {
  const width = (column: number): number => Math.max(0, ...rows.map((row) => (row[column] ?? '').length));
  const widths = [0, 1, 2, 3].map(width);
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
