import type { DeploymentSubject } from '../../check/rule.ts';
import type { Io, ParsedArguments } from '../command.ts';
import type { VerdictFiles } from '../write-verdicts.ts';
import type { AddressedDeployment } from './address-deployments.ts';

/** What the workspace knows of deployments: for the lines that the service's findings come from. */
export interface WorkspaceSubjects {
  /** By environment; one that does not come through the checks has none. */
  readonly subjects: ReadonlyMap<string, DeploymentSubject>;
  readonly files: VerdictFiles;
}

/** Renders and evaluates the environments among addressed deployments. Those that were given by their resource names have none. */
export async function workspaceSubjects(
  deployments: readonly AddressedDeployment[],
  options: ParsedArguments,
  io: Io,
): Promise<WorkspaceSubjects> {
  const environments = deployments.filter(({ environment, name }) => environment !== name);
  if (environments.length === 0)
    return { subjects: new Map(), files: { sources: new Map(), root: io.cwd, cwd: io.cwd } };
  const { prepareBundles } = await import('./prepare-bundles.ts');
  const positionals = environments.map(({ environment }) => environment);
  const { subjects, findings } = await prepareBundles({ ...options, positionals }, io);
  return {
    subjects: new Map(subjects.map((subject) => [subject.environment.name, subject])),
    files: { sources: findings.sources, root: findings.root ?? io.cwd, cwd: io.cwd },
  };
}
