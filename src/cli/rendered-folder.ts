import { join } from 'node:path';
import type { Workspace } from '../load/workspace.ts';
import type { RenderedFolder } from '../render/write.ts';

/** The folder that an environment (full name) is rendered into: `generated/<blueprint>/<environment>`. */
export function renderedFolder(workspace: Workspace, environment: string): RenderedFolder {
  const name = `${generatedFolder(workspace)}/${environment}`;
  return { path: join(workspace.root, name), name };
}

/** Folder of all rendered environments, relative to the workspace's root. */
export function generatedFolder(workspace: Workspace): string {
  return workspace.settings?.value.spec.folders?.generated ?? 'generated';
}
