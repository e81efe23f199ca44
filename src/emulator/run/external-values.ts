import type { TerraformBlueprint, TerraformError } from '../../config-api/deployment.ts';
import type { Json } from '../../config-api/json.ts';
import type { World } from '../world.ts';

/** Input values taken from other deployments, and what could not be taken. */
export interface ExternalValues {
  readonly values: Readonly<Record<string, Json>>;
  readonly errors: readonly TerraformError[];
}

/** Reads `externalValues` from the outputs of the newest applied revisions they name (8.7). */
export function externalValues(world: World, blueprint: TerraformBlueprint | undefined): ExternalValues {
  const values: [string, Json][] = [];
  const errors: TerraformError[] = [];
  for (const [variable, { deploymentSource }] of Object.entries(blueprint?.externalValues ?? {})) {
    const { deployment: source = '', outputName = '' } = deploymentSource ?? {};
    const applied = world.tables.revisions.children(source).findLast(({ state }) => state === 'APPLIED');
    const output = applied?.applyResults?.outputs?.[outputName];
    if (output === undefined) {
      const what = applied === undefined ? 'has no applied revision' : `has no output '${outputName}'`;
      errors.push({ errorDescription: `external value '${variable}': deployment '${source}' ${what}` });
    } else {
      values.push([variable, output.value ?? null]);
    }
  }
  return { values: Object.fromEntries(values), errors };
}
