import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChecklistRow, checklist } from '../test/blueprints/checklist.ts';

/** The flagship's folder, relative to the repository. */
const blueprint = 'blueprints/hft-risk-analytics';

/**
 * The page that says of each row of the checklist where it is and which tests prove it. A row whose files or whose tests are not
 * there makes no page: the error names it.
 */
export function coveragePage(root: string): string {
  const faults = checklist.flatMap((row) => faultsOf(row, root));
  if (faults.length > 0) throw new Error(`the checklist names what is not there:\n${faults.join('\n')}`);
  const done = checklist.filter(({ proof }) => proof.length > 0).length;
  return [
    '# What of the checklist is here',
    '',
    `${done} of ${checklist.length} rows. Written by \`npm run generate\` from \`test/blueprints/checklist.ts\`; a row is here when the tests named`,
    'in it exist, and they run with all others. The [README](../README.md#what-is-left-out) says why the rest is not.',
    '',
    '| Row | What | Where | Proof |',
    '| --- | --- | --- | --- |',
    ...checklist.map(tableRow),
    '',
  ].join('\n');
}

function tableRow({ row, what, where, proof, gap }: ChecklistRow): string {
  const places = where.map((path) => `\`${path.replace(/^\//, '')}\``).join(', ');
  const tests = proof.map((one) => one.slice(one.indexOf(': ') + 2).replaceAll("\\'", "'"));
  const note = gap === undefined ? '' : proof.length === 0 ? `left out: ${gap}` : `; ${gap}`;
  return `| ${row} | ${what} | ${places} | ${tests.join('; ')}${note} |`;
}

function faultsOf({ row, where, proof }: ChecklistRow, root: string): string[] {
  const missing = where.filter((path) => !existsSync(join(root, path.startsWith('/') ? path : `${blueprint}/${path}`)));
  const unproved = proof.filter((one) => !hasTest(root, one));
  return [...missing, ...unproved].map((name) => `${row}: ${name}`);
}

/** Whether a test file has the name as a text of its own, in any of the three kinds of quotes. */
function hasTest(root: string, proof: string): boolean {
  const at = proof.indexOf(': ');
  const file = join(root, 'test', proof.slice(0, at));
  const name = proof.slice(at + 2);
  if (!existsSync(file)) return false;
  const source = readFileSync(file, 'utf8');
  return [`'${name}'`, `"${name.replaceAll("\\'", "'")}"`, `\`${name}\``].some((text) => source.includes(text));
}
