// A table: where the message that constraints see differs from what the facts about the provider say.
import type { TransformName } from './transforms.ts';

/** How one resource type departs from the rule that an attribute is the field of its own name. */
export interface ApiExceptions {
  /** Kind of the resource type in constraints, where it is not the kind of the REST resource. */
  readonly kind?: string;
  /** Only listed attributes are mapped: constraints see the resource in the shape of another version of the API. */
  readonly isOtherShape?: true;
  /** Field of an attribute, from the root, a map's key in brackets; null: the service does not show it to constraints. */
  readonly paths?: Readonly<Record<string, ApiTarget | null>>;
  /** Field of a block, from the root, for all that is in it and not in `paths`. */
  readonly blocks?: Readonly<Record<string, string>>;
  /** Blocks that may be written once, but are a list in the API. */
  readonly lists?: readonly string[];
  /** Field that says that a block is there. */
  readonly present?: Readonly<Record<string, { readonly field: string; readonly value: boolean | string }>>;
  /** What the service takes when a field is not sent. Unverified: that constraints see it. */
  readonly defaults?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Fields that no attribute has, from the root. */
  readonly fields?: readonly string[];
}

/** A field, alone or with a change of its value. */
export type ApiTarget = string | { readonly field: string; readonly as: TransformName };

const knativeContainer: Readonly<Record<string, string>> = {
  'containers.image': 'containers.image',
  'containers.name': 'containers.name',
  'containers.command': 'containers.command',
  'containers.args': 'containers.args',
  'containers.working_dir': 'containers.workingDir',
  'containers.env.name': 'containers.env.name',
  'containers.env.value': 'containers.env.value',
  'containers.env.value_source.secret_key_ref.secret': 'containers.env.valueFrom.secretKeyRef.name',
  'containers.env.value_source.secret_key_ref.version': 'containers.env.valueFrom.secretKeyRef.key',
  'containers.resources.limits': 'containers.resources.limits',
  'containers.ports.container_port': 'containers.ports.containerPort',
  'containers.ports.name': 'containers.ports.name',
  'containers.volume_mounts.name': 'containers.volumeMounts.name',
  'containers.volume_mounts.mount_path': 'containers.volumeMounts.mountPath',
  'volumes.name': 'volumes.name',
  'volumes.secret.secret': 'volumes.secret.secretName',
  'volumes.empty_dir.medium': 'volumes.emptyDir.medium',
  'volumes.empty_dir.size_limit': 'volumes.emptyDir.sizeLimit',
  'volumes.nfs.path': 'volumes.nfs.path',
  'volumes.nfs.server': 'volumes.nfs.server',
  'volumes.nfs.read_only': 'volumes.nfs.readOnly',
};

function below(attribute: string, field: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(knativeContainer).map(([from, to]) => [`${attribute}.${from}`, `${field}.${to}`]),
  );
}

/**
 * Annotations of a revision that the second version of the API has fields for, by their names in version 1. Unverified: that constraints
 * see all of them; published ones use ingress, VPC access, binary authorization and the encryption key.
 */
function revisionAnnotations(template: string, metadata: string): Record<string, ApiTarget> {
  const annotation = (key: string): string => `${metadata}.annotations[${key}]`;
  return {
    [`${template}.vpc_access.connector`]: annotation('run.googleapis.com/vpc-access-connector'),
    [`${template}.vpc_access.egress`]: { field: annotation('run.googleapis.com/vpc-access-egress'), as: 'kebab' },
    [`${template}.encryption_key`]: annotation('run.googleapis.com/encryption-key'),
    [`${template}.execution_environment`]: {
      field: annotation('run.googleapis.com/execution-environment'),
      as: 'generation',
    },
  };
}

/** @see https://cloud.google.com/run/docs/securing/custom-constraints (constraints see version 1 of the Admin API) */
const runService: ApiExceptions = {
  isOtherShape: true,
  paths: {
    name: 'metadata.name',
    annotations: 'metadata.annotations',
    ingress: { field: 'metadata.annotations[run.googleapis.com/ingress]', as: 'ingress' },
    launch_stage: 'metadata.annotations[run.googleapis.com/launch-stage]',
    invoker_iam_disabled: { field: 'metadata.annotations[run.googleapis.com/invoker-iam-disabled]', as: 'text' },
    'binary_authorization.use_default': {
      field: 'metadata.annotations[run.googleapis.com/binary-authorization]',
      as: 'defaultPolicy',
    },
    'binary_authorization.policy': 'metadata.annotations[run.googleapis.com/binary-authorization]',
    'template.revision': 'spec.template.metadata.name',
    'template.annotations': 'spec.template.metadata.annotations',
    ...revisionAnnotations('template', 'spec.template.metadata'),
    'template.scaling.min_instance_count': {
      field: 'spec.template.metadata.annotations[autoscaling.knative.dev/minScale]',
      as: 'text',
    },
    'template.scaling.max_instance_count': {
      field: 'spec.template.metadata.annotations[autoscaling.knative.dev/maxScale]',
      as: 'text',
    },
    'template.service_account': 'spec.template.spec.serviceAccountName',
    'template.timeout': { field: 'spec.template.spec.timeoutSeconds', as: 'seconds' },
    'template.max_instance_request_concurrency': 'spec.template.spec.containerConcurrency',
    ...below('template', 'spec.template.spec'),
    'traffic.percent': 'spec.traffic.percent',
    'traffic.revision': 'spec.traffic.revisionName',
    'traffic.tag': 'spec.traffic.tag',
    'traffic.type': { field: 'spec.traffic.latestRevision', as: 'latest' },
  },
  lists: ['template.containers.ports'],
  defaults: { 'metadata.annotations[run.googleapis.com/ingress]': 'all' },
};

