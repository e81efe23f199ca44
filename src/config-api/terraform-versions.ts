/** A Terraform version the service offers, with its dates (RFC 3339). */
export interface OfferedVersion {
  readonly version: string;
  readonly supportTime: string;
  /** From then on deployments with it are warned of; absent while no date is set. */
  readonly deprecateTime?: string;
  /** From then on nothing new may use it; absent while no date is set. */
  readonly obsoleteTime?: string;
  /** Version that deployments move to once it is obsolete, where auto-migration is on; absent: none. */
  readonly migratesTo?: string;
  /** Billed by resource. */
  readonly paid?: true;
}

/**
 * Terraform versions of the service, ascending.
 * @see https://docs.cloud.google.com/infrastructure-manager/docs/terraform-version-deprecation
 */
export const offeredVersions: readonly OfferedVersion[] = [
  {
    version: '1.2.3',
    supportTime: '2023-08-21T00:00:00Z',
    deprecateTime: '2026-01-08T00:00:00Z',
    obsoleteTime: '2026-02-08T00:00:00Z',
    migratesTo: '1.5.7',
  },
  { version: '1.3.10', supportTime: '2024-03-14T00:00:00Z' },
  { version: '1.4.7', supportTime: '2024-03-14T00:00:00Z' },
  { version: '1.5.7', supportTime: '2024-03-14T00:00:00Z' },
  { version: '1.16.5', supportTime: '2026-11-02T00:00:00Z', paid: true },
];

/** The version used here when none is asked for: the newest free one (the service documents "the latest supported", which may now be billed). */
export const defaultVersion = '1.5.7';
