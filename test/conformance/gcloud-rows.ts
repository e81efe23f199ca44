// Table: commands of gcloud 528, what they print, and the requests they send.

import type { JsonObject } from '../../src/config-api/json.ts';

/** Project and location of the commands. */
export const location = 'projects/demo-proj/locations/us-central1';

/** A service account that passes. */
export const account = 'projects/demo-proj/serviceAccounts/runner@demo-proj.iam.gserviceaccount.com';

/** A command and what is expected of it. `{folder}` stands for the folder of files, `{lockId}` for the id of the lock on `locked`. */
export interface GcloudRow {
  /** What it shows, after "gcloud". */
  readonly what: string;
  readonly command: readonly string[];
  /** Absent: it succeeds. */
  readonly code?: 0 | 1;
  /** What stdout has; an object is compared with the JSON it prints. */
  readonly prints?: RegExp | JsonObject;
  readonly complains?: RegExp;
  /**
   * Requests to the Config API in order, `{L}` being the location and `*` the id of an operation; polls of one operation are one.
   * Those to Cloud Storage are left out.
   */
  readonly sends: readonly string[];
  /** What the body of the first request that has one holds. */
  readonly body?: JsonObject;
  /** Fields that this body does not have. */
  readonly without?: readonly string[];
}

const serviceAccount = `--service-account=${account}`;
const name = (id: string): string => `${location}/deployments/${id}`;
const created = (id: string): readonly string[] => [
  `GET {L}/deployments/${id}`,
  `POST {L}/deployments?deploymentId=${id}`,
  'GET {L}/operations/*',
  `GET {L}/deployments/${id}`,
];
const git = (id: string, ...flags: string[]): readonly string[] => [
  ...['deployments', 'apply', name(id), serviceAccount],
  ...['--git-source-repo=file://{folder}/repository', ...flags],
];
const gcs = (id: string, source: string, ...flags: string[]): readonly string[] => [
  ...['deployments', 'apply', name(id), serviceAccount],
  ...[`--gcs-source=gs://sources/${source}`, ...flags],
];

