import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../src/load/document.ts';
import { schemaForEnvironment } from '../src/load/environment-schema.ts';
import { loadWorkspace } from '../src/load/load-workspace.ts';

/** For each blueprint that ships, the schema its environments' modelines name: editors complete the blueprint's own parameters. */
export function environmentSchemas(root: string): { path: string; make: () => string }[] {
  const { value: workspace } = loadWorkspace(root);
  // The schema's file is ours, and a JSON object.
  const base = JSON.parse(readFileSync(join(root, 'schemas/environment.schema.json'), 'utf8')) as JsonObject;
  return [...(workspace?.blueprints.values() ?? [])].map((blueprint) => ({
    path: join(root, blueprint.folder, 'environment.schema.json'),
    make: () => `${JSON.stringify(schemaForEnvironment(base, blueprint), null, 2)}\n`,
  }));
}
