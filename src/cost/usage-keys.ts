/** An assumption about use, which a module does not tell: how it is written in `spec.usage`. */
export interface UsageAssumption {
  /** What it counts, as a noun phrase. */
  readonly description: string;
  /** What holds when nothing is said; absent: what depends on it is not estimated. */
  readonly default?: string;
  /** The values there are; absent: a number from 0. */
  readonly choices?: readonly string[];
  /** Only whole numbers. */
  readonly isWhole?: true;
  /** The largest number there may be. */
  readonly maximum?: number;
}

/** Name of an assumption: group and key in `spec.usage`. */
export type UsageKey =
  | 'artifactRegistry.storedGB'
  | 'artifactRegistry.scannedImagesPerMonth'
  | 'bigQuery.activeStorageGiB'
  | 'bigQuery.longTermStorageGiB'
  | 'bigQuery.queriedTiBPerMonth'
  | 'bigQuery.autoscaledSlotHoursPerMonth'
  | 'bigQuery.commitment'
  | 'bigQuery.writeApiGBPerMonth'
  | 'bigQuery.streamingInsertsGBPerMonth'
  | 'bigQuery.readApiTBPerMonth'
  | 'cloudBuild.minutesPerMonth'
  | 'cloudRun.instanceHoursPerMonth'
  | 'cloudRun.requestsPerMonth'
  | 'cloudRun.taskHoursPerMonth'
  | 'cloudRun.priceTier'
  | 'cloudStorage.standardGiB'
  | 'cloudStorage.nearlineGiB'
  | 'cloudStorage.coldlineGiB'
  | 'cloudStorage.archiveGiB'
  | 'cloudStorage.classAOperationsPerMonth'
  | 'cloudStorage.classBOperationsPerMonth'
  | 'compute.hoursPerWeek'
  | 'datastream.processedGiBPerMonth'
  | 'datastream.backfilledGiBPerMonth'
  | 'dns.queriesPerMonth'
  | 'gke.nodes'
  | 'kms.activeVersions'
  | 'kms.operationsPerMonth'
  | 'logging.ingestedGiBPerMonth'
  | 'logging.keptGiBBeyond30Days'
  | 'monitoring.customMetricsMiBPerMonth'
  | 'monitoring.apiReadsPerMonth'
  | 'monitoring.prometheusSamplesPerMonth'
  | 'monitoring.alertSeriesReadPerMonth'
  | 'nat.vms'
  | 'nat.processedGiBPerMonth'
  | 'network.internetGiBPerMonth'
  | 'network.betweenZonesGiBPerMonth'
  | 'network.betweenRegionsGiBPerMonth'
  | 'pubsub.publishedGiBPerMonth'
  | 'pubsub.deliveredGiBPerMonth'
  | 'pubsub.retainedGiB'
  | 'secretManager.activeVersions'
  | 'secretManager.accessesPerMonth'
  | 'tpu.hoursPerWeek'
  | 'tpu.commitment';