/** Commands on deployments. */
export const deploymentRows: readonly GcloudRow[] = [
  {
    what: 'applies a folder of a repository at a tag',
    command: git('git', '--git-source-directory=env', '--git-source-ref=v1', '--format=json'),
    prints: { state: 'ACTIVE', latestRevision: `${name('git')}/revisions/r-0` },
    sends: created('git'),
    body: {
      name: name('git'),
      serviceAccount: account,
      labels: {},
      annotations: {},
      importExistingResources: false,
      terraformBlueprint: { gitSource: { directory: 'env', ref: 'v1' } },
    },
    without: ['quotaValidation', 'tfVersionConstraint', 'workerPool'],
  },
  {
    what: 'says which branches there are when the ref is none',
    command: git('git-ref', '--git-source-ref=nope'),
    code: 1,
    complains: /has no branch, tag or commit 'nope'; its branches are main/,
    sends: created('git-ref'),
  },
  {
    what: 'fails by a quota that is enforced',
    command: gcs('enforced', 'machine', '--quota-validation=ENFORCED'),
    code: 1,
    complains:
      /quota-validation: Quota 'CPUS' exceeded in project demo-proj, region us-central1: limit 2, in use 0, requested 4/,
    sends: created('enforced'),
    body: { quotaValidation: 'ENFORCED' },
  },
  {
    what: 'passes by a quota that is only reported',
    command: gcs('reported', 'machine', '--quota-validation=ENABLED', '--format=value(state,quotaValidation)'),
    prints: /^ACTIVE\tENABLED$/m,
    sends: created('reported'),
    body: { quotaValidation: 'ENABLED' },
  },
  {
    what: 'sends every flag, and does not wait',
    command: gcs(
      'flags',
      'bucket',
      '--async',
      '--format=json',
      '--labels=env=dev',
      '--annotations=a=b',
      '--tf-version-constraint==1.5.7',
      '--import-existing-resources',
      '--artifacts-gcs-bucket=gs://artifacts/flags',
      `--worker-pool=${location}/workerPools/pool`,
      '--input-values=n=5,text=x',
    ),
    prints: { done: false, metadata: { verb: 'create', target: name('flags') } },
    sends: ['GET {L}/deployments/flags', 'POST {L}/deployments?deploymentId=flags'],
    body: {
      labels: { env: 'dev' },
      annotations: { a: 'b' },
      tfVersionConstraint: '=1.5.7',
      importExistingResources: true,
      artifactsGcsBucket: 'gs://artifacts/flags',
      workerPool: `${location}/workerPools/pool`,
      terraformBlueprint: {
        gcsSource: 'gs://sources/bucket',
        inputValues: { n: { inputValue: '5' }, text: { inputValue: 'x' } },
      },
    },
  },
  {
    what: 'sends typed values of a file',
    command: gcs('typed', 'typed', '--inputs-file={folder}/inputs.tfvars', '--format=value(state)'),
    prints: /^ACTIVE$/m,
    sends: created('typed'),
    body: { terraformBlueprint: { inputValues: { size: { inputValue: 3 }, zones: { inputValue: ['a', 'b'] } } } },
  },
  {
    what: 'updates what there is, without a mask, with the labels it has and no annotations',
    command: gcs('updated', 'bucket', '--format=json'),
    prints: { latestRevision: `${name('updated')}/revisions/r-1`, labels: { kept: 'yes' } },
    sends: [
      'GET {L}/deployments/updated',
      'PATCH {L}/deployments/updated',
      'GET {L}/operations/*',
      'GET {L}/deployments/updated',
    ],
    body: { labels: { kept: 'yes' }, annotations: {} },
    without: ['artifactsGcsBucket', 'workerPool', 'quotaValidation'],
  },
  {
    what: 'is refused without a source',
    command: ['deployments', 'apply', name('nothing'), serviceAccount],
    code: 1,
    complains: /INVALID_ARGUMENT.*git_source\.repo/s,
    sends: ['GET {L}/deployments/nothing', 'POST {L}/deployments?deploymentId=nothing'],
    body: { terraformBlueprint: { gitSource: {} } },
  },
  {
    what: 'is refused with a name it does not check itself',
    command: gcs('Bad_Name', 'bucket'),
    code: 1,
    complains: /INVALID_ARGUMENT.*lowercase letters/s,
    sends: ['GET {L}/deployments/Bad_Name', 'POST {L}/deployments?deploymentId=Bad_Name'],
  },
  {
    what: 'describes',
    command: ['deployments', 'describe', name('read'), '--format=json'],
    prints: { name: name('read'), state: 'ACTIVE', lockState: 'UNLOCKED', tfVersion: '1.5.7' },
    sends: ['GET {L}/deployments/read'],
  },
  {
    what: 'describes nothing that is not there',
    command: ['deployments', 'describe', name('nope')],
    code: 1,
    complains: /NOT_FOUND/,
    sends: ['GET {L}/deployments/nope'],
  },
  {
    what: 'filters lists by itself and passes the size of pages on',
    command: [
      'deployments',
      'list',
      '--location=us-central1',
      '--filter=name:read',
      '--page-size=500',
      '--format=value(name.basename(),state)',
    ],
    prints: /^read\tACTIVE\n$/,
    sends: ['GET {L}/deployments?pageSize=500'],
  },
  {
    what: 'deletes with force, leaving the resources',
    command: ['deployments', 'delete', name('abandoned'), '--delete-policy=abandon'],
    sends: ['DELETE {L}/deployments/abandoned?deletePolicy=ABANDON&force=True', 'GET {L}/operations/*'],
  },
];

