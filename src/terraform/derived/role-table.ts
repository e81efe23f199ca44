// A table: predefined roles that managing a type of resource takes.

/** Where a role is granted. */
export type RoleScope = 'project' | 'organization' | 'billing-account';

/** A predefined role with which resources can be created, changed and deleted. */
export interface RoleRow {
  /** Such as `roles/storage.admin`. */
  readonly role: string;
  /** Absent: on the project. */
  readonly scope?: RoleScope;
}

const project = (name: string): RoleRow => ({ role: `roles/${name}` });
const organization = (name: string): RoleRow => ({ role: `roles/${name}`, scope: 'organization' });
const billingAccount = (name: string): RoleRow => ({ role: `roles/${name}`, scope: 'billing-account' });

const networkAdmin = project('compute.networkAdmin');
const securityAdmin = project('compute.securityAdmin');
const loadBalancerAdmin = project('compute.loadBalancerAdmin');
const instanceAdmin = project('compute.instanceAdmin.v1');

/**
 * Roles by the words that the names of types begin with after `google_`; the longest row that fits counts. These are narrower than what
 * {@link rolesByService} has for the whole service.
 *
 * @see https://docs.cloud.google.com/iam/docs/roles-permissions
 */
export const rolesByType: Readonly<Record<string, RoleRow>> = {
  bigquery_dataset: project('bigquery.dataOwner'),
  bigquery_job: project('bigquery.jobUser'),
  bigquery_routine: project('bigquery.dataOwner'),
  bigquery_table: project('bigquery.dataOwner'),
  billing_account_iam: billingAccount('billing.admin'),
  cloud_run: project('run.developer'),
  cloud_run_domain_mapping: project('run.admin'),
  cloud_run_service_iam: project('run.admin'),
  cloud_run_v2_job_iam: project('run.admin'),
  cloud_run_v2_service_iam: project('run.admin'),
  cloud_run_v2_worker_pool_iam: project('run.admin'),
  compute_address: networkAdmin,
  compute_backend_bucket: networkAdmin,
  compute_backend_service: networkAdmin,
  compute_disk: instanceAdmin,
  compute_disk_iam: project('compute.admin'),
  compute_external_vpn_gateway: networkAdmin,
  compute_firewall: securityAdmin,
  compute_forwarding_rule: networkAdmin,
  compute_global_address: networkAdmin,
  compute_global_forwarding_rule: networkAdmin,
  compute_global_network_endpoint: loadBalancerAdmin,
  compute_ha_vpn_gateway: networkAdmin,
  compute_health_check: networkAdmin,
  compute_image: instanceAdmin,
  compute_image_iam: project('compute.admin'),
  compute_instance: instanceAdmin,
  compute_instance_iam: project('compute.admin'),
  compute_instance_template_iam: project('compute.admin'),
  compute_managed_ssl_certificate: securityAdmin,
  compute_network: networkAdmin,
  compute_network_endpoint: loadBalancerAdmin,
  compute_network_firewall_policy: securityAdmin,
  compute_region_backend_service: networkAdmin,
  compute_region_disk: instanceAdmin,
  compute_region_disk_iam: project('compute.admin'),
  compute_region_health_check: networkAdmin,
  compute_region_instance: instanceAdmin,
  compute_region_network_endpoint: loadBalancerAdmin,
  compute_region_network_firewall_policy: securityAdmin,
  compute_region_security_policy: securityAdmin,
  compute_region_ssl_certificate: securityAdmin,
  compute_region_target: networkAdmin,
  compute_region_url_map: networkAdmin,
  compute_resource_policy: instanceAdmin,
  compute_route: networkAdmin,
  compute_router: networkAdmin,
  compute_security_policy: securityAdmin,
  compute_service_attachment: networkAdmin,
  compute_snapshot: instanceAdmin,
  compute_ssl_certificate: securityAdmin,
  compute_subnetwork: networkAdmin,
  compute_subnetwork_iam: securityAdmin,
  compute_target: networkAdmin,
  compute_url_map: networkAdmin,
  compute_vpn: networkAdmin,
  container_cluster: project('container.clusterAdmin'),
  container_node_pool: project('container.clusterAdmin'),
  folder: organization('resourcemanager.folderAdmin'),
  folder_iam: organization('resourcemanager.folderIamAdmin'),
  folder_organization_policy: organization('orgpolicy.policyAdmin'),
  iam_workload_identity: project('iam.workloadIdentityPoolAdmin'),
  monitoring_alert_policy: project('monitoring.alertPolicyEditor'),
  monitoring_dashboard: project('monitoring.dashboardEditor'),
  monitoring_notification_channel: project('monitoring.notificationChannelEditor'),
  monitoring_uptime_check_config: project('monitoring.uptimeCheckConfigEditor'),
  organization_iam: organization('resourcemanager.organizationAdmin'),
  organization_iam_custom_role: organization('iam.organizationRoleAdmin'),
  organization_policy: organization('orgpolicy.policyAdmin'),
  project: organization('resourcemanager.projectCreator'),
  project_iam: project('resourcemanager.projectIamAdmin'),
  project_iam_custom_role: project('iam.roleAdmin'),
  project_organization_policy: organization('orgpolicy.policyAdmin'),
  project_service: project('serviceusage.serviceUsageAdmin'),
  pubsub_schema: project('pubsub.editor'),
  pubsub_schema_iam: project('pubsub.admin'),
  pubsub_subscription: project('pubsub.editor'),
  pubsub_subscription_iam: project('pubsub.admin'),
  pubsub_topic: project('pubsub.editor'),
  pubsub_topic_iam: project('pubsub.admin'),
  service_account: project('iam.serviceAccountAdmin'),
  service_account_key: project('iam.serviceAccountKeyAdmin'),
  storage_bucket_object: project('storage.objectAdmin'),
  tags: organization('resourcemanager.tagAdmin'),
};

