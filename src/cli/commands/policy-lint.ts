import { applyIgnores } from '../../check/ignores.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { constraintByName, constraints } from '../../policy/constraints/constraint-table.ts';
import { isOpenFault } from '../../policy/documents/reading.ts';
import { lintConditions } from '../../policy/lint/lint-conditions.ts';
import { lintPolicySet } from '../../policy/lint/lint-policy-set.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { readPolicies } from '../read-policies.ts';
import { providerFacts } from '../shipped-facts.ts';
import { reportFormatOption, rulesToList, showReport } from '../show-report.ts';
import { variableOptions } from '../variable-sources.ts';

/** `imprint policy lint`: faults of policies themselves. */
export const policyLint: Command = {
  name: 'policy lint',
  summary: 'Check organization policies, custom constraints and the hierarchy for faults of their own',
  arguments: '[DIR-or-FILE…]',
  options: [
    ...variableOptions,
    reportFormatOption,
    { name: 'max-warnings', value: 'N', summary: 'Fail when there are more warnings', default: 'any number is fine' },
  ],
  examples: [
    { command: 'imprint policy lint', what: 'all YAML and JSON files in policies/' },
    { command: 'imprint policy lint policies/folders/200 --format github', what: 'annotations on a pull request' },
    { command: 'imprint policy lint infra/policies', what: 'the policies that a Terraform module makes' },
    { command: 'imprint policy lint infra/policies --var org_id=123', what: 'the same, with a value for a variable' },
    { command: 'imprint policy lint export.json', what: 'what gcloud org-policies list --format json printed' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const paths = options.positionals.length > 0 ? options.positionals : ['policies'];
  const {
    set,
    sources,
    diagnostics: read,
    ignores,
  } = await readPolicies(paths, io.cwd, {
    vars: options.texts('var'),
    varFiles: options.texts('var-file'),
    cwd: io.cwd,
  });
  const table = { lookup: constraintByName, names: () => constraints.map(({ name }) => name) };
  const conditions = await lintConditions(set.customConstraints, {
    facts: providerFacts(io.cwd),
    textOf: (file) => sources.get(file),
  });
  const found = [...read.map(asLeftOut), ...lintPolicySet(set, table), ...conditions];
  const isFullyChecked = !read.some(({ severity }) => severity === 'error');
  const files = [...ignores].map(([file, comments]) => ({ file, comments, isFullyChecked }));
  const { diagnostics, ignored } = applyIgnores(found, files, isEssential);
  const checked = { files: sources.size };
  const suppressed = { ignored, waived: 0 };
  const findings = { diagnostics, sources, checked, suppressed, rules: await rulesToList(options) };
  return showReport(findings, options, io, readCount(options.text('max-warnings')));
}

/** A policy that is not known is left out here; the others are looked at all the same. */
function asLeftOut(diagnostic: Diagnostic): Diagnostic {
  return isOpenFault(diagnostic) ? { ...diagnostic, severity: 'warning' } : diagnostic;
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw usage(policyLint, `--max-warnings is a whole number, not '${text}'`);
  return Number(text);
}

const essential: readonly string[] = ['policy-syntax', 'policy-condition', 'policy-duplicate'];

/** What leaves a document or a rule out, or open which one holds, cannot be ignored: a policy would be gone unseen. */
function isEssential({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && (code.startsWith('yaml-') || essential.includes(code));
}
