import type { Deployment } from '../../config-api/deployment.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { invalidField, invalidFields } from '../api-error.ts';
import { applyMask, parseMask } from '../json/field-mask.ts';
import { lockForRun } from '../operations/locks.ts';
import { startOperation } from '../operations/start.ts';
import { applySteps } from '../operations/timeline.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { autoMigrates } from './auto-migration.ts';
import { deploymentFaults, refuseForeignSource } from './deployment-faults.ts';
import { isMutable, mutablePart, outputPart } from './deployment-fields.ts';
import { requireDeployment, requireIdle } from './deployments.ts';
import { type Handler, json } from './handler.ts';
import { once } from './request-ids.ts';
import { addRevision } from './revisions.ts';
import { chooseVersion, deprecationWarning } from './terraform-version-choice.ts';

/** UpdateDeployment. */
export const updateDeployment: Handler = (world, { resource, request }) => {
  const location = resource.split('/').slice(0, 4).join('/');
  return once(world, location, 'UpdateDeployment', request, () => update(world, resource, request));
};

function update(world: World, name: string, request: JsonObject): JsonObject {
  const current = requireDeployment(world, name);
  const mask = typeof request['updateMask'] === 'string' ? request['updateMask'].trim() : '';
  const body = (request['deployment'] ?? {}) as Deployment; // decoded against the message
  const wanted = mask === '' || mask === '*' ? replaced(world, current, body) : masked(current, body, mask);
  checkArtifacts(current, wanted);
  const faults = deploymentFaults(wanted, name);
  if (faults.length > 0) throw invalidFields(faults);
  refuseForeignSource(wanted);
  requireIdle(world, current);
  const nowMs = world.settings.clock.now();
  const tfVersion = chooseVersion({
    constraint: wanted.tfVersionConstraint,
    current: current.tfVersion,
    fallback: world.settings.behaviour.defaultTerraformVersion,
    nowMs,
    deployment: name,
    autoMigrates: autoMigrates(world, name),
  });
  return start(world, current, { ...wanted, tfVersion });
}

/** All mutable fields as the body has them (5.7), but for those clients leave out and rely on (5.8). */
function replaced(world: World, current: Deployment, body: Deployment): Deployment {
  const wanted = mutablePart(body);
  if (world.settings.behaviour.omittedFields === 'refuse') return wanted;
  const { serviceAccount, artifactsGcsBucket } = current;
  return {
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
    ...(artifactsGcsBucket === undefined ? {} : { artifactsGcsBucket }),
    ...wanted,
  };
}

function masked(current: Deployment, body: Deployment, mask: string): Deployment {
  const paths = parseMask('Deployment', mask).filter(([field = '']) => isMutable(field));
  // Messages hold nothing but JSON, and the mask was read against the message.
  return mutablePart(applyMask('Deployment', json(mutablePart(current)), json(body), paths) as Deployment);
}

function checkArtifacts(current: Deployment, wanted: Deployment): void {
  if ((wanted.artifactsGcsBucket ?? '') === (current.artifactsGcsBucket ?? '')) return;
  const now = current.artifactsGcsBucket ?? '';
  throw invalidField('deployment.artifacts_gcs_bucket', `cannot be changed (it is '${now}')`);
}

/** Results of the last failure go; the revision to come is named at once. */
function start(world: World, current: Deployment & { readonly name: string }, wanted: Deployment): JsonObject {
  const { stateDetail, errorCode, tfErrors, errorLogs, deleteResults, deleteBuild, deleteLogs, ...kept } =
    outputPart(current);
  const nowMs = world.settings.clock.now();
  const warning = deprecationWarning(wanted.tfVersion ?? '', nowMs);
  const updated = {
    ...kept,
    ...wanted,
    name: current.name,
    state: 'UPDATING',
    updateTime: timestamp(nowMs),
    ...(warning === undefined ? {} : { stateDetail: warning }),
  } as const;
  const revision = addRevision(world, updated);
  const deployment = { ...updated, latestRevision: revision };
  world.tables.deployments.put(current.name, deployment);
  const start = { target: current.name, revision, steps: applySteps(deployment), statusMessage: warning };
  const operation = startOperation(world, { kind: 'apply', verb: 'update', ...start });
  lockForRun(world, operation);
  return json(operation);
}
