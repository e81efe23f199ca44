import type { DeploymentSubject } from '../check/rule.ts';
import { validateWorkspace } from '../check/validate-workspace.ts';
import { defaultVersion, offeredVersions } from '../config-api/terraform-versions.ts';
import type { BudgetLimit, LocateSetting } from '../cost/check-estimate.ts';
import type { Usage } from '../cost/usage.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Workspace } from '../load/workspace.ts';
import { locateIn } from '../resolve/document-location.ts';
import { locateSetting } from '../resolve/provenance.ts';
import type { ResolvedEnvironment } from '../resolve/resolved-environment.ts';
import type { Evaluation } from '../terraform/evaluation.ts';
import type { Io, ParsedArguments } from './command.ts';
import { mayMean } from './may-mean.ts';
import { openWorkspace } from './open-workspace.ts';
import { modulesToCheck } from './policy-subjects.ts';
import { selectSince } from './select-since.ts';

/** A planned module whose costs are estimated. */
export interface CostSubject {
  /** Folder relative to the working directory, or full name of the environment. */
  readonly name: string;
  readonly evaluation: Evaluation;
  readonly usage: Usage;
  /** Absent: nothing limits it. */
  readonly budget?: BudgetLimit;
  readonly hasPaidTerraform: boolean;
  /** Where a value of the resolved `spec` was set; undefined for plain modules. */
  readonly locate: LocateSetting;
}

/** What a command line selects, planned. */
export interface CostSubjects {
  readonly subjects: readonly CostSubject[];
  /** Errors that keep a module from being planned. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name as diagnostics spell it. */
  readonly sources: ReadonlyMap<string, string>;
  /** Folder the file names are relative to, absolute. */
  readonly root: string;
  /** Absent for plain modules. */
  readonly workspace?: Workspace;
}

/** The plain modules of `--module`. Nothing is said of their use. */
export async function modulesToEstimate(
  patterns: readonly string[],
  terraformVersion: string = defaultVersion,
  options: ParsedArguments,
  io: Io,
): Promise<CostSubjects> {
  const { subjects, diagnostics, sources, root } = await modulesToCheck(patterns, terraformVersion, options, io);
  return {
    subjects: subjects.map(({ name, evaluation }) => ({
      name,
      evaluation,
      usage: {},
      hasPaidTerraform: isPaid(evaluation),
      locate: () => undefined,
    })),
    diagnostics,
    sources,
    root,
  };
}

/** The selected environments that come through all checks; with `--since`, of those the ones that a change affects, told on stderr. */
export async function environmentsToEstimate(
  selectors: readonly string[],
  terraformVersion: string | undefined,
  options: ParsedArguments,
  io: Io,
): Promise<CostSubjects> {
  const open = await openWorkspace(selectors, options, io);
  const since = options.text('since');
  const environments = since === undefined ? open.environments : (await selectSince(since, open, io)).environments;
  const found: DeploymentSubject[] = [];
  const { diagnostics } = await open.withEngines((engines) =>
    validateWorkspace({
      ...open,
      environments,
      engines,
      isEverything: selectors.length === 0 && since === undefined,
      isAskedFor: (file) => mayMean(selectors, file),
      today: new Date().toISOString().slice(0, 10),
      onChecked: (subject) => found.push(subject),
      ...(terraformVersion !== undefined && { terraformVersion }),
    }),
  );
  const { workspace, sources } = open;
  return {
    subjects: found.map(({ environment, module: { evaluation } }) => {
      const budget = budgetOf(environment, workspace);
      return {
        name: environment.name,
        evaluation,
        usage: environment.usage,
        ...(budget && { budget }),
        hasPaidTerraform: isPaid(evaluation),
        locate: (pointer, on) => locateSetting(environment, pointer, on),
      };
    }),
    diagnostics: diagnostics.filter(({ severity }) => severity === 'error'),
    sources,
    root: workspace.root,
    workspace,
  };
}

/** The environment's own budget, else that of the workspace. */
function budgetOf(environment: ResolvedEnvironment, { settings }: Workspace): BudgetLimit | undefined {
  const own = environment.budget?.monthlyUSD;
  if (own !== undefined)
    return { monthly: String(own), location: locateSetting(environment, '/budget/monthlyUSD', 'value') };
  const common = settings?.value.spec.budget?.monthlyUSD;
  if (settings === undefined || common === undefined) return undefined;
  return { monthly: String(common), location: locateIn(settings, '/spec/budget/monthlyUSD', 'value') };
}

function isPaid({ terraformVersion }: Evaluation): boolean {
  return offeredVersions.some(({ version, paid }) => version === terraformVersion && paid === true);
}
