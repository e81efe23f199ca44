import type { Preview, ResourceChange, ResourceDrift } from '../../config-api/preview.ts';
import type { ResourceChange as PlannedChange } from '../../terraform/plan/plan-model.ts';
import { providerName } from '../../terraform/plan/provider-name.ts';
import { secretTexts } from '../../terraform/plan/secret-texts.ts';
import { writeArtifact } from '../run/artifacts.ts';
import { intentOf } from '../run/carry-out.ts';
import { planDestroy } from '../run/plan-destroy.ts';
import { planArchive, planJson } from '../run/plan-files.ts';
import type { ModulePlan } from '../run/plan-module.ts';
import { propertyChanges } from '../run/property-changes.ts';
import type { World } from '../world.ts';
import { resourceId } from './revision-resources.ts';

/** Names of the plan's files in the artifacts of a preview. */
export const planFiles = { binary: 'plan.tfplan', json: 'plan.json' } as const;

/** What a preview leaves. */
export interface PreviewResult {
  readonly preview: Preview & { readonly name: string };
  /** Full name of the deployment it is for: ids follow from it. */
  readonly deployment: string;
  readonly planned: ModulePlan;
  /** How what there is differs from the state. */
  readonly drift: readonly PlannedChange[];
  /** `gs://` folder. */
  readonly artifacts: string;
  /** RFC 3339. */
  readonly time: string;
  readonly nowMs: number;
}

/** Writes the files of a preview's plan, its resource changes and drifts (11.10, 12.1, 12.3). */
export function writePreviewResult(world: World, result: PreviewResult): void {
  const { preview, planned, drift, artifacts, time, nowMs } = result;
  const { prior } = planned.context;
  const plan = preview.previewMode === 'DELETE' ? planDestroy(prior, planned.plan.variables) : planned.plan;
  const json = planJson({ plan, planned, drift, time });
  writeArtifact(world, `${artifacts}/${planFiles.json}`, json, nowMs);
  writeArtifact(world, `${artifacts}/${planFiles.binary}`, planArchive(json), nowMs);
  const secrets = secretTexts({ ...plan, changes: [...plan.changes, ...drift] });
  for (const change of plan.changes) if (change.mode === 'managed') putChange(world, result, change, secrets);
  for (const change of drift) putDrift(world, result, change, secrets);
}

type Secrets = ReturnType<typeof secretTexts>;

function putChange(
  world: World,
  { preview, deployment }: PreviewResult,
  change: PlannedChange,
  secrets: Secrets,
): void {
  const { actions } = change;
  const changed = propertyChanges(change, secrets);
  const resourceChange: ResourceChange = {
    name: `${preview.name}/resourceChanges/${resourceId(world, deployment, change)}`,
    terraformInfo: { ...infoOf(change), actions },
    intent: intentOf(actions),
    ...(changed.length > 0 && { propertyChanges: changed }),
  };
  world.tables.resourceChanges.put(resourceChange.name ?? '', resourceChange);
}

function putDrift(world: World, { preview, deployment }: PreviewResult, change: PlannedChange, secrets: Secrets): void {
  const resourceDrift: ResourceDrift = {
    name: `${preview.name}/resourceDrifts/${resourceId(world, deployment, change)}`,
    terraformInfo: infoOf(change),
    propertyDrifts: propertyChanges(change, secrets),
  };
  world.tables.resourceDrifts.put(resourceDrift.name ?? '', resourceDrift);
}

function infoOf({ address, type, name, provider }: PlannedChange): NonNullable<ResourceDrift['terraformInfo']> {
  return { address, type, resourceName: name, provider: providerName(provider) };
}
