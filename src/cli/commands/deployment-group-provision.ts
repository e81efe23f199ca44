import { baseName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { yesOption } from '../deployments/fleet-options.ts';
import { placeOptions } from '../deployments/places.ts';
import { prepareBundles } from '../deployments/prepare-bundles.ts';
import { formatOption } from '../deployments/records.ts';
import { count } from '../deployments/submit-words.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { textFormat } from '../deployments/text-format.ts';
import { addressGroup } from '../groups/address-group.ts';
import { bringUp } from '../groups/bring-up.ts';
import { hasFindings } from '../has-findings.ts';
import { showReport } from '../show-report.ts';
import { overrideOptions, workspaceOption } from '../workspace-options.ts';

/** `imprint deployment-group provision`: the service itself brings up the units, in their order. */
export const deploymentGroupProvision: Command = {
  name: 'deployment-group provision',
  summary: 'Let Infrastructure Manager bring up the units of a group in the order of their dependencies',
  arguments: 'GROUP [ENV…]',
  options: [...placeOptions, ...targetOptions, yesOption, formatOption, ...overrideOptions, workspaceOption],
  examples: [
    {
      command: 'imprint deployment-group provision platform',
      what: 'deployments that are not there yet come from the workspace',
    },
  ],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  const name = await addressGroup(deploymentGroupProvision, options, io);
  const prepared = await prepareBundles({ ...options, positionals: options.positionals.slice(1) }, io);
  const { findings, subjects, deploymentNames } = prepared;
  if (hasFindings(findings)) await showReport(findings, textFormat(options), { ...io, stdout: io.stderr });
  if (findings.diagnostics.some(({ severity }) => severity === 'error')) {
    io.stderr.write('nothing was provisioned\n');
    return 1;
  }
  const target = await openTarget(options, io);
  const { deploymentUnits: units = [] } = await target.api.getDeploymentGroup(name);
  const question = `Provision ${count(units.length, 'unit')} of ${baseName(name)} at ${target.label}? This creates resources that cost money.`;
  if (target.billable && options.isSet('yes') !== true && !(await io.confirm(question))) {
    io.stderr.write('nothing was provisioned; answer with yes, or pass --yes\n');
    return 1;
  }
  const bundles = subjects.map(({ bundle }) => bundle);
  return bringUp(name, { bundles, deploymentNames }, target, options, io);
}
