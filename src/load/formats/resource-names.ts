import { unicodeTest } from '../../regex/unicode-test.ts';
import { type FormatCheck, malformed } from './format.ts';

const projectId = '[a-z][a-z0-9-]{4,28}[a-z0-9]';
/** Projects of old domain-scoped organizations are called `example.com:my-project`. */
const anyProjectId = `(?:[a-z0-9-]+(?:\\.[a-z0-9-]+)+:)?${projectId}`;
/** Where an id or a number may stand. */
const project = `(?:${anyProjectId}|[1-9][0-9]*)`;

/** @see https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export const gcpProjectId: FormatCheck = (value) => {
  if (new RegExp(`^${anyProjectId}$`).test(value)) return undefined;
  const expected = 'a project id of 6 to 30 lowercase letters, digits and `-`, with a letter first and no `-` last';
  if (/^\d+$/.test(value)) return malformed(expected, 'this is a project number; give the id');
  return malformed(expected, value.startsWith('projects/') ? 'leave out `projects/`' : undefined);
};

/** @see https://cloud.google.com/storage/docs/buckets#naming */
export const gcsBucket: FormatCheck = (value) => {
  if (value.startsWith('gs://')) return malformed('a bucket name', 'leave out `gs://` and the path');
  if (!/^[a-z0-9._-]*$/.test(value)) {
    return malformed('a bucket name of lowercase letters, digits, `-`, `_` and `.`');
  }
  if (!/^[a-z0-9].*[a-z0-9]$/.test(value)) return malformed('a bucket name with a letter or digit first and last');
  const parts = value.split('.');
  const limit = parts.length > 1 ? 222 : 63;
  if (value.length < 3 || value.length > limit) return malformed(`a bucket name of 3 to ${limit} characters`);
  if (parts.some((part) => part.length > 63)) return malformed('a bucket name with at most 63 characters between dots');
  if (parts.some((part) => part === '' || part.startsWith('-') || part.endsWith('-'))) {
    return malformed('a bucket name without `..`, `.-` and `-.`');
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(value)) return malformed('a bucket name that is no IP address');
  if (value.startsWith('goog')) return malformed('a bucket name that does not start with `goog`');
  if (/g[o0]{2}g[l1]e/.test(value)) return malformed('a bucket name that does not contain `google` or a look-alike');
  return undefined;
};

/** A bucket, or a folder in one: `gs://bucket/folder`. */
export const gcsUri: FormatCheck = (value) => {
  const match = /^gs:\/\/([^/]+)(?:\/.*)?$/.exec(value);
  if (!match) return malformed('a Cloud Storage address such as gs://bucket/folder');
  return gcsBucket(match[1] ?? '');
};

/** @see https://cloud.google.com/bigquery/docs/datasets#dataset-naming */
export const bigqueryDataset: FormatCheck = (value) => {
  if (/^\w{1,1024}$/.test(value)) return undefined;
  const qualified = /^[^.:]+[.:](\w+)$/.exec(value);
  const hint = qualified
    ? `leave out the project: ${qualified[1]}`
    : value.includes('-')
      ? `write \`_\` for \`-\`: ${value.replaceAll('-', '_')}`
      : undefined;
  return malformed('a dataset name of up to 1024 letters, digits and `_`', hint);
};

/**
 * The mail address of a user-managed or Google-made service account.
 * @see https://cloud.google.com/iam/docs/service-account-types
 */
export const serviceAccount: FormatCheck = (value) => {
  const isUserManaged =
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9](?:\.[a-z0-9-]+)*\.iam\.gserviceaccount\.com$/;
  const isGoogleMade =
    /^(?:\d+-compute@developer|[a-z][a-z0-9.-]*@appspot|\d+@(?:cloudservices|cloudbuild)|(?:service-|p)\d+(?:-\d+)?@[a-z0-9-]+(?:\.iam)?)\.gserviceaccount\.com$/;
  if (isUserManaged.test(value) || isGoogleMade.test(value)) return undefined;
  const bare = value.replace(/^serviceAccount:/, '').replace(/^projects\/[^/]+\/serviceAccounts\//, '');
  const hint = bare === value ? undefined : `give the address alone: ${bare}`;
  return malformed('the address of a service account such as deployer@my-project.iam.gserviceaccount.com', hint);
};

/**
 * The full name of a version of a global or regional secret; `latest` and aliases count as versions.
 * @see https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions
 */
export const secretVersion: FormatCheck = (value) => {
  const name = `projects/${project}/(?:locations/[a-z0-9-]+/)?secrets/[A-Za-z0-9_-]{1,255}`;
  if (new RegExp(`^${name}/versions/(?:[1-9]\\d*|[A-Za-z][A-Za-z0-9_-]{0,62})$`).test(value)) return undefined;
  const expected = 'the name of a secret version such as projects/my-project/secrets/db-password/versions/3';
  return malformed(
    expected,
    new RegExp(`^${name}$`).test(value) ? `add the version: ${value}/versions/latest` : undefined,
  );
};

/** @see https://cloud.google.com/kms/docs/resource-hierarchy */
export const kmsKey: FormatCheck = (value) => {
  const name = `projects/${project}/locations/[a-z0-9-]+/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}`;
  if (new RegExp(`^${name}$`).test(value)) return undefined;
  const expected =
    'the name of a key such as projects/my-project/locations/us-central1/keyRings/my-ring/cryptoKeys/my-key';
  const version = new RegExp(`^(${name})/cryptoKeyVersions/\\d+$`).exec(value);
  return malformed(expected, version ? `leave out the version: ${version[1]}` : undefined);
};

/** The form of most Compute Engine names (RFC 1035). */
export const gcpResourceName: FormatCheck = (value) =>
  /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value)
    ? undefined
    : malformed('a name of 1 to 63 lowercase letters, digits and `-`, with a letter first and no `-` last');

/** @see https://cloud.google.com/resource-manager/docs/labels-overview#requirements */
export const gcpLabelKey: FormatCheck = (value) => {
  if (isLabelText(value) && labelStart.test(value)) return undefined;
  return malformed(
    'a label key of up to 63 lowercase letters, digits, `-` and `_`, with a letter first',
    lowerHint(value),
  );
};

/** A label's value; may be empty. */
export const gcpLabel: FormatCheck = (value) => {
  if (isLabelText(value)) return undefined;
  return malformed('a label value of up to 63 lowercase letters, digits, `-` and `_`', lowerHint(value));
};

function isLabelText(value: string): boolean {
  return [...value].length <= 63 && new TextEncoder().encode(value).length <= 128 && labelText.test(value);
}

const labelStart = unicodeTest(/^[a-z]/, '^[\\p{Ll}\\p{Lo}]');
const labelText = unicodeTest(/^[a-z\d_-]*$/, '^[\\p{Ll}\\p{Lo}\\p{N}_-]*$');

function lowerHint(value: string): string | undefined {
  const lower = value.toLowerCase().replace(/[\s.]+/g, '-');
  return lower !== value && isLabelText(lower) ? `write ${lower}` : undefined;
}

/**
 * The id of an Infrastructure Manager deployment.
 * @see https://cloud.google.com/infrastructure-manager/docs/deployments-revisions
 */
export const deploymentId: FormatCheck = (value) => {
  if (value === 'archived-deployments') return malformed('a deployment id other than this reserved one');
  return /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(value)
    ? undefined
    : malformed('a deployment id of 1 to 40 lowercase letters, digits and `-`, with a letter first and no `-` last');
};
