import type { JsonObject } from '../../config-api/json.ts';
import type { Preview } from '../../config-api/preview.ts';
import { notFound, precondition } from '../api-error.ts';
import { list } from '../listing/list.ts';
import { planFiles } from '../operations/preview-result.ts';
import { startOperation } from '../operations/start.ts';
import { noSteps } from '../operations/timeline.ts';
import { previewPlace } from '../run/artifacts.ts';
import { signedUrl } from '../signed-urls.ts';
import type { World } from '../world.ts';
import { type Handler, json } from './handler.ts';
import { once } from './request-ids.ts';

/** GetPreview. */
export const getPreview: Handler = (world, { resource }) => json(requirePreview(world, resource));

/** ListPreviews. */
export const listPreviews: Handler = (world, { resource, request }) =>
  list(request, { message: 'Preview', field: 'previews', items: world.tables.previews.children(resource) });

/** DeletePreview. */
export const deletePreview: Handler = (world, { resource, request }) => {
  const location = resource.split('/').slice(0, 4).join('/');
  return once(world, location, 'DeletePreview', request, () => remove(world, resource));
};

function remove(world: World, name: string): JsonObject {
  const preview = requirePreview(world, name);
  if (preview.state === 'CREATING' || preview.state === 'DELETING') {
    const message = `An operation is in progress on '${name}' (${preview.state})`;
    throw precondition(name, 'OPERATION_IN_PROGRESS', message, world.settings.behaviour.concurrentChange);
  }
  world.tables.previews.put(name, { ...preview, state: 'DELETING' });
  const data = { state: preview.state ?? 'STATE_UNSPECIFIED' };
  return json(startOperation(world, { kind: 'remove-preview', verb: 'delete', target: name, steps: noSteps, data }));
}

/** ExportPreviewResult (11.10). */
export const exportPreviewResult: Handler = (world, { resource, origin }) => {
  const preview = requirePreview(world, resource);
  if (preview.state !== 'SUCCEEDED' && preview.state !== 'STALE') {
    const message = `Preview '${resource}' is ${preview.state}; only a result of one that SUCCEEDED can be exported`;
    throw precondition(resource, 'PREVIEW_STATE', message);
  }
  const { bucket, folder } = previewPlace(world, preview);
  const urlOf = (file: string): string =>
    signedUrl(world, origin, { method: 'GET', bucket, name: `${folder}artifacts/${file}` });
  return { result: { binarySignedUri: urlOf(planFiles.binary), jsonSignedUri: urlOf(planFiles.json) } };
};

/** ListResourceChanges. */
export const listResourceChanges: Handler = (world, { resource, request }) => {
  requireParent(world, resource);
  const items = world.tables.resourceChanges.children(resource);
  return list(request, { message: 'ResourceChange', field: 'resourceChanges', items });
};

/** GetResourceChange. */
export const getResourceChange: Handler = (world, { resource }) => {
  const found = world.tables.resourceChanges.get(resource);
  if (found === undefined) throw notFound('ResourceChange', resource);
  return json(found);
};

/** ListResourceDrifts. */
export const listResourceDrifts: Handler = (world, { resource, request }) => {
  requireParent(world, resource);
  const items = world.tables.resourceDrifts.children(resource);
  return list(request, { message: 'ResourceDrift', field: 'resourceDrifts', items });
};

/** GetResourceDrift. */
export const getResourceDrift: Handler = (world, { resource }) => {
  const found = world.tables.resourceDrifts.get(resource);
  if (found === undefined) throw notFound('ResourceDrift', resource);
  return json(found);
};

function requirePreview(world: World, name: string): Preview {
  const preview = world.tables.previews.get(name);
  if (preview === undefined) throw notFound('Preview', name);
  return preview;
}

/** Refuses a list below a preview that does not exist (4.7); parents with `-` are never missed. */
function requireParent(world: World, name: string): void {
  if (!name.split('/').includes('-')) requirePreview(world, name);
}
