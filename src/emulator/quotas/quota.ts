/** A quota somebody set by a control call (17.1). */
export interface Quota {
  /** Its own name in the table: `projects/{p}/regions/{region or global}/quotas/{metric}`. */
  readonly name: string;
  readonly project: string;
  /** Absent for metrics of the whole project. */
  readonly region?: string;
  /** As Compute Engine names it: `CPUS`. */
  readonly metric: string;
  readonly limit: number;
  /** What is used outside of the emulator. */
  readonly usage: number;
}

/** Metrics of a whole project. */
export const globalMetrics: readonly string[] = ['NETWORKS'];

/** Metrics of a region, but for those of processors. */
export const regionalMetrics: readonly string[] = ['INSTANCES', 'DISKS_TOTAL_GB', 'SSD_TOTAL_GB'];

/** Processors: `CPUS` for the families that share a quota, `N2_CPUS` and so on for others. */
export const processorMetric: RegExp = /^(?:[A-Z]\d[A-Z]*_)?CPUS$/;

/** Name of a quota in the table. */
export function quotaName(project: string, region: string | undefined, metric: string): string {
  return `projects/${project}/regions/${region ?? 'global'}/quotas/${metric}`;
}
