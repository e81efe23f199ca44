import type { TerraformBlueprint, TerraformError } from '../../config-api/deployment.ts';
import type { Json } from '../../config-api/json.ts';
import type { PriorState } from '../../terraform/plan/read-state.ts';
import { type ModuleFolder, moduleText } from '../../terraform/read-module.ts';
import type { World } from '../world.ts';
import { type AppliedModule, applyModule } from './apply-module.ts';
import { type ArtifactPlace, writeArtifact } from './artifacts.ts';
import { externalValues } from './external-values.ts';
import { pathInModule, readModuleSource } from './module-source.ts';
import { type ModulePlan, planModule } from './plan-module.ts';

/** What a run plans; applies and previews plan in this one way (8.13). */
export interface Planning {
  /** Full name of the deployment: the scope of everything made up. */
  readonly deployment: string;
  readonly blueprint: TerraformBlueprint | undefined;
  readonly terraformVersion: string;
  /** Where the module's files are. */
  readonly content: ArtifactPlace;
  /** What there is in the cloud. */
  readonly refreshed: PriorState;
}

/** A plan of files that are at hand, by path from the module's folder. */
export type SourcePlanning = Omit<Planning, 'content'> & ModuleFolder;

/** The plan of a run, and what would come of it. */
export interface RunPlan {
  readonly planned: ModulePlan;
  /** Worked out when it is first asked for. */
  applied(): AppliedModule;
}

/** The plan of a run, made once: by its operation, for as long as that lasts and the emulator is not restarted. */
export function runPlan(world: World, operation: string, planning: () => Planning): RunPlan {
  const known = world.plans.get(operation);
  if (known !== undefined) return known;
  const { content, ...rest } = planning();
  const planned = planSource(world, { ...rest, ...filesIn(world, content, rest.blueprint) });
  let applied: AppliedModule | undefined;
  const made: RunPlan = {
    planned,
    applied: () => {
      applied ??= applyModule(planned);
      return applied;
    },
  };
  world.plans.set(operation, made);
  return made;
}

/** Plans files that are at hand. */
export function planSource(world: World, planning: SourcePlanning): ModulePlan {
  const { deployment, blueprint, terraformVersion, refreshed, files, others } = planning;
  const { engines, facts, random } = world;
  const given = Object.entries(blueprint?.inputValues ?? {});
  const inputs = given.map(([name, { inputValue = null }]): [string, Json] => [name, inputValue]);
  const inputValues = Object.fromEntries([...inputs, ...Object.entries(externalValues(world, blueprint).values)]);
  return planModule({ files, others, terraformVersion, inputValues, engines, facts, random, deployment }, refreshed);
}

/** The files that a folder has of a blueprint's source, by path from the module's folder; none where there is no such folder. */
export function filesIn(
  { objects }: World,
  { bucket, folder }: ArtifactPlace,
  blueprint: TerraformBlueprint | undefined,
): ModuleFolder {
  const files = objects.objects(bucket, folder);
  return filesOf(
    files.map(({ name, content }) => [name.slice(folder.length), content] as const),
    blueprint,
  );
}

/** Files of a blueprint's source, by path from the module's folder. */
export function filesOf(
  source: Iterable<readonly [path: string, content: Uint8Array]>,
  blueprint: TerraformBlueprint | undefined,
): ModuleFolder {
  const files = new Map<string, string>();
  const others = new Map<string, () => Uint8Array>();
  for (const [path, content] of source) {
    const text = moduleText(path, content);
    if (text === undefined) others.set(pathInModule(path, blueprint), () => content);
    else files.set(pathInModule(path, blueprint), text);
  }
  return { files, others };
}

/** Copies a module from its source to a `gs://` folder, from where the later steps read it; returns why it cannot be had. */
export function downloadModule(
  world: World,
  blueprint: TerraformBlueprint | undefined,
  folder: string,
  nowMs: number,
): TerraformError | undefined {
  const source = readModuleSource(world.objects, blueprint);
  if (source.kind === 'fault') return { errorDescription: source.message };
  for (const [path, bytes] of source.files) writeArtifact(world, `${folder}/${path}`, bytes, nowMs);
  return undefined;
}
