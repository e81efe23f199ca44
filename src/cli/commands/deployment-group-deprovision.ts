import { baseName } from '../../config-api/names.ts';
import { deprovisionGroup } from '../../submit/groups/provision-group.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { yesOption } from '../deployments/fleet-options.ts';
import { placeOptions } from '../deployments/places.ts';
import { formatOption } from '../deployments/records.ts';
import { count } from '../deployments/submit-words.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { addressGroup, checkSingle } from '../groups/address-group.ts';
import { groupContext } from '../groups/group-context.ts';
import { showOutcome, unitProgress } from '../groups/show-group.ts';

/** `imprint deployment-group deprovision`: the deployments of a group go, dependents first. */
export const deploymentGroupDeprovision: Command = {
  name: 'deployment-group deprovision',
  summary: 'Delete the deployments of a group with everything they manage, dependents first; the group stays',
  arguments: 'GROUP',
  options: [
    { name: 'abandon', summary: 'keep the resources; only Infrastructure Manager forgets them' },
    ...placeOptions,
    ...addressOptions,
    ...targetOptions,
    yesOption,
    formatOption,
  ],
  examples: [{ command: 'imprint deployment-group deprovision platform', what: 'after a question' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkSingle(deploymentGroupDeprovision, options);
  const name = await addressGroup(deploymentGroupDeprovision, options, io);
  const target = await openTarget(options, io);
  const group = await target.api.getDeploymentGroup(name);
  const units = group.deploymentUnits ?? [];
  const isAbandon = options.isSet('abandon') === true;
  const what = isAbandon ? 'Their resources stay.' : 'Everything they manage is destroyed.';
  io.stderr.write(units.map(({ deployment, id }) => `  ${deployment ?? id}\n`).join(''));
  const question = `Delete ${count(units.length, 'deployment')} of ${baseName(name)} from ${target.label}? ${what}`;
  if (options.isSet('yes') !== true && !(await io.confirm(question))) {
    io.stderr.write('nothing was deleted; answer with yes, or pass --yes\n');
    return 1;
  }
  const policy = isAbandon ? 'ABANDON' : 'DELETE';
  const outcome = await deprovisionGroup(name, policy, groupContext(target, io), unitProgress(group, io));
  return showOutcome(name, outcome, options, io);
}