/** Commands on what belongs to deployments. */
export const partRows: readonly GcloudRow[] = [
  {
    what: 'lists revisions',
    command: ['revisions', 'list', `--deployment=${name('read')}`, '--format=value(name.basename(),state,action)'],
    prints: /^r-0\tAPPLIED\tCREATE\n$/,
    sends: ['GET {L}/deployments/read/revisions'],
  },
  {
    what: 'describes a revision',
    command: ['revisions', 'describe', `${name('read')}/revisions/r-0`, '--format=json'],
    prints: { state: 'APPLIED', stateDetail: 'revision applied', serviceAccount: account },
    sends: ['GET {L}/deployments/read/revisions/r-0'],
  },
  {
    what: 'lists resources',
    command: ['resources', 'list', `--revision=${name('read')}/revisions/r-0`],
    prints: /storage-bucket-[a-z0-9]{8}\s+RECONCILED/,
    sends: ['GET {L}/deployments/read/revisions/r-0/resources'],
  },
  {
    what: 'describes a resource',
    command: ['resources', 'describe', '{resource}', '--format=json'],
    prints: { intent: 'CREATE', terraformInfo: { address: 'google_storage_bucket.a' } },
    sends: ['GET {L}/deployments/read/revisions/r-0/resources/*'],
  },
  {
    what: 'lists Terraform versions with their states',
    command: ['terraform-versions', 'list', '--location=us-central1', '--format=value(name.basename(),state)'],
    prints: /^1\.2\.3\tOBSOLETE\n1\.3\.10\tACTIVE\n1\.4\.7\tACTIVE\n1\.5\.7\tACTIVE\n/,
    sends: ['GET {L}/terraformVersions'],
  },
  {
    what: 'describes a Terraform version',
    command: ['terraform-versions', 'describe', '1.2.3', '--location=us-central1', '--format=json'],
    prints: { state: 'OBSOLETE', obsoleteTime: '2026-02-08T00:00:00.000000000Z' },
    sends: ['GET {L}/terraformVersions/1.2.3'],
  },
];

/** Commands on previews, locks and states. */
export const stateRows: readonly GcloudRow[] = [
  {
    what: 'previews a deployment without giving a source',
    command: [
      'previews',
      'create',
      `${location}/previews/made`,
      `--deployment=${name('read')}`,
      '--format=value(state)',
    ],
    prints: /^SUCCEEDED$/m,
    sends: ['POST {L}/previews?previewId=made', 'GET {L}/operations/*', 'GET {L}/previews/made'],
    body: { deployment: name('read') },
    without: ['terraformBlueprint', 'serviceAccount'],
  },
  {
    what: 'exports a preview',
    command: ['previews', 'export', `${location}/previews/read`, '--format=json'],
    prints: { result: {} },
    sends: ['POST {L}/previews/read:export'],
  },
  {
    what: 'deletes a preview',
    command: ['previews', 'delete', `${location}/previews/gone`],
    sends: ['DELETE {L}/previews/gone', 'GET {L}/operations/*'],
  },
  {
    what: 'locks, and shows the lock',
    command: ['deployments', 'lock', name('to-lock'), '--format=json'],
    prints: {},
    sends: [
      'POST {L}/deployments/to-lock:lock',
      'GET {L}/operations/*',
      'GET {L}/deployments/to-lock',
      'GET {L}/deployments/to-lock:exportLock',
    ],
    body: {},
  },
  {
    what: 'shows a lock',
    command: ['deployments', 'export-lock', name('locked'), '--format=value(lockId)'],
    prints: /^\d+$/m,
    sends: ['GET {L}/deployments/locked:exportLock'],
  },
  {
    what: 'is refused a change of what is locked',
    command: gcs('locked', 'bucket'),
    code: 1,
    complains: /FAILED_PRECONDITION/,
    sends: ['GET {L}/deployments/locked', 'PATCH {L}/deployments/locked'],
  },
  {
    what: 'asks where to put a state',
    command: ['deployments', 'import-statefile', name('locked'), '--lock-id={lockId}', '--format=value(signedUri)'],
    prints: /^http/,
    sends: ['POST {L}/deployments/locked:importState'],
  },
  {
    what: 'asks where to read a state',
    command: ['deployments', 'export-statefile', name('read'), '--format=value(signedUri)'],
    prints: /^http/,
    sends: ['POST {L}/deployments/read:exportState'],
    body: { draft: false },
  },
  {
    what: 'is refused with the id of another lock',
    command: ['deployments', 'unlock', name('locked'), '--lock-id=12'],
    code: 1,
    complains: /FAILED_PRECONDITION/,
    sends: ['POST {L}/deployments/locked:unlock'],
    body: { lockId: '12' },
  },
];
