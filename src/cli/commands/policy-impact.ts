import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { textFormat } from '../deployments/text-format.ts';
import { usage } from '../framework/parse-arguments.ts';
import { policyImpact as impactOf } from '../policy-impact.ts';
import { policySubjects, subjectOptions } from '../policy-options.ts';
import { showImpact } from '../show-impact.ts';
import { showReport } from '../show-report.ts';

/** `imprint policy impact`: what turning a policy on, or off, would do. */
export const policyImpact: Command = {
  name: 'policy impact',
  summary: 'Show which environments a policy or custom constraint would break, and on which lines',
  arguments: 'FILE [ENV…]',
  options: [
    { name: 'all', summary: 'All environments, as when none is named' },
    { name: 'remove', summary: 'What taking the policy away would do' },
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json'],
      summary: 'How the result is shown',
      default: 'text',
    },
    ...subjectOptions('what an environment names; 1.5.7 for modules').filter(({ name }) => name !== 'project'),
  ],
  examples: [
    { command: 'imprint policy impact no-external-ip.yaml --all', what: 'what would break if it were turned on' },
    { command: 'imprint policy impact policies/locations.yaml --all --remove', what: 'what it keeps from deploying' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [file, ...selectors] = options.positionals;
  if (file === undefined) throw usage(policyImpact, 'name the file with the policy or custom constraint');
  if (options.isSet('all') === true && selectors.length > 0)
    throw usage(policyImpact, 'give either environments or --all');
  const subjects = await policySubjects(policyImpact, options, io, selectors);
  const policies = options.text('policies');
  const isRemoval = options.isSet('remove') === true;
  const impact = await impactOf(subjects, { file, isRemoval, ...(policies !== undefined && { policies }) }, io);
  const { root } = subjects;
  const diagnostics = [...subjects.diagnostics, ...impact.diagnostics];
  const report = { diagnostics, sources: impact.sources, root, checked: {} };
  const onStderr = { ...io, stdout: io.stderr };
  const failed = diagnostics.length > 0 && (await showReport(report, textFormat(options), onStderr)) !== 0;
  const format = options.text('format') === 'json' ? 'json' : 'text';
  io.stdout.write(showImpact(impact, format, { sources: impact.sources, root, cwd: io.cwd }));
  return failed || impact.subjects.some(({ breaks }) => breaks.length > 0) ? 1 : 0;
}