/** @see https://cloud.google.com/run/docs/securing/custom-constraints */
const runJob: ApiExceptions = {
  isOtherShape: true,
  paths: {
    name: 'metadata.name',
    annotations: 'metadata.annotations',
    launch_stage: 'metadata.annotations[run.googleapis.com/launch-stage]',
    'binary_authorization.use_default': {
      field: 'metadata.annotations[run.googleapis.com/binary-authorization]',
      as: 'defaultPolicy',
    },
    'binary_authorization.policy': 'metadata.annotations[run.googleapis.com/binary-authorization]',
    'template.annotations': 'spec.template.metadata.annotations',
    'template.parallelism': 'spec.template.spec.parallelism',
    'template.task_count': 'spec.template.spec.taskCount',
    ...revisionAnnotations('template.template', 'spec.template.metadata'),
    'template.template.service_account': 'spec.template.spec.template.spec.serviceAccountName',
    'template.template.timeout': { field: 'spec.template.spec.template.spec.timeoutSeconds', as: 'seconds' },
    'template.template.max_retries': 'spec.template.spec.template.spec.maxRetries',
    ...below('template.template', 'spec.template.spec.template.spec'),
  },
  lists: ['template.template.containers.ports'],
};

/** Names of version 1 of the JSON API; the facts have those of the newer gRPC interface. */
const bucket: ApiExceptions = {
  paths: {
    location: { field: 'location', as: 'upper' },
    uniform_bucket_level_access: 'iamConfiguration.uniformBucketLevelAccess.enabled',
    public_access_prevention: 'iamConfiguration.publicAccessPrevention',
    'encryption.default_kms_key_name': 'encryption.defaultKmsKeyName',
    enable_object_retention: { field: 'objectRetention.mode', as: 'enabledMode' },
    'lifecycle_rule.condition.age': 'lifecycle.rule.condition.age',
    'lifecycle_rule.condition.with_state': { field: 'lifecycle.rule.condition.isLive', as: 'isLive' },
    'retention_policy.retention_period': { field: 'retentionPolicy.retentionPeriod', as: 'integer' },
    'retention_policy.is_locked': 'retentionPolicy.isLocked',
    'soft_delete_policy.retention_duration_seconds': 'softDeletePolicy.retentionDurationSeconds',
  },
  defaults: { storageClass: 'STANDARD', 'iamConfiguration.publicAccessPrevention': 'inherited' },
  fields: ['id', 'selfLink', 'projectNumber', 'timeCreated', 'etag', 'kind'],
};

const clusterPaths: Readonly<Record<string, ApiTarget>> = {
  networking_mode: { field: 'ipAllocationPolicy.useIpAliases', as: 'vpcNative' },
  'logging_config.enable_components': 'loggingConfig.componentConfig.enableComponents',
  'monitoring_config.enable_components': 'monitoringConfig.componentConfig.enableComponents',
  'monitoring_config.managed_prometheus.enabled': 'monitoringConfig.managedPrometheusConfig.enabled',
};

/** Names by which a group of machines of Dataproc is described. */
function machines(block: string, field: string): Record<string, string> {
  return {
    [`${block}.machine_type`]: `${field}.machineTypeUri`,
    [`${block}.accelerators.accelerator_type`]: `${field}.accelerators.acceleratorTypeUri`,
  };
}