/** Roles for all resources of a service, by the name of its API without `.googleapis.com`. */
export const rolesByService: Readonly<Record<string, RoleRow>> = {
  accesscontextmanager: organization('accesscontextmanager.policyAdmin'),
  aiplatform: project('aiplatform.admin'),
  alloydb: project('alloydb.admin'),
  analyticshub: project('analyticshub.admin'),
  apigateway: project('apigateway.admin'),
  apigee: project('apigee.admin'),
  apikeys: project('serviceusage.apiKeysAdmin'),
  appengine: project('appengine.appAdmin'),
  artifactregistry: project('artifactregistry.admin'),
  bigquery: project('bigquery.admin'),
  bigqueryconnection: project('bigquery.connectionAdmin'),
  bigquerydatapolicy: project('bigquerydatapolicy.admin'),
  bigquerydatatransfer: project('bigquery.admin'),
  bigqueryreservation: project('bigquery.resourceAdmin'),
  bigtableadmin: project('bigtable.admin'),
  billingbudgets: billingAccount('billing.costsManager'),
  certificatemanager: project('certificatemanager.owner'),
  cloudasset: project('cloudasset.owner'),
  clouddeploy: project('clouddeploy.admin'),
  cloudfunctions: project('cloudfunctions.admin'),
  cloudkms: project('cloudkms.admin'),
  cloudscheduler: project('cloudscheduler.admin'),
  cloudtasks: project('cloudtasks.admin'),
  composer: project('composer.admin'),
  compute: project('compute.admin'),
  config: project('config.admin'),
  container: project('container.admin'),
  datacatalog: project('datacatalog.admin'),
  dataflow: project('dataflow.admin'),
  dataform: project('dataform.admin'),
  datafusion: project('datafusion.admin'),
  datamigration: project('datamigration.admin'),
  dataplex: project('dataplex.admin'),
  dataproc: project('dataproc.admin'),
  datastream: project('datastream.admin'),
  dialogflow: project('dialogflow.admin'),
  discoveryengine: project('discoveryengine.admin'),
  dlp: project('dlp.admin'),
  dns: project('dns.admin'),
  domains: project('domains.admin'),
  essentialcontacts: project('essentialcontacts.admin'),
  eventarc: project('eventarc.admin'),
  file: project('file.editor'),
  firestore: project('datastore.owner'),
  gkebackup: project('gkebackup.admin'),
  gkehub: project('gkehub.admin'),
  iap: project('iap.admin'),
  logging: project('logging.configWriter'),
  managedkafka: project('managedkafka.admin'),
  memcache: project('memcache.admin'),
  metastore: project('metastore.admin'),
  monitoring: project('monitoring.editor'),
  netapp: project('netapp.admin'),
  notebooks: project('notebooks.admin'),
  orgpolicy: organization('orgpolicy.policyAdmin'),
  parametermanager: project('parametermanager.admin'),
  privateca: project('privateca.admin'),
  pubsub: project('pubsub.admin'),
  recaptchaenterprise: project('recaptchaenterprise.admin'),
  redis: project('redis.admin'),
  run: project('run.admin'),
  secretmanager: project('secretmanager.admin'),
  servicedirectory: project('servicedirectory.admin'),
  servicenetworking: project('servicenetworking.networksAdmin'),
  spanner: project('spanner.admin'),
  sqladmin: project('cloudsql.admin'),
  storage: project('storage.admin'),
  storagetransfer: project('storagetransfer.admin'),
  tpu: project('tpu.admin'),
  vpcaccess: project('vpcaccess.admin'),
  workflows: project('workflows.admin'),
  workstations: project('workstations.admin'),
};

/** Roles that reading a data source takes, by its type. */
export const rolesOfData: Readonly<Record<string, RoleRow>> = {
  google_bigquery_default_service_account: project('bigquery.jobUser'),
  google_project: project('browser'),
  google_secret_manager_secret_version: project('secretmanager.secretAccessor'),
  google_secret_manager_secret_version_access: project('secretmanager.secretAccessor'),
  google_storage_project_service_account: project('browser'),
};

/** Data sources that ask no API, or need no permission. */
export const dataWithoutRole: ReadonlySet<string> = new Set([
  'google_client_config',
  'google_client_openid_userinfo',
  'google_iam_policy',
  'google_netblock_ip_ranges',
]);

/** Roles that have all permissions of other roles listed above. */
export const impliedRoles: Readonly<Record<string, readonly string[]>> = {
  'roles/bigquery.admin': ['roles/bigquery.dataOwner', 'roles/bigquery.jobUser'],
  'roles/compute.admin': [
    'roles/compute.instanceAdmin.v1',
    'roles/compute.loadBalancerAdmin',
    'roles/compute.networkAdmin',
    'roles/compute.securityAdmin',
  ],
  'roles/container.admin': ['roles/container.clusterAdmin'],
  'roles/monitoring.editor': [
    'roles/monitoring.alertPolicyEditor',
    'roles/monitoring.dashboardEditor',
    'roles/monitoring.notificationChannelEditor',
    'roles/monitoring.uptimeCheckConfigEditor',
  ],
  'roles/pubsub.admin': ['roles/pubsub.editor'],
  'roles/run.admin': ['roles/run.developer'],
  'roles/secretmanager.admin': ['roles/secretmanager.secretAccessor'],
  'roles/storage.admin': ['roles/storage.objectAdmin'],
};
