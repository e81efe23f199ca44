import { findDeployment } from '../../submit/submission-plan.ts';
import type { Io, ParsedArguments } from '../command.ts';
import { type AddressedDeployment, addressDeployments } from './address-deployments.ts';
import type { Target } from './target.ts';

/**
 * Environments of the workspace that are deployed, depend on one of these and are not among them, sorted. None where these were given by
 * their resource names, since only the workspace knows dependencies. Faults of the other environments are not told.
 */
export async function deployedDependents(
  deployments: readonly AddressedDeployment[],
  { api }: Pick<Target, 'api'>,
  options: ParsedArguments,
  io: Io,
): Promise<readonly string[]> {
  const chosen = new Set(
    deployments.filter(({ environment, name }) => environment !== name).map(({ environment }) => environment),
  );
  if (chosen.size === 0) return [];
  const quiet = { ...io, stderr: { ...io.stderr, write: () => {} } };
  const { deployments: all } = await addressDeployments({ ...options, positionals: [] }, quiet);
  const dependents = all.filter(
    ({ environment, dependsOn }) => !chosen.has(environment) && dependsOn.some((name) => chosen.has(name)),
  );
  const found = await Promise.all(
    dependents.map(async ({ environment, name }) =>
      (await findDeployment(api, name)) === undefined ? [] : [environment],
    ),
  );
  return found.flat().sort();
}
