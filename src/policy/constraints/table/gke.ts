// A table: managed constraints of Google Kubernetes Engine, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { anyElement, forbids, requires, requiresPresence, satisfies } from '../attribute-tests.ts';
import { allOf, anyOf, when } from '../combine-tests.ts';
import { enforced, on } from '../enforced.ts';
import { isStandard, nodesTest, standardClusters } from '../node-tests.ts';
import { boolean, managed, type Row } from './rows.ts';

const cluster = 'google_container_cluster';
const pool = 'google_container_node_pool';

const source = 'https://cloud.google.com/kubernetes-engine/docs/how-to/custom-org-policies';

/** Google lists these constraints; what they look at in a cluster is not documented attribute by attribute. */
function gke(name: string, row: Row): Constraint {
  return managed(`container.managed.${name}`, { certainty: 'likely', source, ...row });
}

const privateNodes = {
  unset: 'violates',
  remedy: 'set private_cluster_config { enable_private_nodes = true }',
} as const;

const bound = { unset: 'violates', remedy: 'set it to false in rbac_binding_config' } as const;

const readOnlyPort = { unset: 'violates', remedy: 'set insecure_kubelet_readonly_port_enabled = "FALSE"' } as const;

const ownAccount = (config: string) =>
  satisfies(
    `${config}.service_account`,
    (text) => text !== 'default' && !text.endsWith('-compute@developer.gserviceaccount.com'),
    {
      unset: 'violates',
      remedy: 'name a service account of its own in service_account',
    },
  );

const autoProvisioning = requires('cluster_autoscaling.enabled', ['true'], { unset: 'violates', remedy: '' });

