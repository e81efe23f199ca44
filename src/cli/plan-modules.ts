import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { UsageError } from '../errors.ts';
import { loadEngines } from '../hcl/functions/load-engines.ts';
import { priorPlanning } from '../terraform/evaluate/prior-planning.ts';
import { evaluateOpened } from '../terraform/evaluate-module.ts';
import type { ProviderFacts } from '../terraform/facts/facts.ts';
import { constantScope, functionContext, type OpenModule, openModule } from '../terraform/open-module.ts';
import { addressChanges } from '../terraform/plan/address-changes.ts';
import { buildPlan } from '../terraform/plan/build-plan.ts';
import { configurationJson } from '../terraform/plan/configuration-json.ts';
import { moveInstances } from '../terraform/plan/move-instances.ts';
import type { Plan } from '../terraform/plan/plan-model.ts';
import { type PriorState, readState } from '../terraform/plan/read-state.ts';
import { readModule } from '../terraform/read-module.ts';
import { expectLongRun } from './framework/long-run.ts';
import { findModuleFolders, type ModuleFolder } from './module-folders.ts';
import { providerFacts } from './shipped-facts.ts';
import { shownPath } from './shown-path.ts';
import { readOptionFile, readVariables } from './variable-sources.ts';

/** A planned module. */
export interface PlannedModule {
  /** Folder relative to the working directory, or full name of the environment. */
  readonly name: string;
  /** Absent when the faults left nothing to plan. */
  readonly plan?: Plan;
  /** The state it was planned from, with moves made; absent when none was given. */
  readonly prior?: PriorState;
  /** The `configuration` member of plan JSON. Made when it is asked for. */
  readonly configuration: () => string;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by file name as the diagnostics spell it. */
  readonly sources: ReadonlyMap<string, string>;
  /** Folder the file names are relative to, absolute. */
  readonly root: string;
}

/** What modules are planned with. */
export interface PlanRequest {
  readonly terraformVersion: string;
  /** Values from the command line: `name=value`. */
  readonly vars: readonly string[];
  readonly varFiles: readonly string[];
  /** Path of a state file; absent: nothing is there yet. */
  readonly state?: string;
  readonly cwd: string;
}

/** Plans plain Terraform modules, given as folders or globs over folders. */
export async function planModules(
  patterns: readonly string[],
  request: PlanRequest,
): Promise<readonly PlannedModule[]> {
  const folders = await findModuleFolders(patterns, request.cwd);
  if (folders.length > 1 && request.state !== undefined)
    throw new UsageError('--state belongs to one module; plan modules with a state one by one');
  if (folders.length > 1) await expectLongRun();
  const facts = providerFacts(request.cwd);
  const planned: PlannedModule[] = [];
  for (const folder of folders) planned.push(await planFolder(folder, facts, request));
  return planned;
}

async function planFolder(folder: ModuleFolder, facts: ProviderFacts, request: PlanRequest): Promise<PlannedModule> {
  const { value: read, diagnostics } = readModule(folder.path);
  const given = readVariables(request, folder.path);
  const shared = { name: folder.shown, root: folder.path, configuration: () => '{}' };
  if (read === undefined) return { ...shared, diagnostics, sources: new Map() };
  const engines = await loadEngines([...read.files.values(), ...given.map(({ text }) => text)]);
  const { terraformVersion } = request;
  const opened = openModule({ ...read, terraformVersion, facts, engines });
  const state = request.state === undefined ? undefined : readStateFile(request.state, folder.path, facts, request.cwd);
  const changes = addressChanges(opened.tree.root);
  const located = state?.value && moveInstances(state.value, changes);
  const evaluated = evaluateOpened(opened, {
    mode: 'plan',
    variableSources: given,
    missingVariables: 'fault',
    ...(located && { prior: priorPlanning(located.state.instances) }),
  });
  const { evaluation } = evaluated.value;
  const context = { ...(located && { ...located, prior: located.state }), imports: changes.imports };
  const sources = given.flatMap((source): [string, string][] =>
    source.kind === 'file' ? [[source.file, source.text]] : [],
  );
  return {
    ...shared,
    plan: buildPlan(evaluation, context),
    ...(located && { prior: located.state }),
    configuration: () => configurationOf(opened),
    diagnostics: [...diagnostics, ...evaluated.diagnostics, ...(state?.diagnostics ?? [])],
    sources: new Map([...read.files, ...sources]),
  };
}

/** The `configuration` member of plan JSON for a module. */
export function configurationOf(opened: OpenModule): string {
  const constants = constantScope(functionContext(opened, []), []);
  return configurationJson(opened.tree.root, { constants, ...(opened.facts && { facts: opened.facts }) });
}

function readStateFile(path: string, root: string, facts: ProviderFacts, cwd: string): ReturnType<typeof readState> {
  const absolute = resolve(cwd, path);
  const text = readOptionFile(absolute, `--state ${path}`);
  return readState(text, shownPath(absolute, root), (provider, mode, type) =>
    facts.provider(provider)?.type(mode, type),
  );
}
