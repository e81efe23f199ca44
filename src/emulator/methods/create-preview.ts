import type { Deployment } from '../../config-api/deployment.ts';
import type { JsonObject } from '../../config-api/json.ts';
import { limits } from '../../config-api/limits.ts';
import { idFault, parseName } from '../../config-api/names.ts';
import type { Preview } from '../../config-api/preview.ts';
import { ApiError, alreadyExists, invalidField, invalidFields } from '../api-error.ts';
import { inheritPreview } from '../operations/inherit-preview.ts';
import { startOperation } from '../operations/start.ts';
import { previewSteps } from '../operations/timeline.ts';
import { timestamp } from '../timestamp.ts';
import type { World } from '../world.ts';
import { autoMigrates } from './auto-migration.ts';
import { deploymentFaults, refuseForeignSource } from './deployment-faults.ts';
import { requireDeployment } from './deployments.ts';
import { type Handler, json } from './handler.ts';
import { once } from './request-ids.ts';
import { chooseVersion } from './terraform-version-choice.ts';

/** CreatePreview. */
export const createPreview: Handler = (world, { resource, request }) =>
  once(world, resource, 'CreatePreview', request, () => create(world, resource, request));

function create(world: World, parent: string, request: JsonObject): JsonObject {
  const name = `${parent}/previews/${idOf(world, request)}`;
  const body = settingsIn((request['preview'] ?? {}) as Preview); // decoded against the message
  if (body.name !== undefined && body.name !== '' && body.name !== name) {
    throw invalidField('preview.name', `must be '${name}' or absent`);
  }
  if (world.tables.previews.get(name) !== undefined) throw alreadyExists('Preview', name);
  const target = targetOf(world, parent, body);
  const effective = target === undefined ? body : inheritPreview(body, target);
  const faults = deploymentFaults(effective, name.replace('/previews/', '/deployments/'), 'preview');
  if (faults.length > 0) throw invalidFields(faults);
  refuseForeignSource(effective);
  if (world.tables.previews.count(parent) >= limits.previews) {
    throw new ApiError('RESOURCE_EXHAUSTED', `'${parent}' already has ${limits.previews} previews`);
  }
  return start(world, { ...body, name }, effective, target);
}

/** The id asked for, or one of the service's own. */
function idOf(world: World, request: JsonObject): string {
  const id = String(request['previewId'] ?? '');
  if (id === '') return `preview-${world.random.letters(`preview ${world.next()}`, 24)}`;
  const fault = idFault(id);
  if (fault !== undefined) throw invalidField('preview_id', `'${id}' ${fault}`);
  return id;
}

const settable = [
  'name',
  'labels',
  'annotations',
  'deployment',
  'previewMode',
  'serviceAccount',
  'artifactsGcsBucket',
  'workerPool',
  'terraformBlueprint',
  'tfVersionConstraint',
  'providerConfig',
] as const satisfies readonly (keyof Preview)[];

/** What a caller may set, without what is unset (2.7). */
function settingsIn(preview: Preview): Preview {
  const entries = settable.map((field) => [field, preview[field]] as const);
  return Object.fromEntries(entries.filter(([, value]) => isPresent(value)));
}

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 'PREVIEW_MODE_UNSPECIFIED') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** The deployment a preview is about (11.3); undefined when it is about a new one. */
function targetOf(world: World, parent: string, { deployment, previewMode }: Preview): Deployment | undefined {
  if (deployment === undefined) {
    if (previewMode === 'DELETE') throw invalidField('preview.deployment', 'is required to preview a deletion');
    return undefined;
  }
  const isHere = parseName('deployment', deployment) !== undefined && deployment.startsWith(`${parent}/deployments/`);
  if (!isHere) throw invalidField('preview.deployment', `must be of the form '${parent}/deployments/{deployment}'`);
  return requireDeployment(world, deployment);
}

function start(
  world: World,
  body: Preview & { readonly name: string },
  { tfVersionConstraint: constraint, terraformBlueprint }: Preview,
  target: Deployment | undefined,
): JsonObject {
  const nowMs = world.settings.clock.now();
  const tfVersion = chooseVersion({
    constraint,
    current: target?.tfVersion,
    fallback: world.settings.behaviour.defaultTerraformVersion,
    nowMs,
    deployment: body.name,
    root: 'preview',
    autoMigrates: autoMigrates(world, body.name),
  });
  const preview: Preview = { ...body, createTime: timestamp(nowMs), state: 'CREATING', tfVersion };
  world.tables.previews.put(body.name, preview);
  const steps = previewSteps(preview, terraformBlueprint?.gitSource !== undefined);
  return json(startOperation(world, { kind: 'preview', verb: 'create', target: body.name, steps }));
}
