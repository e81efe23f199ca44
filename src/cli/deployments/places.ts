import { formatName } from '../../config-api/names.ts';
import type { Command, ExitCode, Io, Option, ParsedArguments } from '../command.ts';
import { usage } from '../framework/parse-arguments.ts';
import { type AddressedDeployment, addressDeployments } from './address-deployments.ts';

/** Options that name one project and location. */
export const placeOptions: readonly Option[] = [
  { name: 'project', value: 'ID', summary: 'project to look in', default: 'the projects of all environments' },
  {
    name: 'location',
    value: 'REGION',
    summary: 'location to look in, with --project',
    default: 'the locations of all environments',
  },
];

/** Where to look, and what is deployed there by the workspace. */
export interface SelectedPlaces {
  /** `projects/{p}/locations/{l}`, sorted. */
  readonly places: readonly string[];
  /** Deployments of all environments; none where the place was named, which needs no workspace. */
  readonly deployments: readonly AddressedDeployment[];
  /** When nothing worse happens: 1 when an environment could not be resolved. */
  readonly exitCode: ExitCode;
}

/** The place that the options name, or the places of all environments. Throws `UsageError` where half a place is named. */
export async function selectedPlaces(
  command: Pick<Command, 'name'>,
  options: ParsedArguments,
  io: Io,
): Promise<SelectedPlaces> {
  const place = placeOf(command, options);
  if (place !== undefined) return { places: [place], deployments: [], exitCode: 0 };
  const { deployments, exitCode } = await addressDeployments(options, io);
  return { places: [...new Set(deployments.map(placeOfDeployment))].sort(), deployments, exitCode };
}

/** `projects/{p}/locations/{l}` of a deployment. */
export function placeOfDeployment({ project, location }: AddressedDeployment): string {
  return formatName('location', { project, location });
}

/** The place that `--project` and `--location` name together; undefined when neither is given. */
function placeOf(command: Pick<Command, 'name'>, options: ParsedArguments): string | undefined {
  const project = options.text('project');
  const location = options.text('location');
  if (project === undefined && location === undefined) return undefined;
  if (project === undefined || location === undefined) throw usage(command, '--project and --location go together');
  return formatName('location', { project, location });
}
