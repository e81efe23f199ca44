import type { DeploymentSubject } from '../../check/rule.ts';
import { validateWorkspace } from '../../check/validate-workspace.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { checkTree, readLock } from '../../render/write.ts';
import { resolveEnvironment } from '../../resolve/resolve-environment.ts';
import type { Io, ParsedArguments } from '../command.ts';
import { type OpenWorkspace, openWorkspace } from '../open-workspace.ts';
import { policiesOfWorkspace } from '../policies-of-workspace.ts';
import { renderedFolder } from '../rendered-folder.ts';
import type { Findings } from '../show-report.ts';
import { addressOfEnvironment } from './address-deployments.ts';

/** Environments that were checked and rendered, ready to submit. */
export interface PreparedBundles {
  /** Full names of all selected environments, sorted. */
  readonly environments: readonly string[];
  /** With bundle and evaluated module, sorted by environment; only those that came through all stages. */
  readonly subjects: readonly DeploymentSubject[];
  /** What the checks found, and rendered folders that were changed by hand. */
  readonly findings: Findings;
  /** Deployment name by environment, for every environment that another one reads outputs of. */
  readonly deploymentNames: ReadonlyMap<string, string>;
}

/** Takes the selected environments through all stages up to their bundles. */
export async function prepareBundles(options: ParsedArguments, io: Io): Promise<PreparedBundles> {
  const open = await openWorkspace(options.positionals, options, io);
  const policies = await policiesOfWorkspace(open);
  const { diagnostics, suppressed, waivers, subjects } = await open.withEngines((engines) => {
    const subjects: DeploymentSubject[] = [];
    const checked = validateWorkspace({
      ...open,
      policies: policies.check,
      engines,
      isEverything: options.positionals.length === 0,
      today: new Date().toISOString().slice(0, 10),
      onChecked: (subject) => subjects.push(subject),
    });
    return { ...checked, subjects };
  });
  const { workspace, sources, environments } = open;
  return {
    environments,
    subjects,
    findings: {
      diagnostics: [
        ...policies.diagnostics,
        ...diagnostics,
        ...subjects.flatMap((subject) => changedFiles(subject, open)),
      ],
      suppressed,
      waivers,
      sources: new Map([...sources, ...policies.sources]),
      root: workspace.root,
      checked: { environments: environments.length },
      ...(workspace.settings && { settings: workspace.settings.value }),
    },
    deploymentNames: namesOfSources(subjects, open),
  };
}

/** What is deployed is what was reviewed: a rendered folder that was edited by hand is refused. One that was never written is fine. */
function changedFiles({ environment }: DeploymentSubject, { workspace }: OpenWorkspace): readonly Diagnostic[] {
  const folder = renderedFolder(workspace, environment.name);
  return readLock(folder.path) === undefined ? [] : checkTree(folder);
}

function namesOfSources(
  subjects: readonly DeploymentSubject[],
  { workspace, overrides, cel }: OpenWorkspace,
): ReadonlyMap<string, string> {
  const sources = subjects.flatMap(({ bundle }) =>
    Object.values(bundle.submission.externalValues).map(({ environment }) => environment),
  );
  return new Map(
    [...new Set(sources)].flatMap((environment) => {
      const { value } = resolveEnvironment(workspace, environment, overrides, cel);
      return value === undefined ? [] : [[environment, addressOfEnvironment(value).name] as const];
    }),
  );
}
