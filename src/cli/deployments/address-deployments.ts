import { baseName, formatName, parseName } from '../../config-api/names.ts';
import { UsageError } from '../../errors.ts';
import type { ResolvedEnvironment } from '../../resolve/resolved-environment.ts';
import type { DeploymentAddress } from '../../submit/delete.ts';
import type { ExitCode, Io, Option, ParsedArguments } from '../command.ts';
import { workspaceOption } from '../workspace-options.ts';
import { textFormat } from './text-format.ts';

/** Options by which deployments are chosen. */
export const addressOptions: readonly Option[] = [workspaceOption];

/** A deployment a command is about. */
export interface AddressedDeployment extends DeploymentAddress {
  /** Full name of the environment; the deployment's own name where it was given by that. */
  readonly environment: string;
  /** Full resource name. */
  readonly name: string;
  /** Full names of environments it depends on. */
  readonly dependsOn: readonly string[];
  /** Email of the service account it runs as; absent where the environment sets none, or is not known. */
  readonly serviceAccount?: string;
  /** `1.5.7`; absent where the environment is not known. */
  readonly terraformVersion?: string;
}

/** The deployments meant, and the exit code when nothing worse happens: 1 when an environment could not be resolved. */
export interface AddressedDeployments {
  readonly deployments: readonly AddressedDeployment[];
  readonly exitCode: ExitCode;
}

/**
 * The deployments that the arguments mean: environments (all when there are none), or full resource names
 * `projects/…/locations/…/deployments/…`, which need no workspace. Faults of environments go to stderr; the good ones are still answered.
 */
export async function addressDeployments(options: ParsedArguments, io: Io): Promise<AddressedDeployments> {
  const names = options.positionals.filter((argument) => argument.startsWith('projects/'));
  const selectors = options.positionals.filter((argument) => !argument.startsWith('projects/'));
  const named = names.map(addressOfName);
  if (selectors.length === 0 && named.length > 0) return { deployments: named, exitCode: 0 };
  const chosen = await addressEnvironments(selectors, options, io);
  return { deployments: [...named, ...chosen.deployments], exitCode: chosen.exitCode };
}

/** Address of an environment's deployment. */
export function addressOfEnvironment({
  name,
  project,
  location,
  deployment,
  dependsOn,
}: ResolvedEnvironment): AddressedDeployment {
  const { id, terraformVersion, serviceAccount } = deployment;
  return {
    environment: name,
    name: formatName('deployment', { project, location, deployment: id }),
    dependsOn,
    project,
    location,
    deploymentId: id,
    terraformVersion,
    ...(serviceAccount !== undefined && { serviceAccount: baseName(serviceAccount) }),
  };
}

function addressOfName(name: string): AddressedDeployment {
  const parts = parseName('deployment', name);
  if (parts === undefined)
    throw new UsageError(`a deployment is named projects/PROJECT/locations/LOCATION/deployments/ID, not '${name}'`);
  const { project, location, deployment } = parts;
  return { environment: name, name, project, location, deploymentId: deployment, dependsOn: [] };
}

async function addressEnvironments(
  selectors: readonly string[],
  options: ParsedArguments,
  io: Io,
): Promise<AddressedDeployments> {
  const [{ openWorkspace }, { resolveEnvironment }, { showReport }] = await Promise.all([
    import('../open-workspace.ts'),
    import('../../resolve/resolve-environment.ts'),
    import('../show-report.ts'),
  ]);
  const { workspace, environments, overrides, cel, diagnostics, sources } = await openWorkspace(selectors, options, io);
  const resolved = environments.map((name) => resolveEnvironment(workspace, name, overrides, cel));
  const faults = [...diagnostics, ...resolved.flatMap((one) => one.diagnostics)].filter(
    ({ severity }) => severity === 'error',
  );
  const deployments = resolved.flatMap(({ value }) => (value === undefined ? [] : [addressOfEnvironment(value)]));
  if (faults.length === 0) return { deployments, exitCode: 0 };
  // The answer goes to stdout, so what is wrong with other environments goes to stderr.
  await showReport({ diagnostics: faults, sources, root: workspace.root, checked: {} }, textFormat(options), {
    ...io,
    stdout: io.stderr,
  });
  return { deployments, exitCode: 1 };
}
