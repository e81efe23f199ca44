import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The text of `src/load/formats/locations.generated.ts`, made from `schemas/gcp/locations.json`. */
export async function locationsModule(): Promise<string> {
  const data: unknown = JSON.parse(await readFile(join(root, 'schemas/gcp/locations.json'), 'utf8'));
  return `// Generated from schemas/gcp/locations.json by scripts/generate-locations.ts; a table.
/** Regions with their zones, and multi- and dual-regions by service, as known at \`date\`. */
export const locations: {
  readonly date: string;
  readonly regions: Readonly<Record<string, readonly string[]>>;
  readonly multiRegions: Readonly<Record<string, readonly string[]>>;
  readonly dualRegions: Readonly<Record<string, readonly string[]>>;
} = ${JSON.stringify(pick(data))};
`;
}

function pick(data: unknown): unknown {
  // The file is ours; its note is for readers only.
  const { date, regions, multiRegions, dualRegions } = data as Record<string, unknown>;
  return { date, regions, multiRegions, dualRegions };
}

/** Writes the module. */
export async function generateLocations(): Promise<void> {
  await writeFile(join(root, 'src/load/formats/locations.generated.ts'), await locationsModule());
}