/** @see https://cloud.google.com/dataproc/docs/reference/rest/v1/ClusterConfig */
const dataprocCluster: ApiExceptions = {
  blocks: {
    cluster_config: 'config',
    'cluster_config.preemptible_worker_config': 'config.secondaryWorkerConfig',
    'cluster_config.initialization_action': 'config.initializationActions',
  },
  paths: {
    name: 'clusterName',
    region: null,
    graceful_decommission_timeout: null,
    'cluster_config.bucket': null,
    'cluster_config.staging_bucket': 'config.configBucket',
    'cluster_config.gce_cluster_config.network': 'config.gceClusterConfig.networkUri',
    'cluster_config.gce_cluster_config.subnetwork': 'config.gceClusterConfig.subnetworkUri',
    'cluster_config.gce_cluster_config.zone': 'config.gceClusterConfig.zoneUri',
    'cluster_config.encryption_config.kms_key_name': 'config.encryptionConfig.gcePdKmsKeyName',
    'cluster_config.software_config.properties': null,
    'cluster_config.software_config.override_properties': 'config.softwareConfig.properties',
    'cluster_config.initialization_action.script': 'config.initializationActions.executableFile',
    'cluster_config.initialization_action.timeout_sec': null,
    ...machines('cluster_config.master_config', 'config.masterConfig'),
    ...machines('cluster_config.worker_config', 'config.workerConfig'),
    ...machines(
      'cluster_config.auxiliary_node_groups.node_group.node_group_config',
      'config.auxiliaryNodeGroups.nodeGroup.nodeGroupConfig',
    ),
  },
  fields: ['projectId', 'clusterUuid', 'status', 'config.initializationActions.executionTimeout'],
};

/** @see https://cloud.google.com/composer/docs/reference/rest/v1/projects.locations.environments#EnvironmentConfig */
const composerEnvironment: ApiExceptions = {
  paths: {
    region: null,
    'config.node_config.zone': 'config.nodeConfig.location',
    'config.private_environment_config.enable_private_endpoint':
      'config.privateEnvironmentConfig.privateClusterConfig.enablePrivateEndpoint',
    'config.private_environment_config.master_ipv4_cidr_block':
      'config.privateEnvironmentConfig.privateClusterConfig.masterIpv4CidrBlock',
    'config.private_environment_config.connection_type':
      'config.privateEnvironmentConfig.networkingConfig.connectionType',
  },
  blocks: {
    'config.web_server_network_access_control.allowed_ip_range': 'config.webServerNetworkAccessControl.allowedIpRanges',
  },
  fields: ['uuid', 'state'],
};

/** A template holds the machine in `properties`, which has a list of accounts. */
const instanceTemplate: ApiExceptions = { lists: ['service_account'], paths: { metadata: null } };

/** Exceptions by resource type. What is not listed is as the facts say. */
export const apiExceptions: Readonly<Record<string, ApiExceptions>> = {
  google_storage_bucket: bucket,
  google_cloud_run_v2_service: runService,
  google_cloud_run_v2_job: runJob,
  google_cloud_run_service: { fields: ['status', 'apiVersion', 'kind'] },
  google_bigquery_dataset: {
    paths: {
      dataset_id: 'datasetReference.datasetId',
      project: 'datasetReference.projectId',
      labels: null,
      effective_labels: null,
    },
  },
  google_bigquery_table: {
    paths: {
      table_id: 'tableReference.tableId',
      dataset_id: 'tableReference.datasetId',
      project: 'tableReference.projectId',
      clustering: 'clustering.fields',
    },
  },
  google_kms_crypto_key: { fields: ['nextRotationTime'] },
  google_secret_manager_secret: { fields: ['expireTime'] },
  google_secret_manager_regional_secret: { fields: ['expireTime'] },
  google_compute_subnetwork: { present: { log_config: { field: 'logConfig.enable', value: true } } },
  google_compute_network: {
    defaults: { 'routingConfig.routingMode': 'REGIONAL' },
    fields: ['peerings'],
  },
  google_compute_firewall: {
    paths: { 'log_config.metadata': 'logConfig.metadata' },
    present: { log_config: { field: 'logConfig.enable', value: true } },
    defaults: { direction: 'INGRESS', priority: 1000 },
  },
  google_compute_instance_template: instanceTemplate,
  google_compute_region_instance_template: instanceTemplate,
  google_dataproc_cluster: dataprocCluster,
  google_composer_environment: composerEnvironment,
  google_compute_instance: { lists: ['boot_disk', 'service_account'], paths: { metadata: null, tags: 'tags.items' } },
  google_container_cluster: {
    paths: clusterPaths,
    present: { master_authorized_networks_config: { field: 'masterAuthorizedNetworksConfig.enabled', value: true } },
    fields: ['nodeConfig', 'endpoint', 'status', 'addonsConfig.kubernetesDashboard'],
  },
  google_artifact_registry_repository: { paths: { labels: null, effective_labels: null } },
  google_sql_database_instance: {
    kind: 'Instance',
    lists: ['settings.deny_maintenance_period'],
    // An instance that says nothing of its addresses gets a public one.
    defaults: { 'settings.ipConfiguration.ipv4Enabled': true },
  },
  google_compute_reservation: { kind: 'Reservation' },
  google_service_account_key: {
    kind: 'ServiceAccountKey',
    paths: { public_key_data: { field: 'keyOrigin', as: 'uploaded' }, key_algorithm: null },
    defaults: { keyOrigin: 'GOOGLE_PROVIDED', keyType: 'USER_MANAGED' },
    fields: ['keyType'],
  },
  google_service_account: { paths: { account_id: null }, fields: ['name'] },
};
