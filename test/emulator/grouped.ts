import type { Json, JsonObject } from '../../src/config-api/json.ts';
import { type Answer, bucketModule, type Emulated, place, serviceAccount } from './emulated.ts';

/** Path of the group that tests use. */
export const groupPath: string = `/v1/${place}/deploymentGroups/g`;

/** A unit and what it depends on. */
export function unit(id: string, ...dependencies: string[]): JsonObject {
  return { id, dependencies };
}

/** Makes the group `g`, or gives it other units, and waits for the end. */
export async function writeGroup(service: Emulated, deploymentUnits: readonly JsonObject[]): Promise<void> {
  const body = { deploymentUnits: [...deploymentUnits] };
  const exists = (await service.get(groupPath)).status === 200;
  const { status, body: answer } = exists
    ? await service.call('PATCH', `${groupPath}?updateMask=deploymentUnits`, body)
    : await service.call('POST', `/v1/${place}/deploymentGroups?deploymentGroupId=g`, body);
  if (status !== 200) throw new Error(JSON.stringify(answer));
  await service.finish();
}

/** A spec of a deployment with a module of its own. */
export async function specOf(
  service: Emulated,
  deploymentId: string,
  files: Record<string, string>,
  more: JsonObject = {},
): Promise<JsonObject> {
  const gcsSource = await service.upload(deploymentId, files);
  return { deploymentId, deployment: { serviceAccount, terraformBlueprint: { gcsSource, ...more } } };
}

/** How a provisioning or deprovisioning ended. */
export interface GroupEnd {
  readonly group: Answer['body'];
  readonly operation: Answer['body'];
  /** `unit INTENT STATE`, in the order of the metadata. */
  readonly units: readonly string[];
}

/** Provisions the group and waits for the end. */
export function provisioned(service: Emulated, deploymentSpecs: Readonly<Record<string, Json>>): Promise<GroupEnd> {
  return ended(service, 'provision', { deploymentSpecs });
}

/** Deprovisions the group and waits for the end. */
export function deprovisioned(service: Emulated, body: JsonObject): Promise<GroupEnd> {
  return ended(service, 'deprovision', body);
}

async function ended(service: Emulated, verb: string, body: JsonObject): Promise<GroupEnd> {
  const started = await service.call('POST', `${groupPath}:${verb}`, body);
  if (started.status !== 200) throw new Error(JSON.stringify(started.body));
  await service.finish();
  const { body: operation } = await service.get(`/v1/${started.body.name}`);
  return { operation, group: (await service.get(groupPath)).body, units: unitsOf(operation) };
}

/** What an operation says of its units. */
export function unitsOf(operation: Answer['body']): readonly string[] {
  const progresses = operation.metadata.provisionDeploymentGroupMetadata.deploymentUnitProgresses ?? [];
  return progresses.map(
    ({ unitId, intent, state }: Record<'unitId' | 'intent' | 'state', string>) => `${unitId} ${intent} ${state}`,
  );
}

/** The specs of some units, each with a bucket named as it. */
export async function bucketSpecs(service: Emulated, ...ids: string[]): Promise<Record<string, Json>> {
  const specs: Record<string, Json> = {};
  for (const id of ids) specs[id] = await specOf(service, id, bucketModule(id));
  return specs;
}

/** Units of which b and c depend on a, and d on both. */
export const diamond: readonly JsonObject[] = [unit('a'), unit('b', 'a'), unit('c', 'a'), unit('d', 'b', 'c')];
