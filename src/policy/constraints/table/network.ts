// A table: constraints of networks, addresses and interconnects, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { askWhen, projectAt, valueAt } from '../asked-values.ts';
import { forbids, forbidsPresence, requires } from '../attribute-tests.ts';
import { allOf, when } from '../combine-tests.ts';
import { enforced, on } from '../enforced.ts';
import { likely } from '../likely.ts';
import { listed } from '../listed.ts';
import { googlePeering, natSubnetworks, serviceConnection, sharedSubnetworks } from '../network-values.ts';
import { boolean, list, managed } from './rows.ts';

const subnetwork = 'google_compute_subnetwork';
const attachment = 'google_compute_interconnect_attachment';

const dualStack = ['IPV4_IPV6', 'IPV6_ONLY'];
const ipv4Only = { unset: 'passes', remedy: 'set stack_type = "IPV4_ONLY"' } as const;
const noInternalRange = forbids('enable_ula_internal_ipv6', ['true'], {
  unset: 'passes',
  remedy: 'set enable_ula_internal_ipv6 = false',
});
const machines = [
  'google_compute_instance',
  'google_compute_instance_template',
  'google_compute_region_instance_template',
];
const hasIpv6 = requires('stack_type', dualStack, { unset: 'violates', remedy: '' });

/** Subnetworks for the use of Google's own services log no flows. */
const ordinary = forbids(
  'purpose',
  [
    'REGIONAL_MANAGED_PROXY',
    'GLOBAL_MANAGED_PROXY',
    'INTERNAL_HTTPS_LOAD_BALANCER',
    'PRIVATE_SERVICE_CONNECT',
    'PRIVATE_NAT',
  ],
  { unset: 'passes', remedy: '' },
);

function sampling(text: string): string {
  const rate = Number(text);
  if (rate >= 1) return 'COMPREHENSIVE';
  if (rate >= 0.5) return 'LIGHT';
  return rate >= 0.1 ? 'ESSENTIAL' : `a sampling of ${text}`;
}

function interconnect(type: 'DEDICATED' | 'PARTNER') {
  const isOfType = requires('type', [type], { unset: type === 'DEDICATED' ? 'passes' : 'violates', remedy: '' });
  return listed([attachment, askWhen(isOfType, projectAt('router'))]);
}