/** All assumptions, sorted by group. A value holds for each resource it concerns; `spec.usage.resources` says it for one. */
export const usageAssumptions: Readonly<Record<UsageKey, UsageAssumption>> = {
  'artifactRegistry.storedGB': { description: 'Gigabytes stored in a repository' },
  'artifactRegistry.scannedImagesPerMonth': { description: 'Images scanned for vulnerabilities a month' },
  'bigQuery.activeStorageGiB': { description: 'GiB in a dataset, changed within 90 days' },
  'bigQuery.longTermStorageGiB': { description: 'GiB in a dataset, not changed for 90 days' },
  'bigQuery.queriedTiBPerMonth': { description: 'TiB that queries on demand scan a month, in the whole environment' },
  'bigQuery.autoscaledSlotHoursPerMonth': { description: 'Slot-hours a month of a reservation beyond its baseline' },
  'bigQuery.commitment': {
    description: 'Commitment that covers the baseline of reservations',
    choices: ['none', '1y', '3y'],
    default: 'none',
  },
  'bigQuery.writeApiGBPerMonth': {
    description: 'Gigabytes through the Storage Write API a month, in the whole environment',
  },
  'bigQuery.streamingInsertsGBPerMonth': {
    description: 'Gigabytes of legacy streaming inserts a month, in the whole environment',
  },
  'bigQuery.readApiTBPerMonth': {
    description: 'Terabytes through the Storage Read API a month, in the whole environment',
  },
  'cloudBuild.minutesPerMonth': {
    description: 'Build minutes of Infrastructure Manager a month, in the whole environment',
  },
  'cloudRun.instanceHoursPerMonth': {
    description:
      'Hours of instances a month: at work on requests where CPU comes with requests, else those beyond the minimum instances',
  },
  'cloudRun.requestsPerMonth': { description: 'Requests to a service a month' },
  'cloudRun.taskHoursPerMonth': { description: 'Hours of all tasks of a job a month' },
  'cloudRun.priceTier': { description: 'Price tier of the region; 1 for us-central1', choices: ['1', '2'] },
  'cloudStorage.standardGiB': { description: 'GiB of Standard storage in a bucket' },
  'cloudStorage.nearlineGiB': { description: 'GiB of Nearline storage in a bucket' },
  'cloudStorage.coldlineGiB': { description: 'GiB of Coldline storage in a bucket' },
  'cloudStorage.archiveGiB': { description: 'GiB of Archive storage in a bucket' },
  'cloudStorage.classAOperationsPerMonth': { description: 'Operations that write or list, a month' },
  'cloudStorage.classBOperationsPerMonth': { description: 'Operations that read, a month' },
  'compute.hoursPerWeek': { description: 'Hours a week that machines without TPUs run', default: '168', maximum: 168 },
  'datastream.processedGiBPerMonth': {
    description: 'GiB of changes a stream processes a month: two to five times what changes in the source',
  },
  'datastream.backfilledGiBPerMonth': { description: 'GiB a stream backfills a month' },
  'dns.queriesPerMonth': { description: 'Queries to a zone a month' },
  'gke.nodes': { description: 'Nodes of a pool that is scaled automatically, in all zones together' },
  'kms.activeVersions': { description: 'Active versions of a key; a rotation adds one', default: '1' },
  'kms.operationsPerMonth': { description: 'Operations with a key a month' },
  'logging.ingestedGiBPerMonth': {
    description: 'GiB of logs a month, in the whole environment; flow logs and audit logs count',
  },
  'logging.keptGiBBeyond30Days': { description: 'GiB of logs kept for longer than 30 days, in the whole environment' },
  'monitoring.customMetricsMiBPerMonth': { description: 'MiB of custom metrics a month, in the whole environment' },
  'monitoring.apiReadsPerMonth': { description: 'Calls that read metrics a month, in the whole environment' },
  'monitoring.prometheusSamplesPerMonth': { description: 'Prometheus samples a month, in the whole environment' },
  'monitoring.alertSeriesReadPerMonth': {
    description: 'Time series that alert policies read a month, in the whole environment',
  },
  'nat.vms': { description: 'Machines and Cloud Run instances that use a gateway', isWhole: true },
  'nat.processedGiBPerMonth': { description: 'GiB through a gateway a month' },
  'network.internetGiBPerMonth': { description: 'GiB to the internet a month, in the whole environment' },
  'network.betweenZonesGiBPerMonth': { description: 'GiB between zones of a region a month, in the whole environment' },
  'network.betweenRegionsGiBPerMonth': {
    description: 'GiB between regions of North America a month, in the whole environment',
  },
  'pubsub.publishedGiBPerMonth': { description: 'GiB published to a topic a month' },
  'pubsub.deliveredGiBPerMonth': { description: 'GiB delivered by a subscription a month' },
  'pubsub.retainedGiB': { description: 'GiB of acknowledged messages that a topic or subscription keeps' },
  'secretManager.activeVersions': { description: 'Active versions of a secret', default: '1' },
  'secretManager.accessesPerMonth': { description: 'Accesses to the versions of a secret a month' },
  'tpu.hoursPerWeek': { description: 'Hours a week that TPU chips are there', default: '168', maximum: 168 },
  'tpu.commitment': { description: 'Commitment that covers TPU chips', choices: ['none', '1y', '3y'], default: 'none' },
};
