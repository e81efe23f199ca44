import { defaultVersion } from '../../config-api/terraform-versions.ts';
import { acceptVerdicts } from '../accept-verdicts.ts';
import { checkSubjects } from '../check-subjects.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { policySubjects, readProject, subjectOptions } from '../policy-options.ts';
import { formatOf, reportFormatOption, rulesToList, showReport } from '../show-report.ts';
import { writeVerdicts } from '../write-verdicts.ts';

/** `imprint policy check`: what organization policies would refuse, before the deploy. */
export const policyCheck: Command = {
  name: 'policy check',
  summary: 'Hold organization policies against what environments, or plain Terraform modules, would create',
  arguments: '[ENV…]',
  options: [
    ...subjectOptions(`what an environment names; ${defaultVersion} for modules`),
    { name: 'defaults', summary: 'Also hold what Google restricts where no policy is set' },
    reportFormatOption,
  ],
  examples: [
    { command: 'imprint policy check prod', what: 'one environment against the policies it names' },
    {
      command: 'imprint policy check --module infra --policies policies --project projects/shop-prod',
      what: 'a plain module',
    },
    { command: 'imprint policy check --format json', what: 'every verdict, passes included, for programs' },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const subjects = await policySubjects(policyCheck, options, io);
  const policies = options.text('policies');
  const project = readProject(policyCheck, options);
  const withDefaults = options.isSet('defaults') === true;
  const result = await checkSubjects(
    subjects,
    { withDefaults, ...(policies !== undefined && { policies }), ...(project !== undefined && { project }) },
    io,
  );
  const faults = [...subjects.diagnostics, ...result.diagnostics];
  const { root } = subjects;
  const { checked, sources } = result;
  const accepted = acceptVerdicts(checked, subjects.accepted);
  const kept = { sources, root, checked: countsOf(checked.length, options) };
  if (formatOf(options) === 'json') {
    const failed =
      faults.length > 0 && (await showReport({ ...kept, diagnostics: faults }, textOptions, onStderr(io))) !== 0;
    const exitCode = writeVerdicts(checked, accepted, { sources, root, cwd: io.cwd }, io);
    return failed ? 1 : exitCode;
  }
  const { suppressed, waivers } = accepted;
  const report = { ...kept, diagnostics: [...faults, ...accepted.diagnostics], suppressed, waivers };
  return showReport({ ...report, rules: await rulesToList(options) }, options, io);
}

function countsOf(count: number, options: ParsedArguments): Readonly<Record<string, number>> {
  return options.texts('module').length > 0 ? { modules: count } : { environments: count };
}

/** Faults beside the JSON of verdicts are told as text. */
const textOptions: ParsedArguments = {
  positionals: [],
  text: () => undefined,
  texts: () => [],
  isSet: () => undefined,
};

function onStderr(io: Io): Io {
  return { ...io, stdout: io.stderr };
}
