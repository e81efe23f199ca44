import type { Deployment, TerraformBlueprint } from '../../config-api/deployment.ts';
import type { Preview } from '../../config-api/preview.ts';

const inherited = [
  'serviceAccount',
  'workerPool',
  'artifactsGcsBucket',
  'tfVersionConstraint',
  'providerConfig',
] as const satisfies readonly (keyof Preview & keyof Deployment)[];

/** A preview with what it takes from the deployment it plans for: each field it does not have itself, and of the blueprint each part (11.2). */
export function inheritPreview(preview: Preview, deployment: Deployment): Preview {
  const taken = inherited
    .filter((field) => (preview[field] ?? '') === '' && deployment[field] !== undefined)
    .map((field) => [field, deployment[field]] as const);
  const terraformBlueprint = blueprintOf(preview.terraformBlueprint ?? {}, deployment.terraformBlueprint ?? {});
  return { ...preview, ...Object.fromEntries(taken), terraformBlueprint };
}

function blueprintOf(own: TerraformBlueprint, base: TerraformBlueprint): TerraformBlueprint {
  const { inputValues, externalValues } = base;
  const { gcsSource, gitSource } = hasSource(own) ? own : base;
  return {
    ...(gcsSource !== undefined && { gcsSource }),
    ...(gitSource !== undefined && { gitSource }),
    ...ownOr('inputValues', own.inputValues, inputValues),
    ...ownOr('externalValues', own.externalValues, externalValues),
  };
}

function hasSource({ gcsSource = '', gitSource }: TerraformBlueprint): boolean {
  return gcsSource !== '' || gitSource !== undefined;
}

function ownOr<Name extends string, Values extends object>(
  name: Name,
  own: Values | undefined,
  base: Values | undefined,
): { readonly [Key in Name]?: Values } {
  const values = own !== undefined && Object.keys(own).length > 0 ? own : base;
  // A computed key makes an index signature of what is one entry.
  return (values === undefined ? {} : { [name]: values }) as { readonly [Key in Name]?: Values };
}
