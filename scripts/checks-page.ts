import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { rules } from '../src/check/all-rules.generated.ts';
import type { Rule } from '../src/check/rule.ts';
import { pageHeading } from '../src/check/rule-page.ts';
import { commandOf, type Fixture, fixturesOf, outputFile } from '../test/rules/run-fixture.ts';

const introduction = `<!-- Written by \`npm run generate\` from the rules and their fixtures; edit those. -->
# Checks

Everything \`imprint validate\` can report, by code. The examples are the rules' own test fixtures, and the output below
each is what the program prints for it. \`imprint explain <code>\` shows a page on the terminal.

An **error** makes the run fail; **warnings** do so only beyond \`--max-warnings\`; an **info** never does.

## Levels

\`imprint.yaml\` sets the level of a rule for the whole workspace:

\`\`\`yaml
apiVersion: imprint/v1
kind: Workspace
spec:
  rules:
    unknown-location: error # error, warning, info or off
\`\`\`

Faults that keep a document from being read, resolved or rendered are always errors (\`fixed-level\`): were they off, an
environment would vanish from the checks unseen.

## Ignoring a finding

A comment with the code and a reason ignores a finding on its own line or, where it stands alone, on the next line:

\`\`\`yaml
location: mars-north1 # imprint:ignore unknown-location opened last week, our list is older
\`\`\`

The same goes for \`#\` and \`//\` in \`.tf\` files and templates, and for \`{{! imprint:ignore … }}\` where the comment shall
not be rendered. A comment without a reason has no effect and is an error, one that ignores nothing is a warning. What is
ignored is an exception to a rule, not a way around a stage: an error that left a document or an environment out of the
checks stays.

## Waivers

A finding that is to be mended later is accepted in \`imprint.yaml\`, by whom and until when:

\`\`\`yaml
spec:
  waivers:
    - code: im-provisioner
      # constraint: gcp.resourceLocations # of policy-violation; any when absent
      address: module.legacy.* # resource addresses; any when absent
      environment: prod # names of environments; any when absent
      owner: platform@example.com
      reason: replaced by a container job in the next release
      expires: "2027-03-31" # last day; without end when absent
\`\`\`

Past its last day the finding counts again, and the waiver itself is an error. A waiver without a finding is a warning.
Every report lists the waivers that applied, with what they cover: \`text\` before its closing line, \`json\` as \`waivers\`, \`github\`
as one notice each, \`junit\` as skipped cases, and \`sarif\` as results with \`suppressions\`. GitHub's code scanning shows such
results like any other until the action \`advanced-security/dismiss-alerts\`, which reads them, has run.
`;

/** The text of \`docs/checks.md\`. */
export function checksPage(): string {
  const rows = rules.map(
    ({ code, severity, summary }) => `| [${code}](#${code}) | ${severity} | ${escapeCell(summary)} |`,
  );
  const index = ['## Index', '', '| code | level | what |', '| --- | --- | --- |', ...rows].join('\n');
  return [introduction, index, '', '## Pages', '', ...rules.map(page)].join('\n');
}

function page(rule: Rule): string {
  const bad = fixturesOf(rule.code).find(({ isBad }) => isBad);
  return [
    pageHeading(rule.code),
    `${rule.summary} (${rule.severity}).`,
    ...(bad === undefined ? [] : example(bad, rule.code)),
    rule.why,
    `Source: ${linked(rule.source)}\n`,
  ].join('\n\n');
}

function example(fixture: Fixture, code: string): string[] {
  const file = outputFile(fixture);
  if (!existsSync(file)) return [];
  const output = readFileSync(file, 'utf8');
  const place = new RegExp(`^\\w+\\[${code}\\].*\\n\\s*--> (.*?)(?::(\\d+):\\d+)?$`, 'm').exec(output);
  const source = sourceOf(fixture, place?.[1]);
  const shown = source === undefined ? [] : [fence(source.language, excerpt(source.text, Number(place?.[2] ?? 1)))];
  const command = `$ imprint ${commandOf(fixture).join(' ')}`;
  return [...shown, fence('console', `${command}\n${firstLines(output.trimEnd(), 60)}`)];
}

function sourceOf(fixture: Fixture, file: string | undefined): { language: string; text: string } | undefined {
  const isFolder = statSync(fixture.path).isDirectory();
  const path = isFolder ? join(fixture.path, file ?? '') : fixture.path;
  if ((isFolder && file === undefined) || !existsSync(path) || !statSync(path).isFile()) return undefined;
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return undefined;
  const languages: Record<string, string> = {
    '.tf': 'hcl',
    '.hbs': 'hcl',
    '.yaml': 'yaml',
    '.yml': 'yaml',
    '.tfvars': 'hcl',
  };
  return { language: languages[extname(path)] ?? 'text', text };
}

/** A short text as a whole, of a longer one what stands around a line. */
function excerpt(text: string, line: number): string {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= 30) return lines.join('\n');
  const from = Math.max(0, line - 9);
  const to = Math.min(lines.length, line + 8);
  return [...(from > 0 ? ['# …'] : []), ...lines.slice(from, to), ...(to < lines.length ? ['# …'] : [])].join('\n');
}

function firstLines(text: string, count: number): string {
  const lines = text.split('\n');
  return lines.length <= count ? text : [...lines.slice(0, count), '…'].join('\n');
}

function fence(language: string, text: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((match) => match[0].length + 1)));
  return `${ticks}${language}\n${text.replaceAll('\r', '')}\n${ticks}`;
}

function linked(source: string): string {
  return /^https:\/\/\S+$/.test(source) ? `<${source}>` : source;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
