import type { DeploymentSubject } from '../check/rule.ts';
import type { Suppression } from '../check/suppress.ts';
import { validateWorkspace } from '../check/validate-workspace.ts';
import { UsageError } from '../errors.ts';
import { openModule } from '../terraform/open-module.ts';
import { addressChanges } from '../terraform/plan/address-changes.ts';
import { buildPlan } from '../terraform/plan/build-plan.ts';
import type { Io, ParsedArguments } from './command.ts';
import { mayMean } from './may-mean.ts';
import { openWorkspace } from './open-workspace.ts';
import { configurationOf, type PlannedModule } from './plan-modules.ts';

/** Planned environments with what checking them found. */
export interface PlannedEnvironments extends Suppression {
  readonly modules: readonly PlannedModule[];
  readonly sources: ReadonlyMap<string, string>;
  readonly root: string;
}

/** Plans the environments of a workspace that a command line selects: those that come through all checks. */
export async function planEnvironments(
  options: ParsedArguments,
  terraformVersion: string | undefined,
  io: Io,
): Promise<PlannedEnvironments> {
  if (options.text('state') !== undefined)
    throw new UsageError('--state is for --module; environments are planned as new');
  const open = await openWorkspace(options.positionals, options, io);
  const { subjects, engines, ...found } = await open.withEngines((loaded) => {
    const planned: DeploymentSubject[] = [];
    const checked = validateWorkspace({
      ...open,
      engines: loaded,
      isEverything: options.positionals.length === 0,
      isAskedFor: (file) => mayMean(options.positionals, file),
      today: new Date().toISOString().slice(0, 10),
      onChecked: (subject) => planned.push(subject),
      ...(terraformVersion !== undefined && { terraformVersion }),
    });
    return { ...checked, subjects: planned, engines: loaded };
  });
  const modules = subjects.map(({ environment, module: { evaluation } }): PlannedModule => {
    const { files, terraformVersion: level } = evaluation;
    const opened = openModule({ files, terraformVersion: level, facts: open.facts, engines });
    return {
      name: environment.name,
      plan: buildPlan(evaluation, { imports: addressChanges(opened.tree.root).imports }),
      configuration: () => configurationOf(opened),
      diagnostics: [],
      sources: files,
      root: open.workspace.root,
    };
  });
  return { modules, ...found, sources: open.sources, root: open.workspace.root };
}