/** Constraints on networks, subnetworks and peerings. */
export const networkConstraints: readonly Constraint[] = [
  list('compute.restrictSharedVpcHostProjects', {
    summary: 'Projects attach to listed Shared VPC host projects only',
    supportsUnder: true,
    checker: listed([
      'google_compute_shared_vpc_service_project',
      valueAt('host_project', { as: (text) => `projects/${text.replace(/^projects\//, '')}` }),
    ]),
  }),
  list('compute.restrictSharedVpcSubnetworks', {
    summary: 'Resources use listed subnetworks of other projects only',
    supportsUnder: true,
    limits: 'Names of subnetworks without a region are not compared.',
    checker: sharedSubnetworks,
  }),
  list('compute.restrictVpcPeering', {
    summary: 'Networks peer with networks of listed organizations, folders and projects only',
    supportsUnder: true,
    limits:
      'Of the peerings that services of Google make, those of private services access, Datastream and Filestore are seen.',
    checker: listed(
      ['google_compute_network_peering', projectAt('peer_network')],
      ['google_service_networking_connection', googlePeering('network')],
      ['google_datastream_private_connection', googlePeering('vpc_peering_config')],
      ['google_filestore_instance', googlePeering('networks', { isLikely: true })],
      ['google_vertex_ai_endpoint', googlePeering('network', { isLikely: true })],
    ),
  }),
  boolean('compute.restrictXpnProjectLienRemoval', {
    summary: 'Liens of Shared VPC host projects are not removed',
    undecidable: 'it is enforced when a lien is removed, which nothing in a module does',
  }),
  list('compute.restrictCloudNATUsage', {
    summary: 'Cloud NAT serves listed subnetworks only',
    supportsUnder: true,
    checker: listed(['google_compute_router_nat', natSubnetworks]),
  }),
  boolean('compute.disableAllIpv6', {
    summary: 'Subnetworks have no IPv6 addresses',
    limits:
      'Google says that it is about all resources that take part in IPv6; beside subnetworks, which is likely of each.',
    checker: enforced(
      on(subnetwork, forbids('stack_type', dualStack, ipv4Only)),
      on(['google_compute_ha_vpn_gateway', attachment], likely(forbids('stack_type', dualStack, ipv4Only))),
      on(
        machines,
        likely(
          allOf(
            forbids('network_interface.stack_type', dualStack, ipv4Only),
            forbidsPresence('network_interface.ipv6_access_config', 'leave out ipv6_access_config'),
          ),
        ),
      ),
      on(
        [
          'google_compute_address',
          'google_compute_global_address',
          'google_compute_forwarding_rule',
          'google_compute_global_forwarding_rule',
        ],
        likely(forbids('ip_version', ['IPV6'], { unset: 'passes', remedy: 'set ip_version = "IPV4"' })),
      ),
      on('google_compute_network', likely(noInternalRange)),
    ),
  }),
  boolean('compute.disableVpcExternalIpv6', {
    summary: 'Subnetworks have no external IPv6 addresses',
    checker: enforced(
      on(
        subnetwork,
        allOf(
          forbids('ipv6_access_type', ['EXTERNAL'], { unset: 'passes', remedy: 'set ipv6_access_type = "INTERNAL"' }),
        ),
      ),
    ),
  }),
  boolean('compute.disableVpcInternalIpv6', {
    summary: 'Subnetworks have no internal IPv6 addresses',
    checker: enforced(
      on(
        subnetwork,
        when(
          hasIpv6,
          forbids('ipv6_access_type', ['INTERNAL'], { unset: 'passes', remedy: 'set stack_type = "IPV4_ONLY"' }),
        ),
      ),
      on('google_compute_network', noInternalRange),
    ),
  }),
  list('compute.requireVpcFlowLogs', {
    summary: 'Subnetworks log flows at one of the listed rates: ESSENTIAL 0.1 to 0.5, LIGHT 0.5 to 1, COMPREHENSIVE 1',
    limits: 'Flow logs that a Network Management configuration switches on are not seen.',
    source: 'https://cloud.google.com/vpc/docs/org-policy-flow-logs',
    checker: listed([
      subnetwork,
      askWhen(ordinary, valueAt('log_config.flow_sampling', { unset: 'violates', as: sampling })),
    ]),
  }),
  list('compute.restrictDedicatedInterconnectUsage', {
    summary: 'Listed networks use Dedicated Interconnect only',
    supportsUnder: true,
    limits: 'The network is taken to be in the project of the router.',
    certainty: 'likely',
    checker: interconnect('DEDICATED'),
  }),
  list('compute.restrictPartnerInterconnectUsage', {
    summary: 'Listed networks use Partner Interconnect only',
    supportsUnder: true,
    limits: 'The network is taken to be in the project of the router.',
    certainty: 'likely',
    checker: interconnect('PARTNER'),
  }),
  list('compute.restrictVpnPeerIPs', {
    summary: 'VPN tunnels end at listed addresses only',
    checker: listed(
      ['google_compute_vpn_tunnel', valueAt('peer_ip')],
      ['google_compute_external_vpn_gateway', valueAt('interface.ip_address')],
    ),
  }),
  list('compute.allowedVlanAttachmentEncryption', {
    summary: 'VLAN attachments are encrypted as listed',
    twin: 'compute.managed.allowedVlanAttachmentEncryption',
    checker: listed([attachment, valueAt('encryption', { unset: { value: 'NONE' } })]),
  }),
  managed('compute.managed.allowedVlanAttachmentEncryption', {
    summary: 'VLAN attachments are encrypted by IPsec',
    twin: 'compute.allowedVlanAttachmentEncryption',
    certainty: 'likely',
    limits: 'Parameters of the policy are not looked at.',
    checker: enforced(
      on(attachment, requires('encryption', ['IPSEC'], { unset: 'violates', remedy: 'set encryption = "IPSEC"' })),
    ),
  }),
  boolean('compute.disableInternetNetworkEndpointGroup', {
    summary: 'No network endpoint group has endpoints on the internet',
    checker: enforced(
      on(
        [
          'google_compute_global_network_endpoint_group',
          'google_compute_region_network_endpoint_group',
          'google_compute_network_endpoint_group',
        ],
        forbids('network_endpoint_type', ['INTERNET_FQDN_PORT', 'INTERNET_IP_PORT'], {
          unset: 'passes',
          remedy: 'use endpoints in a network of your own',
        }),
      ),
    ),
  }),
  list('compute.disablePrivateServiceConnectCreationForConsumers', {
    summary: 'Private Service Connect endpoints of the denied kinds cannot be made: GOOGLE_APIS, SERVICE_PRODUCERS',
    checker: listed([
      ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'],
      serviceConnection('kind'),
    ]),
  }),
  list('compute.restrictPrivateServiceConnectProducer', {
    summary: 'Private Service Connect endpoints reach producers of listed organizations, folders and projects only',
    supportsUnder: true,
    checker: listed([
      ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'],
      serviceConnection('producer'),
    ]),
  }),
  list('compute.restrictPrivateServiceConnectConsumer', {
    summary: 'Service attachments take consumers of listed organizations, folders and projects only',
    supportsUnder: true,
    certainty: 'likely',
    limits: 'Only the accept list of the attachment is seen; who connects is known at run time.',
    checker: listed([
      'google_compute_service_attachment',
      valueAt('consumer_accept_lists.project_id_or_num', { as: (text) => `projects/${text}` }),
    ]),
  }),
];