/** Constraints on clusters and node pools. */
export const gkeConstraints: readonly Constraint[] = [
  gke('enablePrivateNodes', {
    summary: 'Nodes have private addresses only',
    checker: enforced(
      on(cluster, requires('private_cluster_config.enable_private_nodes', ['true'], privateNodes)),
      on(
        pool,
        requires('network_config.enable_private_nodes', ['true'], {
          unset: 'skips',
          remedy: 'set network_config { enable_private_nodes = true }',
        }),
      ),
    ),
  }),
  gke('enableShieldedNodes', {
    summary: 'Clusters have Shielded GKE Nodes',
    checker: enforced(
      standardClusters(
        forbids('enable_shielded_nodes', ['false'], {
          unset: 'passes',
          remedy: 'set enable_shielded_nodes = true, or leave it out',
        }),
      ),
    ),
  }),
  gke('enableWorkloadIdentityFederation', {
    summary: 'Clusters have Workload Identity Federation, and nodes its metadata server',
    checker: enforced(
      standardClusters(
        requiresPresence(
          'workload_identity_config.workload_pool',
          'set workload_identity_config { workload_pool = "PROJECT.svc.id.goog" }',
        ),
      ),
      on(
        pool,
        requires('node_config.workload_metadata_config.mode', ['GKE_METADATA'], {
          unset: 'skips',
          remedy: 'set mode = "GKE_METADATA"',
        }),
      ),
    ),
  }),
  gke('enableBinaryAuthorization', {
    summary: 'Clusters evaluate a Binary Authorization policy',
    checker: enforced(
      on(
        cluster,
        anyOf(
          requires('binary_authorization.enabled', ['true'], {
            unset: 'violates',
            remedy: 'set evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"',
          }),
          forbids('binary_authorization.evaluation_mode', ['DISABLED', 'EVALUATION_MODE_UNSPECIFIED'], {
            unset: 'violates',
            remedy: 'set binary_authorization { evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE" }',
          }),
        ),
      ),
    ),
  }),
  gke('enableNetworkPolicy', {
    summary: 'Clusters enforce network policies, by Calico or Dataplane V2',
    checker: enforced(
      standardClusters(
        anyOf(
          requires('network_policy.enabled', ['true'], {
            unset: 'violates',
            remedy: 'set network_policy { enabled = true }',
          }),
          requires('datapath_provider', ['ADVANCED_DATAPATH'], {
            unset: 'violates',
            remedy: 'set datapath_provider = "ADVANCED_DATAPATH"',
          }),
        ),
      ),
    ),
  }),
  gke('enableSecretsEncryption', {
    summary: 'Clusters encrypt Kubernetes secrets with a key of your own',
    checker: enforced(
      on(
        cluster,
        requires('database_encryption.state', ['ENCRYPTED'], {
          unset: 'violates',
          remedy: 'set database_encryption { state = "ENCRYPTED", key_name = … }',
        }),
      ),
    ),
  }),
  gke('enableGoogleGroupsRBAC', {
    summary: 'Clusters take groups of Google accounts in role bindings',
    checker: enforced(
      on(
        cluster,
        requiresPresence(
          'authenticator_groups_config.security_group',
          'set authenticator_groups_config { security_group = "gke-security-groups@DOMAIN" }',
        ),
      ),
    ),
  }),
  gke('enableCloudLogging', {
    summary: 'Clusters log to Cloud Logging',
    checker: enforced(
      on(
        cluster,
        allOf(
          forbids('logging_service', ['none'], { unset: 'passes', remedy: 'leave out logging_service' }),
          when(
            requiresPresence('logging_config', ''),
            requiresPresence(
              'logging_config.enable_components',
              'name components in enable_components, SYSTEM_COMPONENTS at least',
            ),
          ),
        ),
      ),
    ),
  }),
  gke('enableSecurityBulletinNotifications', {
    summary: 'Clusters publish security bulletins to Pub/Sub',
    checker: enforced(
      on(
        cluster,
        allOf(
          requires('notification_config.pubsub.enabled', ['true'], {
            unset: 'violates',
            remedy: 'set notification_config { pubsub { enabled = true } }',
          }),
          when(
            requiresPresence('notification_config.pubsub.filter.event_type', ''),
            anyElement(
              'notification_config.pubsub.filter.event_type',
              'SECURITY_BULLETIN_EVENT',
              'add SECURITY_BULLETIN_EVENT to event_type',
            ),
          ),
        ),
      ),
    ),
  }),
  gke('enableControlPlaneDNSOnlyAccess', {
    summary: 'Control planes are reached by DNS name only',
    checker: enforced(
      on(
        cluster,
        allOf(
          requires('control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic', ['true'], {
            unset: 'violates',
            remedy: 'set dns_endpoint_config { allow_external_traffic = true }',
          }),
          requires('control_plane_endpoints_config.ip_endpoints_config.enabled', ['false'], {
            unset: 'violates',
            remedy: 'set ip_endpoints_config { enabled = false }',
          }),
        ),
      ),
    ),
  }),
  gke('disableABAC', {
    summary: 'Clusters have no attribute-based access control of old',
    checker: enforced(
      on(
        cluster,
        forbids('enable_legacy_abac', ['true'], { unset: 'passes', remedy: 'set enable_legacy_abac = false' }),
      ),
    ),
  }),
  gke('disableLegacyClientCertificateIssuance', {
    summary: 'Clusters issue no client certificate',
    checker: enforced(
      on(
        cluster,
        forbids('master_auth.client_certificate_config.issue_client_certificate', ['true'], {
          unset: 'passes',
          remedy: 'set issue_client_certificate = false',
        }),
      ),
    ),
  }),
  gke('disableInsecureKubeletReadOnlyPort', {
    summary: 'Kubelets do not open their read-only port',
    checker: enforced(
      on(
        pool,
        requires('node_config.kubelet_config.insecure_kubelet_readonly_port_enabled', ['FALSE', 'false'], {
          ...readOnlyPort,
          unset: 'skips',
        }),
      ),
      standardClusters(
        anyOf(
          requires(
            'node_config.kubelet_config.insecure_kubelet_readonly_port_enabled',
            ['FALSE', 'false'],
            readOnlyPort,
          ),
          requires(
            'node_pool_defaults.node_config_defaults.insecure_kubelet_readonly_port_enabled',
            ['FALSE', 'false'],
            readOnlyPort,
          ),
        ),
      ),
    ),
  }),
  gke('disableRBACSystemBindings', {
    summary: 'Roles cannot be bound to everybody or to all who are authenticated',
    checker: enforced(
      on(
        cluster,
        allOf(
          requires('rbac_binding_config.enable_insecure_binding_system_authenticated', ['false'], bound),
          requires('rbac_binding_config.enable_insecure_binding_system_unauthenticated', ['false'], bound),
        ),
      ),
    ),
  }),
  gke('disallowDefaultComputeServiceAccount', {
    summary: 'Nodes do not run as the default service account of Compute Engine',
    checker: enforced(
      ...nodesTest(ownAccount),
      on(
        cluster,
        when(isStandard, when(autoProvisioning, ownAccount('cluster_autoscaling.auto_provisioning_defaults'))),
      ),
    ),
  }),
  boolean('container.restrictNoncompliantDiagnosticDataAccess', {
    summary: 'Diagnostic data of clusters stays with compliant staff',
    undecidable: 'it changes how Google operates clusters, not how they are configured',
  }),
];
