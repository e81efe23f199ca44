import { constraints } from '../src/policy/constraints/constraint-table.ts';
import type { Constraint } from '../src/policy/constraints.ts';

const introduction = `<!-- Written by \`npm run generate\` from src/policy/constraints/table; edit that. -->
# Organization policy constraints

What \`imprint policy check\` knows of the predefined and managed constraints of Google Cloud, and what it looks at to decide
each. Custom constraints are decided by their own condition.

A constraint without anything to look at is never passed: its verdict is \`UNDECIDED\`, with the reason given here. So is every
verdict that hangs on a value known only after apply. How sure it is that Google looks at just this:

- **documented**: Google's documentation, API or provider says so. A violation is an error.
- **seen**: public configurations rely on it. A violation is an error.
- **likely**: it follows from what the constraint is for, but is not documented. A violation is a warning.
`;

/** The page of all constraints: \`docs/constraints.md\`. */
export function constraintsPage(): string {
  const checked = constraints.filter(({ checker }) => checker !== undefined);
  const count = (certainty: Constraint['certainty']): number =>
    checked.filter((row) => row.certainty === certainty).length;
  const counts = `${constraints.length} constraints, ${checked.length} of them decided by what a module says: ${count('documented')} documented, ${count('seen')} seen, ${count('likely')} likely.\n`;
  return [introduction, counts, ...constraints.map(section)].join('\n');
}

function section(row: Constraint): string {
  const { name, kind, summary, certainty, source, limits, undecidable, twin, checker } = row;
  const facts = [kind, ...prefixes(row), ...(checker === undefined ? [] : [certainty]), defaultText(row)];
  return [
    `## ${name}\n`,
    `${summary}.\n`,
    `${facts.join(' · ')} · [source](${source})${twin === undefined ? '' : ` · twin of \`${twin}\``}\n`,
    ...(undecidable === undefined ? [] : [`Not decided by a module: ${undecidable}.\n`]),
    ...attributes(row),
    ...(limits === undefined ? [] : [`Limits: ${limits}\n`]),
  ].join('\n');
}

function prefixes({ supportsUnder, supportsIn, supportsDryRun }: Constraint): readonly string[] {
  return [
    ...(supportsUnder ? ['`under:`'] : []),
    ...(supportsIn ? ['`in:`'] : []),
    ...(supportsDryRun ? ['dry run'] : []),
  ];
}

function defaultText({ kind, allowsByDefault }: Constraint): string {
  if (kind === 'list') return allowsByDefault ? 'allows all by default' : 'allows nothing by default';
  return allowsByDefault ? 'off by default' : 'on by default';
}

/** Types that read the same are told together. */
function attributes({ checker }: Constraint): readonly string[] {
  if (checker?.attributes === undefined) return [];
  const types = new Map<string, string[]>();
  for (const [type, paths] of checker.attributes) {
    const read = paths.map((path) => `\`${path}\``).join(', ') || 'the resource itself';
    types.set(read, [...(types.get(read) ?? []), type]);
  }
  const when = checker.actions.join(' and ');
  const lines = [...types].map(([read, of]) => `- ${of.map((type) => `\`${type}\``).join(', ')}: ${read}`);
  return [`Looked at on ${when}:\n`, `${lines.join('\n')}\n`];
}
