// A table: for every constraint with a checker a policy, and a piece of Terraform with the value that decides.
// biome-ignore-all lint/style/noExcessiveLinesPerFile: a table.
/** One constraint on one module, in which `@@` stands for what decides. */
export interface ConstraintCase {
  readonly names: readonly string[];
  /** `spec` of the policy. */
  readonly spec: unknown;
  readonly hcl: string;
  /** What passes in place of `@@`. */
  readonly ok: string;
  /** What violates. */
  readonly bad: string;
  /** What is not known; null where nothing in the module leaves it open. */
  readonly unknown: string | null;
}

const enforce = { rules: [{ enforce: true }] };
const allow = (...allowedValues: readonly string[]): unknown => ({ rules: [{ values: { allowedValues } }] });
const deny = (...deniedValues: readonly string[]): unknown => ({ rules: [{ values: { deniedValues } }] });

function on(
  names: string | readonly string[],
  spec: unknown,
  hcl: string,
  ok: string,
  bad: string,
  unknown: string | null = 'var.unknown',
): ConstraintCase {
  return { names: typeof names === 'string' ? [names] : names, spec, hcl, ok, bad, unknown };
}

const vm = (rest: string): string =>
  `resource "google_compute_instance" "r" { name = "vm" ; machine_type = "e2-small" ; boot_disk { initialize_params { image = "debian-cloud/debian-12" } } ; network_interface { network = "default" } ; ${rest} }`;
const cluster = (rest: string): string =>
  `resource "google_container_cluster" "r" { name = "c" ; initial_node_count = 1 ; ${rest} }`;
const run = (rest: string): string =>
  `resource "google_cloud_run_v2_service" "r" { name = "s" ; location = "europe-west3" ; ${rest} ; template { containers { image = "x" } } }`;
const bucket = (rest: string): string =>
  `resource "google_storage_bucket" "r" { name = "b" ; location = "EU" ; ${rest} }`;
const sql = (rest: string): string =>
  `resource "google_sql_database_instance" "r" { name = "s" ; database_version = "POSTGRES_15" ; ${rest} }`;
const subnet = (rest: string): string =>
  `resource "google_compute_subnetwork" "r" { name = "s" ; network = "n" ; ip_cidr_range = "10.0.0.0/24" ; ${rest} }`;
const profile = (rest: string): string =>
  `resource "google_datastream_connection_profile" "r" { display_name = "d" ; location = "europe-west3" ; connection_profile_id = "d" ; mysql_profile { hostname = "h" ; username = "u" ; password = "p" } ; ${rest} }`;
const member = (rest: string): string =>
  `resource "google_project_iam_member" "r" { project = "proj-one" ; role = "roles/editor" ; ${rest} }`;
const workbench = (rest: string): string =>
  `resource "google_workbench_instance" "r" { name = "w" ; location = "europe-west3-a" ; gce_setup { ${rest} } }`;
const some = (type: string, rest: string): string => `resource "${type}" "r" { ${rest} }`;
const many = (block: string, content = ''): string =>
  `dynamic "${block}" { for_each = var.unknown ; content { ${content} } }`;
const metadata = (key: string): string => vm(`metadata = { ${key} = @@ }`);
const rule = (rest: string): string => `resource "google_compute_forwarding_rule" "r" { name = "f" ; ${rest} }`;
const maybe = (rest: string): string => rest.replace('{', '{ for_each = var.unknown ;');

const service = (name: string): string => some('google_project_service', `service = ${name}`);

