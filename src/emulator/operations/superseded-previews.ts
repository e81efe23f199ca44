import type { Preview } from '../../config-api/preview.ts';
import type { World } from '../world.ts';

/** Marks the previews of a deployment when a revision has been applied after them, or removes them (11.8). */
export function supersedePreviews(world: World, deployment: string): void {
  if (world.settings.behaviour.supersededPreviews === 'remove') {
    removePreviewsOf(world, deployment);
    return;
  }
  for (const preview of previewsOf(world, deployment)) {
    if (preview.state === 'SUCCEEDED') world.tables.previews.put(preview.name, { ...preview, state: 'STALE' });
  }
}

/** Removes the previews of a deployment, but for those with an operation under way. */
export function removePreviewsOf(world: World, deployment: string): void {
  for (const { name, state } of previewsOf(world, deployment)) {
    if (state !== 'CREATING' && state !== 'DELETING') removePreview(world, name);
  }
}

/** Removes a preview with its changes and drifts. */
export function removePreview({ tables }: World, preview: string): void {
  for (const { name = '' } of tables.resourceChanges.children(preview)) tables.resourceChanges.delete(name);
  for (const { name = '' } of tables.resourceDrifts.children(preview)) tables.resourceDrifts.delete(name);
  tables.previews.delete(preview);
}

function previewsOf({ tables }: World, deployment: string): readonly (Preview & { readonly name: string })[] {
  const location = deployment.split('/').slice(0, 4).join('/');
  return tables.previews
    .children(location)
    .filter((preview) => preview.deployment === deployment)
    .map((preview) => ({ ...preview, name: preview.name ?? '' }));
}
