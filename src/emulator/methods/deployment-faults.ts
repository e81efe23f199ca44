import type { Deployment, GitSource, TerraformBlueprint } from '../../config-api/deployment.ts';
import { limits } from '../../config-api/limits.ts';
import { baseName, parseName } from '../../config-api/names.ts';
import type { FieldViolation } from '../../config-api/status.ts';
import { ApiError } from '../api-error.ts';
import { hasGit } from '../git/git-program.ts';
import { annotationFaults, labelFaults } from './labels.ts';

const bucketName = '[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]';
const gcsSource = new RegExp(`^gs://${bucketName}(?:/[^#]*)?(?:#\\d+)?$`);
const artifactsBucket = new RegExp(`^gs://${bucketName}(?:/.*)?$`);

/** The fields that are looked at. */
type Submitted = Pick<
  Deployment,
  'serviceAccount' | 'terraformBlueprint' | 'labels' | 'annotations' | 'workerPool' | 'artifactsGcsBucket'
>;

/**
 * Faults of the fields a caller may set in a deployment (5.1), at paths below `root`. Previews have fields of the same names;
 * `name` is that of the deployment either is about.
 */
export function deploymentFaults(
  deployment: Submitted,
  name: string,
  root: 'deployment' | 'preview' = 'deployment',
): readonly FieldViolation[] {
  return [
    ...serviceAccountFaults(deployment.serviceAccount, `${root}.service_account`),
    ...blueprintFaults(deployment.terraformBlueprint, name, `${root}.terraform_blueprint`),
    ...labelFaults(deployment.labels ?? {}, `${root}.labels`),
    ...annotationFaults(deployment.annotations ?? {}, `${root}.annotations`),
    ...workerPoolFaults(deployment.workerPool, `${root}.worker_pool`),
    ...artifactsFaults(deployment, `${root}.artifacts_gcs_bucket`),
  ];
}

function serviceAccountFaults(serviceAccount: string | undefined, field: string): readonly FieldViolation[] {
  if (serviceAccount === undefined || serviceAccount === '') return [{ field, description: 'is required' }];
  const email = parseName('serviceAccount', serviceAccount)?.serviceAccount;
  return email !== undefined && /^[^@\s]+@[^@\s]+$/.test(email)
    ? []
    : [{ field, description: "must be of the form 'projects/{project}/serviceAccounts/{email}'" }];
}

function workerPoolFaults(workerPool: string | undefined, field: string): readonly FieldViolation[] {
  if (workerPool === undefined || workerPool === '' || parseName('workerPool', workerPool) !== undefined) return [];
  const description = "must be of the form 'projects/{project}/locations/{location}/workerPools/{workerPool}'";
  return [{ field, description }];
}

function artifactsFaults(
  { artifactsGcsBucket = '', terraformBlueprint }: Submitted,
  field: string,
): readonly FieldViolation[] {
  if (artifactsGcsBucket === '') return [];
  if (!artifactsBucket.test(artifactsGcsBucket))
    return [{ field, description: "must be of the form 'gs://{bucket}/{folder}'" }];
  const source = terraformBlueprint?.gcsSource?.replace(/#\d+$/, '').replace(/\/*$/, '/');
  return source !== undefined && `${artifactsGcsBucket}/`.startsWith(source)
    ? [{ field, description: 'must not lie inside gcs_source' }]
    : [];
}

function blueprintFaults(
  blueprint: TerraformBlueprint | undefined,
  name: string,
  field: string,
): readonly FieldViolation[] {
  if (blueprint === undefined) return [{ field, description: 'is required' }];
  const inputs = Object.keys({ ...blueprint.inputValues, ...blueprint.externalValues }).length;
  return [
    ...sourceFaults(blueprint, field),
    ...(inputs > limits.inputVariables
      ? [{ field: `${field}.input_values`, description: `at most ${limits.inputVariables} variables are allowed` }]
      : []),
    ...externalValueFaults(blueprint, name, field),
  ];
}

function sourceFaults(blueprint: TerraformBlueprint, field: string): readonly FieldViolation[] {
  const { gcsSource: source, gitSource } = blueprint;
  if (gitSource !== undefined) return gitSourceFaults(gitSource, `${field}.git_source`);
  if (source === undefined || source === '') {
    return [{ field, description: 'exactly one of gcs_source and git_source is required' }];
  }
  return gcsSource.test(source)
    ? []
    : [{ field: `${field}.gcs_source`, description: "must be of the form 'gs://{bucket}/{object}#{generation}'" }];
}

function externalValueFaults(blueprint: TerraformBlueprint, name: string, field: string): readonly FieldViolation[] {
  const own = parseName('deployment', name);
  return Object.entries(blueprint.externalValues ?? {}).flatMap(([variable, { deploymentSource }]) => {
    const at = `${field}.external_values[${JSON.stringify(variable)}]`;
    const source = parseName('deployment', deploymentSource?.deployment ?? '');
    if (source === undefined || (deploymentSource?.outputName ?? '') === '') {
      return [{ field: at, description: 'needs a deployment_source with deployment and output_name' }];
    }
    return source.project === own?.project && source.location === own?.location
      ? []
      : [{ field: at, description: `must name a deployment in the project and location of '${baseName(name)}'` }];
  });
}

/** `https://host/path`, or the short form of ssh: `git@host:path`. */
const repositoryUrl = /^(?:[a-z][a-z0-9+.-]*:\/\/\S+|[\w.-]+@[\w.-]+:\S+)$/i;

function gitSourceFaults({ repo = '', directory = '' }: GitSource, field: string): readonly FieldViolation[] {
  if (repo === '') return [{ field: `${field}.repo`, description: 'is required' }];
  if (!repositoryUrl.test(repo)) return [{ field: `${field}.repo`, description: `'${repo}' is not a URL` }];
  return directory.split('/').includes('..')
    ? [{ field: `${field}.directory`, description: `'${directory}' leads out of the repository` }]
    : [];
}

/** Refuses sources that are valid but not emulated (18.1). */
export function refuseForeignSource({ terraformBlueprint }: Pick<Deployment, 'terraformBlueprint'>): void {
  const gitSource = terraformBlueprint?.gitSource;
  if (gitSource === undefined) return;
  if (!/^file:/i.test(gitSource.repo ?? '')) {
    const message = `The service would fetch '${gitSource.repo}'; the emulator reads file:// repositories of this machine only`;
    throw new ApiError('UNIMPLEMENTED', message);
  }
  if (!hasGit())
    throw new ApiError('UNIMPLEMENTED', 'The emulator reads gitSource by the program git, which is not installed');
}