export const constraintCases: readonly ConstraintCase[] = [
  // Compute Engine
  on(
    'compute.vmExternalIpAccess',
    { rules: [{ denyAll: true }] },
    vm('@@')
      .replace('network = "default" }', 'network = "default" ; @@ }')
      .replace(/ @@ }$/, ' }'),
    '',
    'access_config { }',
    many('access_config'),
  ),
  on(
    'compute.vmExternalIpAccess',
    allow('projects/proj-one/zones/europe-west3-a/instances/vm'),
    vm('')
      .replace('network = "default" }', 'network = "default" ; access_config { } }')
      .replace('name = "vm"', 'name = @@'),
    '"vm"',
    '"other"',
  ),
  on(
    'compute.managed.vmExternalIpAccess',
    enforce,
    vm('').replace('network = "default" }', 'network = "default" ; @@ }'),
    '',
    'access_config { }',
    many('access_config'),
  ),
  on('compute.vmCanIpForward', { rules: [{ denyAll: true }] }, vm('can_ip_forward = @@'), 'false', 'true'),
  on('compute.managed.vmCanIpForward', enforce, vm('can_ip_forward = @@'), 'false', 'true'),
  on('compute.requireShieldedVm', enforce, vm('shielded_instance_config { enable_secure_boot = @@ }'), 'true', 'false'),
  on(
    'compute.requireShieldedVm',
    enforce,
    cluster('remove_default_node_pool = true ; node_config { shielded_instance_config { enable_secure_boot = @@ } }'),
    'true',
    'false',
  ),
  on(
    'compute.requireShieldedVm',
    enforce,
    cluster('@@'),
    'enable_autopilot = true',
    'remove_default_node_pool = true',
    'enable_autopilot = var.unknown',
  ),
  on(
    ['compute.requireOsLogin', 'compute.managed.requireOsLogin'],
    enforce,
    metadata('enable-oslogin'),
    '"TRUE"',
    '"false"',
  ),
  on(
    'compute.requireOsLogin',
    enforce,
    some('google_compute_project_metadata_item', 'key = "enable-oslogin" ; value = @@'),
    '"TRUE"',
    '"FALSE"',
  ),
  on(
    ['compute.requireOsConfig', 'compute.managed.requireOsConfig'],
    enforce,
    metadata('enable-osconfig'),
    '"TRUE"',
    '"FALSE"',
  ),
  on(
    ['compute.disableSerialPortAccess', 'compute.managed.disableSerialPortAccess'],
    enforce,
    metadata('serial-port-enable'),
    '"FALSE"',
    '"1"',
  ),
  on(
    ['compute.disableSerialPortLogging', 'compute.managed.disableSerialPortLogging'],
    enforce,
    metadata('serial-port-logging-enable'),
    '"FALSE"',
    '"TRUE"',
  ),
  on('compute.managed.blockProjectSshKeys', enforce, metadata('block-project-ssh-keys'), '"TRUE"', '"FALSE"'),
  on(
    ['compute.disableGuestAttributesAccess', 'compute.managed.disableGuestAttributesAccess'],
    enforce,
    metadata('enable-guest-attributes'),
    '"FALSE"',
    '"TRUE"',
  ),
  on(
    ['compute.setNewProjectDefaultToZonalDNSOnly', 'compute.managed.disallowGlobalDns'],
    enforce,
    metadata('VmDnsSetting'),
    '"ZonalOnly"',
    '"GlobalDefault"',
  ),
  on(
    'compute.managed.disableVmsWithContainerStartupAgent',
    enforce,
    vm('metadata = { @@ }'),
    '',
    'gce-container-declaration = "spec:"',
    'gce-container-declaration = var.unknown',
  ),
  on(
    ['compute.disableNestedVirtualization', 'compute.managed.disableNestedVirtualization'],
    enforce,
    vm('advanced_machine_features { enable_nested_virtualization = @@ }'),
    'false',
    'true',
  ),
  on(
    'compute.restrictNonConfidentialComputing',
    deny('compute.googleapis.com'),
    vm('confidential_instance_config { enable_confidential_compute = @@ }'),
    'true',
    'false',
  ),
  on(
    'compute.restrictNonConfidentialComputing',
    deny('container.googleapis.com'),
    cluster('confidential_nodes { enabled = @@ }'),
    'true',
    'false',
  ),
  on(
    'compute.managed.restrictNonConfidentialComputing',
    enforce,
    vm('confidential_instance_config { enable_confidential_compute = @@ }'),
    'true',
    'false',
  ),
  on(
    'compute.trustedImageProjects',
    allow('projects/debian-cloud'),
    vm('').replace('"debian-cloud/debian-12"', '@@'),
    '"debian-cloud/debian-12"',
    '"projects/evil/global/images/x"',
  ),
  on(
    'compute.storageResourceUseRestrictions',
    allow('under:folders/200'),
    some('google_compute_disk', 'name = "d" ; snapshot = @@'),
    '"projects/proj-one/global/snapshots/s"',
    '"projects/proj-two/global/snapshots/s"',
    'var.unknown',
  ),
  on(
    'compute.sharedReservationsOwnerProjects',
    allow('under:organizations/900'),
    some(
      'google_compute_reservation',
      'name = "r" ; zone = "europe-west3-a" ; specific_reservation { count = 1 ; instance_properties { machine_type = "e2-small" } } ; share_settings { share_type = @@ }',
    ),
    '"LOCAL"',
    '"SPECIFIC_PROJECTS"',
  ),
  // Networks
  on(
    'compute.restrictSharedVpcHostProjects',
    allow('projects/proj-two'),
    some('google_compute_shared_vpc_service_project', 'service_project = "proj-one" ; host_project = @@'),
    '"proj-two"',
    '"proj-one"',
  ),
  on(
    'compute.restrictSharedVpcSubnetworks',
    allow('projects/proj-two/regions/europe-west3/subnetworks/a'),
    vm('').replace('network = "default"', 'subnetwork = @@'),
    '"projects/proj-two/regions/europe-west3/subnetworks/a"',
    '"projects/proj-two/regions/europe-west3/subnetworks/b"',
  ),
  on(
    'compute.restrictVpcPeering',
    allow('under:folders/200'),
    some(
      'google_compute_network_peering',
      'name = "p" ; network = "projects/proj-one/global/networks/n" ; peer_network = @@',
    ),
    '"projects/proj-one/global/networks/m"',
    '"projects/proj-two/global/networks/m"',
  ),
  on(
    'compute.restrictCloudNATUsage',
    allow('projects/proj-one/regions/europe-west3/subnetworks/a'),
    some(
      'google_compute_router_nat',
      'name = "n" ; router = "r" ; source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS" ; subnetwork { name = @@ ; source_ip_ranges_to_nat = ["ALL_IP_RANGES"] }',
    ),
    '"projects/proj-one/regions/europe-west3/subnetworks/a"',
    '"projects/proj-one/regions/europe-west3/subnetworks/b"',
  ),
  on('compute.disableAllIpv6', enforce, subnet('stack_type = @@'), '"IPV4_ONLY"', '"IPV4_IPV6"'),
  on(
    'compute.disableVpcExternalIpv6',
    enforce,
    subnet('stack_type = "IPV4_IPV6" ; ipv6_access_type = @@'),
    '"INTERNAL"',
    '"EXTERNAL"',
  ),
  on(
    'compute.disableVpcInternalIpv6',
    enforce,
    subnet('stack_type = "IPV4_IPV6" ; ipv6_access_type = @@'),
    '"EXTERNAL"',
    '"INTERNAL"',
  ),
  on(
    'compute.requireVpcFlowLogs',
    allow('ESSENTIAL', 'LIGHT'),
    subnet('log_config { flow_sampling = @@ }'),
    '0.25',
    '1',
  ),
  on(
    'compute.requireVpcFlowLogs',
    allow('ESSENTIAL', 'LIGHT'),
    subnet('@@'),
    'log_config { }',
    '',
    many('log_config', 'flow_sampling = var.unknown'),
  ),
  on(
    'compute.restrictDedicatedInterconnectUsage',
    allow('under:folders/200'),
    some('google_compute_interconnect_attachment', 'name = "i" ; type = "DEDICATED" ; router = @@'),
    '"projects/proj-one/regions/r/routers/r"',
    '"projects/proj-two/regions/r/routers/r"',
  ),
  on(
    'compute.restrictPartnerInterconnectUsage',
    allow('under:folders/200'),
    some('google_compute_interconnect_attachment', 'name = "i" ; type = "PARTNER" ; router = @@'),
    '"projects/proj-one/regions/r/routers/r"',
    '"projects/proj-two/regions/r/routers/r"',
  ),
  on(
    'compute.restrictVpnPeerIPs',
    allow('203.0.113.7'),
    some('google_compute_vpn_tunnel', 'name = "t" ; shared_secret = "s" ; peer_ip = @@'),
    '"203.0.113.7"',
    '"203.0.113.8"',
  ),
  on(
    'compute.allowedVlanAttachmentEncryption',
    allow('IPSEC'),
    some('google_compute_interconnect_attachment', 'name = "i" ; router = "r" ; encryption = @@'),
    '"IPSEC"',
    '"NONE"',
  ),
  on(
    'compute.managed.allowedVlanAttachmentEncryption',
    enforce,
    some('google_compute_interconnect_attachment', 'name = "i" ; router = "r" ; encryption = @@'),
    '"IPSEC"',
    '"NONE"',
  ),
  on(
    'compute.disableInternetNetworkEndpointGroup',
    enforce,
    some(
      'google_compute_region_network_endpoint_group',
      'name = "n" ; region = "europe-west3" ; network_endpoint_type = @@',
    ),
    '"SERVERLESS"',
    '"INTERNET_IP_PORT"',
  ),
  on(
    'compute.disablePrivateServiceConnectCreationForConsumers',
    deny('GOOGLE_APIS'),
    some('google_compute_global_forwarding_rule', 'name = "f" ; load_balancing_scheme = "" ; target = @@'),
    '"projects/proj-two/regions/r/serviceAttachments/s"',
    '"all-apis"',
  ),
  on(
    'compute.restrictPrivateServiceConnectProducer',
    allow('under:folders/200'),
    rule('load_balancing_scheme = "" ; target = @@'),
    '"projects/proj-one/regions/r/serviceAttachments/s"',
    '"projects/proj-two/regions/r/serviceAttachments/s"',
  ),
  on(
    'compute.restrictPrivateServiceConnectConsumer',
    allow('under:folders/200'),
    some(
      'google_compute_service_attachment',
      'name = "a" ; connection_preference = "ACCEPT_MANUAL" ; enable_proxy_protocol = false ; nat_subnets = ["s"] ; target_service = "t" ; consumer_accept_lists { connection_limit = 1 ; project_id_or_num = @@ }',
    ),
    '"proj-one"',
    '"proj-two"',
  ),
  // Load balancers
  on(
    'compute.restrictLoadBalancerCreationForTypes',
    allow('in:INTERNAL'),
    rule('load_balancing_scheme = @@ ; backend_service = "b"'),
    '"INTERNAL"',
    '"EXTERNAL"',
  ),
  on(
    'compute.restrictLoadBalancerCreationForTypes',
    allow('GLOBAL_EXTERNAL_MANAGED_HTTP_HTTPS'),
    some(
      'google_compute_global_forwarding_rule',
      'name = "f" ; load_balancing_scheme = "EXTERNAL_MANAGED" ; target = @@',
    ),
    '"projects/proj-one/global/targetHttpsProxies/t"',
    '"projects/proj-one/global/targetTcpProxies/t"',
  ),
  on(
    'compute.restrictProtocolForwardingCreationForTypes',
    allow('INTERNAL'),
    rule('load_balancing_scheme = @@ ; target = "projects/proj-one/zones/z/targetInstances/t"'),
    '"INTERNAL"',
    '"EXTERNAL"',
  ),
  on(
    'compute.disableGlobalLoadBalancing',
    enforce,
    '@@',
    some('google_compute_region_backend_service', 'name = "b"'),
    some('google_compute_backend_service', 'name = "b"'),
    maybe(some('google_compute_backend_service', 'name = "b"')),
  ),
  on(
    'compute.disableGlobalCloudArmorPolicy',
    enforce,
    '@@',
    '',
    some('google_compute_security_policy', 'name = "b"'),
    maybe(some('google_compute_security_policy', 'name = "b"')),
  ),
  on(
    'compute.disableGlobalSelfManagedSslCertificate',
    enforce,
    '@@',
    '',
    some('google_compute_ssl_certificate', 'certificate = "c" ; private_key = "k"'),
    maybe(some('google_compute_ssl_certificate', 'certificate = "c" ; private_key = "k"')),
  ),
  on(
    'compute.requireSslPolicy',
    allow('under:folders/200'),
    some('google_compute_target_https_proxy', 'name = "t" ; url_map = "u" ; ssl_policy = @@'),
    '"projects/proj-one/global/sslPolicies/s"',
    'null',
  ),
  on(
    ['compute.restrictCrossProjectServices', 'compute.restrictSharedVpcBackendServices'],
    allow('under:folders/200'),
    some('google_compute_region_url_map', 'name = "u" ; default_service = @@'),
    '"projects/proj-one/regions/r/backendServices/b"',
    '"projects/proj-two/regions/r/backendServices/b"',
  ),
  // GKE
  on(
    'container.managed.enablePrivateNodes',
    enforce,
    cluster('private_cluster_config { enable_private_nodes = @@ }'),
    'true',
    'false',
  ),
  on('container.managed.enableShieldedNodes', enforce, cluster('enable_shielded_nodes = @@'), 'true', 'false'),
  on(
    'container.managed.enableWorkloadIdentityFederation',
    enforce,
    cluster('workload_identity_config { workload_pool = @@ }'),
    '"proj-one.svc.id.goog"',
    'null',
  ),
  on(
    'container.managed.enableBinaryAuthorization',
    enforce,
    cluster('binary_authorization { evaluation_mode = @@ }'),
    '"PROJECT_SINGLETON_POLICY_ENFORCE"',
    '"DISABLED"',
  ),
  on(
    'container.managed.enableNetworkPolicy',
    enforce,
    cluster('datapath_provider = @@'),
    '"ADVANCED_DATAPATH"',
    '"LEGACY_DATAPATH"',
  ),
  on(
    'container.managed.enableSecretsEncryption',
    enforce,
    cluster('database_encryption { state = @@ }'),
    '"ENCRYPTED"',
    '"DECRYPTED"',
  ),
  on(
    'container.managed.enableGoogleGroupsRBAC',
    enforce,
    cluster('authenticator_groups_config { security_group = @@ }'),
    '"gke-security-groups@a.example"',
    '""',
  ),
  on(
    'container.managed.enableCloudLogging',
    enforce,
    cluster('logging_config { enable_components = @@ }'),
    '["SYSTEM_COMPONENTS"]',
    '[]',
  ),
  on(
    'container.managed.enableSecurityBulletinNotifications',
    enforce,
    cluster('notification_config { pubsub { enabled = @@ ; topic = "t" } }'),
    'true',
    'false',
  ),
  on(
    'container.managed.enableSecurityBulletinNotifications',
    enforce,
    cluster('notification_config { pubsub { enabled = true ; filter { event_type = @@ } } }'),
    '["UPGRADE_EVENT", "SECURITY_BULLETIN_EVENT"]',
    '["UPGRADE_EVENT"]',
  ),
  on(
    'container.managed.enableControlPlaneDNSOnlyAccess',
    enforce,
    cluster(
      'control_plane_endpoints_config { dns_endpoint_config { allow_external_traffic = true } ; ip_endpoints_config { enabled = @@ } }',
    ),
    'false',
    'true',
  ),
  on('container.managed.disableABAC', enforce, cluster('enable_legacy_abac = @@'), 'false', 'true'),
  on(
    'container.managed.disableLegacyClientCertificateIssuance',
    enforce,
    cluster('master_auth { client_certificate_config { issue_client_certificate = @@ } }'),
    'false',
    'true',
  ),
  on(
    'container.managed.disableInsecureKubeletReadOnlyPort',
    enforce,
    cluster('node_config { kubelet_config { insecure_kubelet_readonly_port_enabled = @@ } }'),
    '"FALSE"',
    '"TRUE"',
  ),
  on(
    'container.managed.disableRBACSystemBindings',
    enforce,
    cluster(
      'rbac_binding_config { enable_insecure_binding_system_authenticated = false ; enable_insecure_binding_system_unauthenticated = @@ }',
    ),
    'false',
    'true',
  ),
  on(
    'container.managed.disallowDefaultComputeServiceAccount',
    enforce,
    cluster('node_config { service_account = @@ }'),
    '"a@proj-one.iam.gserviceaccount.com"',
    '"default"',
  ),
  // IAM
  on(
    'iam.allowedPolicyMemberDomains',
    allow('is:C01'),
    member('member = @@'),
    '"user:x@a.example"',
    '"user:x@b.example"',
  ),
  on(
    'iam.allowedPolicyMemberDomains',
    allow('is:C01'),
    some('google_storage_bucket_iam_binding', 'bucket = "b" ; role = "r" ; members = [@@]'),
    '"serviceAccount:a@proj-two.iam.gserviceaccount.com"',
    '"allUsers"',
  ),
  on(
    'iam.allowedPolicyMemberDomains',
    allow('is:C01'),
    'data "google_iam_policy" "p" { binding { role = "roles/viewer" ; members = [@@] } } ; resource "google_project_iam_policy" "r" { project = "proj-one" ; policy_data = data.google_iam_policy.p.policy_data }',
    '"user:x@a.example"',
    '"allUsers"',
  ),
  on(
    'iam.allowedPolicyMemberDomains',
    allow('is:C01'),
    some(
      'google_project_iam_policy',
      'project = "proj-one" ; policy_data = jsonencode({ bindings = [{ role = "r", members = [@@] }] })',
    ),
    '"user:x@a.example"',
    '"allAuthenticatedUsers"',
  ),
  on(
    'iam.allowedPolicyMemberDomains',
    allow('is:C01'),
    some('google_bigquery_dataset', 'dataset_id = "d" ; access { role = "READER" ; user_by_email = @@ }'),
    '"x@a.example"',
    '"x@b.example"',
  ),
  on(
    'iam.managed.allowedPolicyMembers',
    {
      rules: [
        {
          enforce: true,
          parameters: {
            allowedPrincipalSets: ['//cloudresourcemanager.googleapis.com/organizations/100'],
            allowedMemberSubjects: ['user:guest@b.example'],
          },
        },
      ],
    },
    member('member = @@'),
    '"user:guest@b.example"',
    '"user:x@b.example"',
  ),
  on(
    ['iam.disableServiceAccountCreation', 'iam.managed.disableServiceAccountCreation'],
    enforce,
    '@@',
    '',
    some('google_service_account', 'account_id = "abcdef"'),
    maybe(some('google_service_account', 'account_id = "abcdef"')),
  ),
  on(
    ['iam.disableServiceAccountKeyCreation', 'iam.managed.disableServiceAccountKeyCreation'],
    enforce,
    some('google_service_account_key', 'service_account_id = "a" ; public_key_data = @@'),
    '"abc"',
    'null',
  ),
  on(
    ['iam.disableServiceAccountKeyUpload', 'iam.managed.disableServiceAccountKeyUpload'],
    enforce,
    some('google_service_account_key', 'service_account_id = "a" ; public_key_data = @@'),
    'null',
    '"abc"',
  ),
  on(
    'iam.managed.disableServiceAccountApiKeyCreation',
    enforce,
    some('google_apikeys_key', 'name = "k" ; service_account_email = @@'),
    'null',
    '"a@proj-one.iam.gserviceaccount.com"',
  ),
  on(
    'iam.managed.preventPrivilegedBasicRolesForDefaultServiceAccounts',
    enforce,
    member('member = @@'),
    '"user:x@a.example"',
    '"serviceAccount:123-compute@developer.gserviceaccount.com"',
  ),
  on(
    'iam.disableCrossProjectServiceAccountUsage',
    enforce,
    run('').replace('template {', 'template { service_account = @@ ;'),
    '"a@proj-one.iam.gserviceaccount.com"',
    '"a@proj-two.iam.gserviceaccount.com"',
  ),
  on(
    'iam.disableAuditLoggingExemption',
    enforce,
    some(
      'google_project_iam_audit_config',
      'project = "proj-one" ; service = "allServices" ; audit_log_config { log_type = "DATA_READ" ; exempted_members = @@ }',
    ),
    '[]',
    '["user:x@a.example"]',
  ),
  on(
    'iam.workloadIdentityPoolProviders',
    allow('https://a.example'),
    some(
      'google_iam_workload_identity_pool_provider',
      'workload_identity_pool_id = "p" ; workload_identity_pool_provider_id = "q" ; oidc { issuer_uri = @@ }',
    ),
    '"https://a.example"',
    '"https://b.example"',
  ),
  on(
    'iam.workloadIdentityPoolAwsAccounts',
    allow('1'),
    some(
      'google_iam_workload_identity_pool_provider',
      'workload_identity_pool_id = "p" ; workload_identity_pool_provider_id = "q" ; aws { account_id = @@ }',
    ),
    '"1"',
    '"2"',
  ),
  on(
    'iam.disableWorkloadIdentityClusterCreation',
    enforce,
    cluster('workload_identity_config { workload_pool = @@ }'),
    'null',
    '"proj-one.svc.id.goog"',
  ),
  // All services
  on(
    'gcp.resourceLocations',
    allow('in:eu-locations'),
    bucket('').replace('"EU"', '@@'),
    '"europe-west3"',
    '"us-east1"',
  ),
  on(
    'gcp.resourceLocations',
    allow('in:europe-west3-locations'),
    some('google_compute_disk', 'name = "d" ; zone = @@'),
    '"europe-west3-b"',
    '"us-east1-b"',
  ),
  on(
    'gcp.resourceLocations',
    allow('in:eu-locations'),
    some(
      'google_secret_manager_secret',
      'secret_id = "s" ; replication { user_managed { replicas { location = @@ } } }',
    ),
    '"europe-west3"',
    '"us-east1"',
  ),
  on(
    'gcp.resourceLocations',
    allow('in:eu-locations'),
    some('google_secret_manager_secret', 'secret_id = "s" ; replication { @@ }'),
    'user_managed { replicas { location = "europe-west3" } }',
    'auto { }',
    many('auto'),
  ),
  on(
    'gcp.restrictServiceUsage',
    deny('pubsub.googleapis.com'),
    '@@',
    some('google_storage_bucket', 'name = "b" ; location = "EU"'),
    some('google_pubsub_topic', 'name = "t"'),
    maybe(some('google_pubsub_topic', 'name = "t"')),
  ),
  on(
    'gcp.restrictServiceUsage',
    deny('pubsub.googleapis.com'),
    service('@@'),
    '"run.googleapis.com"',
    '"pubsub.googleapis.com"',
  ),
  on('serviceuser.services', deny('dns.googleapis.com'), service('@@'), '"run.googleapis.com"', '"dns.googleapis.com"'),
  on(
    'gcp.restrictNonCmekServices',
    deny('storage.googleapis.com'),
    bucket('encryption { default_kms_key_name = @@ }'),
    '"projects/proj-one/locations/eu/keyRings/r/cryptoKeys/k"',
    '""',
  ),
  on(
    'gcp.restrictNonCmekServices',
    deny('pubsub.googleapis.com'),
    some('google_pubsub_topic', 'name = "t" ; kms_key_name = @@'),
    '"projects/proj-one/locations/eu/keyRings/r/cryptoKeys/k"',
    'null',
  ),
  on(
    'gcp.restrictCmekCryptoKeyProjects',
    allow('under:folders/200'),
    bucket('encryption { default_kms_key_name = @@ }'),
    '"projects/proj-one/locations/eu/keyRings/r/cryptoKeys/k"',
    '"projects/proj-two/locations/eu/keyRings/r/cryptoKeys/k"',
  ),
  on(
    'essentialcontacts.allowedContactDomains',
    allow('@a.example'),
    some(
      'google_essential_contacts_contact',
      'parent = "projects/proj-one" ; language_tag = "en" ; notification_category_subscriptions = ["ALL"] ; email = @@',
    ),
    '"x@a.example"',
    '"x@b.example"',
  ),
  on(
    'essentialcontacts.managed.allowedContactDomains',
    { rules: [{ enforce: true, parameters: { allowedDomains: ['@a.example'] } }] },
    some(
      'google_essential_contacts_contact',
      'parent = "projects/proj-one" ; language_tag = "en" ; notification_category_subscriptions = ["ALL"] ; email = @@',
    ),
    '"x@a.example"',
    '"x@b.example"',
  ),
  // Serverless
  on(
    'run.allowedIngress',
    allow('is:internal'),
    run('ingress = @@'),
    '"INGRESS_TRAFFIC_INTERNAL_ONLY"',
    '"INGRESS_TRAFFIC_ALL"',
  ),
  on(
    'run.allowedVPCEgress',
    allow('all-traffic'),
    run('').replace('template {', 'template { vpc_access { connector = "c" ; egress = @@ } ;'),
    '"ALL_TRAFFIC"',
    '"PRIVATE_RANGES_ONLY"',
  ),
  on(
    'run.allowedBinaryAuthorizationPolicies',
    allow('default'),
    run('binary_authorization { use_default = @@ }'),
    'true',
    'false',
  ),
  on('run.managed.requireInvokerIam', enforce, run('invoker_iam_disabled = @@'), 'false', 'true'),
  on(
    'cloudfunctions.allowedIngressSettings',
    allow('ALLOW_INTERNAL_ONLY'),
    some('google_cloudfunctions_function', 'name = "f" ; runtime = "nodejs20" ; ingress_settings = @@'),
    '"ALLOW_INTERNAL_ONLY"',
    '"ALLOW_ALL"',
  ),
  on(
    'cloudfunctions.allowedVpcConnectorEgressSettings',
    allow('ALL_TRAFFIC'),
    some(
      'google_cloudfunctions_function',
      'name = "f" ; runtime = "nodejs20" ; vpc_connector = "c" ; vpc_connector_egress_settings = @@',
    ),
    '"ALL_TRAFFIC"',
    '"PRIVATE_RANGES_ONLY"',
  ),
  on(
    'cloudfunctions.requireVPCConnector',
    enforce,
    some('google_cloudfunctions_function', 'name = "f" ; runtime = "nodejs20" ; vpc_connector = @@'),
    '"c"',
    'null',
  ),
  on(
    'cloudfunctions.restrictAllowedGenerations',
    allow('2ndGen'),
    '@@',
    some('google_cloudfunctions2_function', 'name = "f" ; location = "europe-west3"'),
    some('google_cloudfunctions_function', 'name = "f" ; runtime = "nodejs20"'),
    maybe(some('google_cloudfunctions_function', 'name = "f" ; runtime = "nodejs20"')),
  ),
  on(
    'cloudbuild.allowedWorkerPools',
    allow('under:folders/200'),
    some('google_cloudbuild_trigger', 'build { step { name = "s" } ; options { worker_pool = @@ } }'),
    '"projects/proj-one/locations/l/workerPools/w"',
    '"projects/proj-two/locations/l/workerPools/w"',
  ),
  // Storage, data, databases
  on('storage.uniformBucketLevelAccess', enforce, bucket('uniform_bucket_level_access = @@'), 'true', 'false'),
  on(
    'storage.publicAccessPrevention',
    enforce,
    some('google_storage_bucket_iam_member', 'bucket = "b" ; role = "r" ; member = @@'),
    '"user:x@b.example"',
    '"allUsers"',
  ),
  on(
    'storage.publicAccessPrevention',
    enforce,
    some('google_storage_bucket_access_control', 'bucket = "b" ; role = "READER" ; entity = @@'),
    '"user-x@b.example"',
    '"allUsers"',
  ),
  on(
    'storage.retentionPolicySeconds',
    allow('3600'),
    bucket('retention_policy { retention_period = @@ }'),
    '3600',
    '60',
  ),
  on(
    'storage.softDeletePolicySeconds',
    allow('604800'),
    bucket('soft_delete_policy { retention_duration_seconds = @@ }'),
    '604800',
    '0',
  ),
  on(
    'storage.restrictAuthTypes',
    deny('in:ALL_HMAC_SIGNED_REQUESTS'),
    '@@',
    '',
    some('google_storage_hmac_key', 'service_account_email = "a@b.c"'),
    maybe(some('google_storage_hmac_key', 'service_account_email = "a@b.c"')),
  ),
  on(
    'bigquery.disableBQOmniAWS',
    enforce,
    some('google_bigquery_dataset', 'dataset_id = "d" ; location = @@'),
    '"EU"',
    '"aws-us-east-1"',
  ),
  on(
    'bigquery.disableBQOmniAzure',
    enforce,
    some('google_bigquery_connection', 'connection_id = "c" ; @@'),
    'cloud_resource { }',
    'azure { customer_tenant_id = "t" }',
    many('azure', 'customer_tenant_id = "t"'),
  ),
  on(
    'datastream.disablePublicConnectivity',
    enforce,
    profile('@@'),
    'private_connectivity { private_connection = "c" }',
    '',
    many('private_connectivity', 'private_connection = "c"'),
  ),
  on(
    'pubsub.enforceInTransitRegions',
    enforce,
    some(
      'google_pubsub_topic',
      'name = "t" ; message_storage_policy { allowed_persistence_regions = ["europe-west3"] ; enforce_in_transit = @@ }',
    ),
    'true',
    'false',
  ),
  on(
    'pubsub.managed.disableTopicMessageTransforms',
    enforce,
    some('google_pubsub_topic', 'name = "t" ; @@'),
    '',
    'message_transforms { disabled = true }',
    many('message_transforms'),
  ),
  on(
    'pubsub.managed.disableSubscriptionMessageTransforms',
    enforce,
    some('google_pubsub_subscription', 'name = "t" ; topic = "t" ; @@'),
    '',
    'message_transforms { disabled = true }',
    many('message_transforms'),
  ),
  on(
    ['sql.restrictPublicIp', 'sql.managed.restrictPublicIp'],
    enforce,
    sql('settings { tier = "t" ; ip_configuration { ipv4_enabled = @@ } }'),
    'false',
    'true',
  ),
  on(
    'sql.restrictAuthorizedNetworks',
    enforce,
    sql('settings { tier = "t" ; ip_configuration { authorized_networks { value = @@ } } }'),
    '"10.0.0.0/8"',
    '"203.0.113.0/24"',
  ),
  on(
    'sql.disableDefaultEncryptionCreation',
    enforce,
    sql('encryption_key_name = @@'),
    '"projects/proj-one/locations/l/keyRings/r/cryptoKeys/k"',
    'null',
  ),
  on(
    'spanner.disableMultiRegionInstanceIfNoLocationSelected',
    enforce,
    some('google_spanner_instance', 'display_name = "s" ; config = @@'),
    '"regional-europe-west3"',
    '"eur6"',
  ),
  // Keys, models, notebooks
  on(
    'cloudkms.allowedProtectionLevels',
    allow('HSM'),
    some(
      'google_kms_crypto_key',
      'name = "k" ; key_ring = "r" ; version_template { algorithm = "a" ; protection_level = @@ }',
    ),
    '"HSM"',
    '"SOFTWARE"',
  ),
  on(
    'cloudkms.minimumDestroyScheduledDuration',
    allow('in:30d'),
    some('google_kms_crypto_key', 'name = "k" ; key_ring = "r" ; destroy_scheduled_duration = @@'),
    '"2592000s"',
    '"86400s"',
  ),
  on(
    'vertexai.allowedModels',
    allow('publishers/google/models/gemma3:deploy'),
    some(
      'google_vertex_ai_endpoint_with_model_garden_deployment',
      'location = "europe-west3" ; publisher_model_name = @@',
    ),
    '"publishers/google/models/gemma3@gemma-3-1b-it"',
    '"publishers/meta/models/llama3@1"',
  ),
  on('ainotebooks.restrictPublicIp', enforce, workbench('disable_public_ip = @@'), 'true', 'false'),
  on(
    'ainotebooks.restrictVpcNetworks',
    allow('under:folders/200'),
    workbench('network_interfaces { network = @@ }'),
    '"projects/proj-one/global/networks/n"',
    '"projects/proj-two/global/networks/n"',
  ),
  on(
    'ainotebooks.disableRootAccess',
    enforce,
    workbench('metadata = { notebook-disable-root = @@ }'),
    '"true"',
    '"false"',
  ),
  on(
    'ainotebooks.disableTerminal',
    enforce,
    workbench('metadata = { notebook-disable-terminal = @@ }'),
    '"true"',
    '"false"',
  ),
  on(
    'ainotebooks.disableFileDownloads',
    enforce,
    workbench('metadata = { notebook-disable-downloads = @@ }'),
    '"true"',
    '"false"',
  ),
  on(
    'ainotebooks.requireAutoUpgradeSchedule',
    enforce,
    workbench('metadata = { notebook-upgrade-schedule = @@ }'),
    '"00 19 * * MON"',
    '""',
  ),
];
