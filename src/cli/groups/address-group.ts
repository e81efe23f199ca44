import { formatName, idFault, parseName } from '../../config-api/names.ts';
import type { Command, Io, ParsedArguments } from '../command.ts';
import { selectedPlaces } from '../deployments/places.ts';
import { usage } from '../framework/parse-arguments.ts';

/**
 * Full name of the group that the first argument means: an id in the place that `--project` and `--location` name, or in the only place
 * to which the environments after it deploy (none: all of the workspace); or a full name.
 * @throws UsageError when there is no argument, it is no id, or the place is not clear
 */
export async function addressGroup(command: Pick<Command, 'name'>, options: ParsedArguments, io: Io): Promise<string> {
  const [group] = options.positionals;
  if (group === undefined) throw usage(command, 'name the group: an id, or projects/…/deploymentGroups/ID');
  if (parseName('deploymentGroup', group) !== undefined) return group;
  const fault = idFault(group);
  if (fault !== undefined) throw usage(command, `the id of a group ${fault}, unlike '${group}'`);
  const { places } = await selectedPlaces(command, { ...options, positionals: options.positionals.slice(1) }, io);
  if (places.length !== 1)
    throw usage(
      command,
      `the environments deploy to ${places.length} places, and a group has one; name environments of one place, or the group in full`,
    );
  const [, project = '', , location = ''] = places[0]?.split('/') ?? [];
  return formatName('deploymentGroup', { project, location, deploymentGroup: group });
}

/** Throws `UsageError` for arguments after the group's. */
export function checkSingle(command: Pick<Command, 'name'>, options: ParsedArguments): void {
  const [, extra] = options.positionals;
  if (extra !== undefined) throw usage(command, `'${command.name}' takes one group, but was also given '${extra}'`);
}
