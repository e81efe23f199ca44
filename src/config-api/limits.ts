/**
 * Limits and quotas of the service.
 * @see https://docs.cloud.google.com/infrastructure-manager/quotas
 */
export const limits = {
  /** Deployments in a project and region. */
  deployments: 1000,
  /** Previews in a project and region. */
  previews: 1000,
  /** Mutating requests a minute in a project and region. */
  mutationsPerMinute: 20,
  /** Requests a minute in a project and region. */
  requestsPerMinute: 1200,
  /** Revisions kept of a deployment. */
  revisions: 100,
  /** Input variables of a module. */
  inputVariables: 150,
  /** Resources in one page. */
  resourcesPerPage: 500,
  /** Characters of an id. */
  identifierLength: 40,
  /** Bytes of a request with its metadata. */
  payloadBytes: 950_000,
  /** Errors carried by a deployment, revision or preview. */
  terraformErrors: 10,
  /** Page size when none is given. */
  defaultPageSize: 500,
  /** Larger page sizes count as this. */
  maximumPageSize: 1000,
  /** How long a request id is remembered, at least. */
  requestIdMs: 3_600_000,
} as const;
