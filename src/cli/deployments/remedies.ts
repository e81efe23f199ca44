import type { SubmitFailure } from '../../submit/events.ts';

/** What is known to help against a failure. */
export interface Remedy {
  /** What to do, imperative. */
  readonly remedy: string;
  /** The page that says so. */
  readonly source: string;
}

interface KnownFailure extends Remedy {
  /** Codes of deployments, revisions and previews that it is known by. Absent: none. */
  readonly codes?: readonly string[];
  /** Text of the failure or of one of its Terraform errors that it is known by. Absent: none. */
  readonly text?: RegExp;
}

const docs = 'https://docs.cloud.google.com/infrastructure-manager/docs';

/** Known failures, the most telling first. */
const knownFailures: readonly KnownFailure[] = [
  {
    text: /storage\.objects\.(?:list|get)/,
    remedy: "grant the deployment's service account roles/storage.objectViewer on the bucket that is named",
    source: `${docs}/troubleshoot-deployments`,
  },
  {
    text: /iam\.serviceAccounts\.actAs|cannot act as/i,
    remedy: "grant whoever deploys roles/iam.serviceAccountUser on the deployment's service account",
    source: `${docs}/configure-service-account`,
  },
  {
    text: /disableCrossProjectServiceAccountUsage/,
    remedy:
      'turn the organization policy iam.disableCrossProjectServiceAccountUsage off in the project of the service account, or use an account of this project',
    source: `${docs}/configure-service-account`,
  },
  {
    codes: ['CLOUD_BUILD_PERMISSION_DENIED'],
    remedy:
      "grant the deployment's service account roles/config.agent; if it is of another project, also the service agents of Infrastructure Manager and Cloud Build their roles on it",
    source: `${docs}/configure-service-account`,
  },
  {
    codes: ['BUCKET_CREATION_PERMISSION_DENIED', 'BUCKET_CREATION_FAILED'],
    remedy:
      "grant the deployment's service account roles/config.agent, or name a bucket that exists with `spec.deployment.artifactsBucket`",
    source: `${docs}/configure-service-account`,
  },
  {
    codes: ['APPLY_BUILD_API_FAILED', 'DELETE_BUILD_API_FAILED', 'PREVIEW_BUILD_API_FAILED'],
    remedy:
      'the build could not start: see that Cloud Build is enabled, and deploy again with a smaller --max-concurrent if many ran at once',
    source: 'https://docs.cloud.google.com/infrastructure-manager/quotas',
  },
  {
    codes: ['QUOTA_VALIDATION_FAILED'],
    remedy: 'ask for more of the quota that is named, or deploy less; the results are in the artifacts of the revision',
    source: 'https://docs.cloud.google.com/infrastructure-manager/quotas',
  },
  {
    codes: ['EXTERNAL_VALUE_SOURCE_IMPORT_FAILED'],
    remedy:
      'deploy the environment first whose outputs are read (`spec.inputsFrom`), and see with `imprint outputs` that it has this one',
    source:
      'https://docs.cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments',
  },
  {
    codes: ['DEPLOYMENT_LOCK_ACQUIRE_FAILED'],
    remedy: 'wait for the operation that runs on the deployment, or unlock it',
    source: `${docs}/state-file`,
  },
  {
    text: /customConstraints?\/|denied by (?:a )?custom constraint/i,
    remedy: 'see what the constraint asks for with `imprint policy explain`',
    source: `${docs}/custom-constraints`,
  },
  {
    text: /\balready ?exists\b|\bError 409\b/i,
    remedy:
      'take over what exists with `spec.deployment.importExisting: true`, where its type supports that, or choose another name',
    source: `${docs}/import-resources`,
  },
  {
    text: /\bError 403\b|PERMISSION_DENIED|\bpermission\b.*\bdenied\b/i,
    remedy: 'compare the roles of the service account with what `imprint explain roles` lists for this environment',
    source: `${docs}/configure-service-account`,
  },
  {
    codes: ['DELETE_BUILD_RUN_FAILED'],
    remedy:
      'a delete uses the last configuration and its service account: both must still be valid, and what is named must be deletable',
    source: `${docs}/delete-deployments`,
  },
];

/** At most so many are shown. */
const maximum = 2;

/** What is known to help, the most telling first; empty when the failure is not known. */
export function remediesFor({ errorCode, message, tfErrors }: SubmitFailure): readonly Remedy[] {
  const texts = [
    message,
    ...tfErrors.map(({ errorDescription = '', httpResponseCode }) =>
      httpResponseCode === undefined ? errorDescription : `Error ${httpResponseCode}: ${errorDescription}`,
    ),
  ];
  return knownFailures
    .filter(
      ({ codes, text }) =>
        (errorCode !== undefined && codes?.includes(errorCode) === true) ||
        (text !== undefined && texts.some((one) => text.test(one))),
    )
    .slice(0, maximum)
    .map(({ remedy, source }) => ({ remedy, source }));
}
