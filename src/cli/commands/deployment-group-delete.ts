import { randomUUID } from 'node:crypto';
import { baseName } from '../../config-api/names.ts';
import { finish } from '../../submit/groups/apply-group.ts';
import type { Command, ExitCode, Io, ParsedArguments } from '../command.ts';
import { addressOptions } from '../deployments/address-deployments.ts';
import { yesOption } from '../deployments/fleet-options.ts';
import { placeOptions } from '../deployments/places.ts';
import { openTarget, targetOptions } from '../deployments/target.ts';
import { addressGroup, checkSingle } from '../groups/address-group.ts';
import { groupContext } from '../groups/group-context.ts';

/** `imprint deployment-group delete`: the group goes; its deployments stay. */
export const deploymentGroupDelete: Command = {
  name: 'deployment-group delete',
  summary: 'Delete a deployment group; its deployments stay, and keep it from being deleted unless told otherwise',
  arguments: 'GROUP',
  options: [
    { name: 'ignore-references', summary: 'delete it although deployments belong to it' },
    ...placeOptions,
    ...addressOptions,
    ...targetOptions,
    yesOption,
  ],
  examples: [{ command: 'imprint deployment-group delete platform', what: 'after it was deprovisioned' }],
  run,
};

async function run(options: ParsedArguments, io: Io): Promise<ExitCode> {
  checkSingle(deploymentGroupDelete, options);
  const name = await addressGroup(deploymentGroupDelete, options, io);
  const target = await openTarget(options, io);
  if (options.isSet('yes') !== true && !(await io.confirm(`Delete the group ${name}? Its deployments stay.`))) {
    io.stderr.write('nothing was deleted; answer with yes, or pass --yes\n');
    return 1;
  }
  const isIgnoring = options.isSet('ignore-references') === true;
  const deploymentReferencePolicy = isIgnoring ? 'IGNORE_DEPLOYMENT_REFERENCES' : 'FAIL_IF_ANY_REFERENCES_EXIST';
  const requestId = randomUUID();
  // Force is about the group's own revisions, of which every group has one.
  const started = await target.api.deleteDeploymentGroup({ name, force: true, deploymentReferencePolicy, requestId });
  await finish('DeleteDeploymentGroup', name, started, groupContext(target, io));
  io.stdout.write(`${baseName(name)} is deleted\n`);
  return 0;
}
