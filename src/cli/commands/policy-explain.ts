import { suggest } from '../../diagnostics/suggest.ts';
import { UsageError } from '../../errors.ts';
import { constraintByName, constraints } from '../../policy/constraints/constraint-table.ts';
import { checkSubjects } from '../check-subjects.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { textFormat } from '../deployments/text-format.ts';
import { explainPolicy } from '../explain-policy.ts';
import { explainPolicyJson } from '../explain-policy-json.ts';
import { usage } from '../framework/parse-arguments.ts';
import { policyExplanation } from '../policy-explanation.ts';
import { policySubjects, readProject, subjectOptions } from '../policy-options.ts';
import { showReport } from '../show-report.ts';

/** `imprint policy explain`: how a constraint comes to its verdicts. */
export const policyExplain: Command = {
  name: 'policy explain',
  summary: 'Show what holds for a constraint, who set it, and how each resource comes to its verdict',
  arguments: 'CONSTRAINT',
  options: [
    {
      name: 'env',
      value: 'ENV',
      repeatable: true,
      summary: 'Environments to hold it against',
      default: 'all of the workspace',
    },
    {
      name: 'format',
      value: 'FORMAT',
      choices: ['text', 'json'],
      summary: 'How the explanation is shown',
      default: 'text',
    },
    ...subjectOptions('what an environment names; 1.5.7 for modules'),
  ],
  examples: [
    { command: 'imprint policy explain gcp.resourceLocations --env prod', what: 'for one environment' },
    { command: 'imprint policy explain custom.noPublicBuckets --module infra', what: 'for a plain module' },
    { command: 'imprint policy explain gcp.resourceLocations --env prod --format json', what: 'for programs' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const [given, ...others] = options.positionals;
  if (given === undefined || others.length > 0) throw usage(policyExplain, 'name one constraint');
  const only = given.replace(/^constraints\//, '');
  const subjects = await policySubjects(policyExplain, options, io, options.texts('env'));
  const policies = options.text('policies');
  const project = readProject(policyExplain, options);
  const { checked, diagnostics, sources } = await checkSubjects(
    subjects,
    {
      only,
      withDefaults: true,
      ...(policies !== undefined && { policies }),
      ...(project !== undefined && { project }),
    },
    io,
  );
  const faults = [...subjects.diagnostics, ...diagnostics];
  const { root } = subjects;
  const report = { diagnostics: faults, sources, root, checked: {} };
  const failed =
    faults.length > 0 && (await showReport(report, textFormat(options), { ...io, stdout: io.stderr })) !== 0;
  const isKnown = constraintByName(only) !== undefined || checked.some(({ set }) => definesOrUses(set, only));
  if (!isKnown) throw unknownConstraint(only);
  const explain = options.text('format') === 'json' ? explainPolicyJson : explainPolicy;
  io.stdout.write(explain(policyExplanation(only, checked), { sources, root, cwd: io.cwd }));
  return failed ? 1 : 0;
}

function definesOrUses(
  {
    customConstraints,
    policies,
  }: {
    readonly customConstraints: readonly { readonly name: string }[];
    readonly policies: readonly { readonly constraint: string }[];
  },
  name: string,
): boolean {
  return customConstraints.some((one) => one.name === name) || policies.some(({ constraint }) => constraint === name);
}

function unknownConstraint(name: string): UsageError {
  const names = constraints.map((one) => one.name);
  const near = suggest(name, names);
  return new UsageError(`there is no constraint '${name}'${near === undefined ? '' : `\nDid you mean ${near}?`}`);
}
