import type { Deployment } from '../config-api/deployment.ts';
import { formatName } from '../config-api/names.ts';
import type { Revision } from '../config-api/revision.ts';
import { ServiceError } from '../errors.ts';
import type { Bundle } from '../render/bundle.ts';
import type { ConfigApi } from './config-api.ts';
import { packageName } from './package-module.ts';
import { stagingBucket } from './staging-store.ts';
import { unlessMissing } from './unless-missing.ts';

/** What a deploy of one bundle would do, found without changing anything. */
export interface SubmissionPlan {
  /** Full name of the deployment. */
  readonly name: string;
  readonly action: 'create' | 'update' | 'unchanged';
  /** What differs from the newest applied revision, in words; empty for `create` and `unchanged`. */
  readonly reasons: readonly string[];
  /** Message to send, without its source. */
  readonly deployment: Deployment;
  /** The deployment as it is; absent when there is none. */
  readonly existing?: Deployment;
}

/** Fields of a deployment that an update sets; those the bundle does not set are cleared. */
export const updateFields = [
  'terraformBlueprint',
  'serviceAccount',
  'labels',
  'annotations',
  'tfVersionConstraint',
  'workerPool',
  'quotaValidation',
  'providerConfig',
  'importExistingResources',
] as const;

/** Full name of the deployment of a bundle. */
export function deploymentName({ submission }: Bundle): string {
  return formatName('deployment', {
    project: submission.project,
    location: submission.location,
    deployment: submission.deploymentId,
  });
}

/**
 * Compares a bundle with what is deployed. `deploymentNames` gives the deployment of every environment whose outputs are read.
 * @throws ServiceError when the deployment is locked, in the middle of an operation, or would need a new artifacts bucket.
 */
export async function planSubmission(
  bundle: Bundle,
  api: ConfigApi,
  deploymentNames: ReadonlyMap<string, string> = new Map(),
): Promise<SubmissionPlan> {
  const name = deploymentName(bundle);
  const deployment = deploymentMessage(bundle, name, deploymentNames);
  const existing = await findDeployment(api, name);
  if (existing === undefined) return { name, action: 'create', reasons: [], deployment };
  refuseUnlessFree(name, existing);
  if ((existing.artifactsGcsBucket ?? '') !== (deployment.artifactsGcsBucket ?? existing.artifactsGcsBucket ?? '')) {
    throw refused(
      name,
      `its artifacts bucket is ${existing.artifactsGcsBucket} and cannot be changed; delete the deployment first, or set the bucket back`,
    );
  }
  const revision = existing.latestRevision === undefined ? undefined : await api.getRevision(existing.latestRevision);
  const reasons = differences(bundle, deployment, existing, revision);
  return { name, action: reasons.length === 0 ? 'unchanged' : 'update', reasons, deployment, existing };
}

/**
 * The revision (full name) that is being made of this very bundle, by whomever; undefined when none is.
 * Throws `ServiceError`.
 */
export async function revisionUnderWay(bundle: Bundle, api: ConfigApi): Promise<string | undefined> {
  const existing = await findDeployment(api, deploymentName(bundle));
  const isBusy = existing?.state === 'CREATING' || existing?.state === 'UPDATING';
  if (!isBusy || existing.latestRevision === undefined) return undefined;
  const revision = await unlessMissing(api.getRevision(existing.latestRevision));
  return revision !== undefined && isOfBundle(revision, bundle) ? existing.latestRevision : undefined;
}

/** Whether a revision's module is that of a bundle: the object's name holds its hash. */
function isOfBundle(revision: Revision | undefined, bundle: Bundle): boolean {
  const source = `gs://${stagingBucket(bundle.submission.project)}/${packageName(bundle)}`;
  return (revision?.terraformBlueprint?.gcsSource ?? '').replace(/#\d+$/, '') === source;
}

/** The deployment of that name; undefined when there is none. */
export function findDeployment(api: ConfigApi, name: string): Promise<Deployment | undefined> {
  return unlessMissing(api.getDeployment(name));
}

function deploymentMessage(
  { submission }: Bundle,
  name: string,
  deploymentNames: ReadonlyMap<string, string>,
): Deployment {
  const externalValues = Object.entries(submission.externalValues).map(([variable, { environment, output }]) => {
    const source = deploymentNames.get(environment);
    if (source === undefined)
      throw refused(
        name,
        `${variable} comes from ${environment}, whose deployment is not known here; name that environment too`,
      );
    return [variable, { deploymentSource: { deployment: source, outputName: output } }] as const;
  });
  return {
    name,
    ...submission.deployment,
    ...(externalValues.length > 0 && { terraformBlueprint: { externalValues: Object.fromEntries(externalValues) } }),
  };
}

function refuseUnlessFree(name: string, { state, lockState }: Deployment): void {
  if (state === 'CREATING' || state === 'UPDATING' || state === 'DELETING') {
    throw refused(name, `another operation is in progress (${state}); wait for it with \`imprint status\``);
  }
  if (lockState !== undefined && lockState !== 'UNLOCKED' && lockState !== 'LOCK_STATE_UNSPECIFIED') {
    throw refused(name, `it is ${lockState}: wait for the run or preview that holds it, or unlock it with \`imprint unlock\``);
  }
}

/** Why the bundle is not what is deployed; empty when it is, to the last field we send. */
function differences(
  bundle: Bundle,
  wanted: Deployment,
  existing: Deployment,
  revision: Revision | undefined,
): string[] {
  const reasons: string[] = [];
  if (existing.state !== 'ACTIVE') reasons.push(`state is ${existing.state ?? 'unknown'}`);
  if (revision?.state !== 'APPLIED') reasons.push(`the newest revision is ${revision?.state ?? 'missing'}`);
  if (!isOfBundle(revision, bundle)) reasons.push('the module changed');
  if (Object.keys(revision?.terraformBlueprint?.inputValues ?? {}).length > 0)
    reasons.push('input values were set from elsewhere');
  if (!isSame(wanted.terraformBlueprint?.externalValues, revision?.terraformBlueprint?.externalValues))
    reasons.push('external values changed');
  for (const field of updateFields) {
    if (field !== 'terraformBlueprint' && !isSame(wanted[field], existing[field])) reasons.push(`${field} changed`);
  }
  return reasons;
}

/** Whether two fields of a message are equal; unset, false, empty and zero enum values are the same thing on the wire. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (typeof value === 'string' && value.endsWith('_UNSPECIFIED'))
  )
    return '';
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .map(([key, member]) => [key, canonical(member)] as const)
    .filter(([, member]) => member !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return members.length === 0 ? '' : JSON.stringify(members);
}

function refused(name: string, why: string): ServiceError {
  return new ServiceError(`${name} cannot be deployed: ${why}`, {
    method: 'UpdateDeployment',
    resource: name,
    retryable: false,
  });
}
