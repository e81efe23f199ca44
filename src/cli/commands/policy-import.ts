import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { writeFileAtomically } from '../../files/write-file.ts';
import { presetNames, presetText } from '../../policy/documents/presets.ts';
import { readPolicySet } from '../../policy/documents/read-policy-set.ts';
import { writeSnapshot } from '../../policy/documents/write-snapshot.ts';
import type { PolicySet } from '../../policy/model.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { exportCommands } from '../policy-export-commands.ts';
import { readPolicies } from '../read-policies.ts';
import { showReport } from '../show-report.ts';
import { shownPath } from '../shown-path.ts';

/** `imprint policy import`: a snapshot of an organization's hierarchy and policies, from what gcloud prints. */
export const policyImport: Command = {
  name: 'policy import',
  summary: 'Make a snapshot of the hierarchy and policies from what gcloud prints, or show what to run for it',
  arguments: '[DIR-or-FILE…]',
  options: [
    { name: 'organization', value: 'NUMBER', summary: 'The organization', default: 'the one the files describe' },
    { name: 'out', value: 'DIR', summary: 'Folder the snapshot is written to', default: 'policies' },
    {
      name: 'preset',
      value: 'NAME',
      choices: presetNames,
      summary: 'Add the policies that Google sets on new organizations, where there are none for the constraint',
    },
  ],
  examples: [
    { command: 'imprint policy import --organization 100', what: 'the gcloud commands to run, all of which only read' },
    { command: 'imprint policy import export', what: 'policies/ from the outputs in export/' },
    {
      command: 'imprint policy import --preset google-baseline-2024 --organization 100',
      what: "Google's own policies",
    },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const organization = options.text('organization');
  if (organization !== undefined && !/^[1-9]\d*$/.test(organization))
    throw usage(policyImport, `--organization is a number, not '${organization}'`);
  if (options.positionals.length === 0 && options.text('preset') === undefined) {
    io.stdout.write(exportCommands(organization));
    return 0;
  }
  const { set, sources, diagnostics } = await readPolicies(options.positionals, io.cwd);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    const exitCode = await showReport({ diagnostics, sources, checked: { files: sources.size } }, options, io);
    io.stderr.write('nothing was written\n');
    return exitCode;
  }
  write(withPreset(set, options, organization), resolve(io.cwd, options.text('out') ?? 'policies'), io);
  return 0;
}

/** The number of the organization that is described. */
function organizationOf({ hierarchy }: PolicySet, given: string | undefined): string | undefined {
  const found = [...hierarchy.nodes.keys()].filter((name) => name.startsWith('organizations/'));
  if (found.length > 1) throw new UsageError(`the files describe several organizations: ${found.join(', ')}`);
  const number = found[0]?.replace('organizations/', '');
  if (given !== undefined && number !== undefined && given !== number)
    throw new UsageError(`the files describe organization ${number}, not ${given}`);
  return given ?? number;
}

/** The set with what a preset adds to it. */
function withPreset(set: PolicySet, options: ParsedArguments, given: string | undefined): PolicySet {
  const organization = organizationOf(set, given);
  const preset = presetNames.find((name) => name === options.text('preset'));
  if (preset === undefined) return set;
  if (organization === undefined) throw usage(policyImport, '--preset needs --organization, or files that describe it');
  const { nodes, domains } = set.hierarchy;
  const customerId = nodes.get(`organizations/${organization}`)?.customerId;
  const own = customerId === undefined ? [] : (domains.get(customerId) ?? []);
  const { value } = readPolicySet([presetText(preset, { organization, customerId, domains: own })]);
  const isSet = new Set(set.policies.map(({ node, constraint }) => `${node} ${constraint}`));
  const added = (value?.policies ?? []).filter(({ node, constraint }) => !isSet.has(`${node} ${constraint}`));
  return { ...set, policies: [...set.policies, ...added] };
}

function write(set: PolicySet, folder: string, io: Io): void {
  const files = writeSnapshot(set);
  for (const { file, text } of files) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileAtomically(path, text);
    io.stdout.write(`wrote ${shownPath(path, io.cwd)}\n`);
  }
  if (files.length === 0) io.stdout.write('there is nothing to write\n');
  if (files.length > 0 && files.every(({ file }) => file !== 'hierarchy.yaml'))
    io.stderr.write('no organization is described, so hierarchy.yaml is missing\n');
}
