import { isOneOf, not, price, regionAt } from '../choices.ts';
import { compareExact, fraction, multiply } from '../exact.ts';
import { hoursInMonth } from '../money.ts';
import {
  andThen,
  type EnvironmentPricer,
  known,
  type PriceChoice,
  type Quantity,
  type ResourcePricer,
} from '../pricer.ts';
import { hours, one, usage, usageOf } from '../quantities.ts';

const network = 'Network';
const vpcPricing = 'https://cloud.google.com/vpc/network-pricing';

/** From so many machines on, a gateway costs the same however many use it. */
const fullGateway = fraction(32);

const gatewayPrice: PriceChoice = {
  ids: ['nat-vm', 'nat-gateway'],
  keys: ['nat.vms'],
  of: (subject) =>
    andThen(usageOf(subject, 'nat.vms'), (vms) => known(compareExact(vms, fullGateway) < 0 ? 'nat-vm' : 'nat-gateway')),
};

const gatewayHours: Quantity = {
  words: 'machines (up to 32) × 730 hours',
  keys: ['nat.vms'],
  of: (subject) =>
    andThen(usageOf(subject, 'nat.vms'), (vms) =>
      known(multiply(compareExact(vms, fullGateway) < 0 ? vms : fraction(1), fraction(hoursInMonth))),
    ),
};

/** Endpoints of Private Service Connect are forwarding rules without a load balancing scheme. */
const isEndpoint = isOneOf('load_balancing_scheme', [''], 'EXTERNAL');

/** Networks and what stands at their edges. */
export const networkPricers: readonly ResourcePricer[] = [
  {
    service: network,
    types: [
      'google_compute_network',
      'google_compute_subnetwork',
      'google_compute_firewall',
      'google_compute_firewall_policy*',
      'google_compute_network_firewall_policy*',
      'google_compute_route',
      'google_compute_router',
      'google_compute_network_peering*',
      'google_service_networking_connection',
    ],
    kind: 'free',
    reason:
      'networks, routes and rules are not charged; traffic and logs are, by spec.usage.network and spec.usage.logging',
    source: 'https://cloud.google.com/vpc/pricing',
  },
  {
    service: 'Cloud NAT',
    types: ['google_compute_router_nat'],
    kind: 'charges',
    charges: [
      { name: 'Gateway', price: gatewayPrice, quantity: gatewayHours },
      { name: 'Data processed', price: price('nat-data'), quantity: usage('nat.processedGiBPerMonth') },
    ],
  },
  {
    service: network,
    types: ['google_compute_address', 'google_compute_global_address'],
    kind: 'charges',
    charges: [
      {
        name: 'External address',
        price: price('address-external'),
        quantity: hours,
        when: isOneOf('address_type', ['EXTERNAL'], 'EXTERNAL'),
      },
    ],
  },
  {
    service: 'Private Service Connect',
    types: ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'],
    kind: 'charges',
    charges: [
      { name: 'Endpoint', price: price('psc-endpoint'), quantity: hours, when: isEndpoint },
      { name: 'Forwarding rule', price: price('forwarding-rule'), quantity: hours, when: not(isEndpoint) },
    ],
  },
  {
    service: 'Private Service Connect',
    types: ['google_compute_service_attachment'],
    kind: 'charges',
    charges: [{ name: 'Attachment', price: price('psc-endpoint'), quantity: hours }],
  },
  {
    service: 'Private Service Connect',
    types: ['google_compute_network_attachment'],
    kind: 'not priced',
    reason: 'the price book has no price of network interfaces of Private Service Connect',
  },
  {
    service: 'Cloud Load Balancing',
    types: [
      'google_compute_*backend_service',
      'google_compute_*url_map',
      'google_compute_*target_http*_proxy',
      'google_compute_*network_endpoint_group',
      'google_compute_*health_check',
      'google_compute_*ssl_certificate',
    ],
    kind: 'free',
    reason: 'load balancing is paid by forwarding rules and data',
    source: vpcPricing,
  },
  {
    service: 'Cloud DNS',
    types: ['google_dns_managed_zone'],
    kind: 'charges',
    charges: [
      { name: 'Zone', price: price('dns-zone'), quantity: one },
      { name: 'Queries', price: price('dns-queries'), quantity: usage('dns.queriesPerMonth') },
    ],
  },
  {
    service: 'Cloud DNS',
    types: ['google_dns_record_set', 'google_dns_policy', 'google_dns_response_policy*'],
    kind: 'free',
    reason: 'zones and queries are paid for',
    source: 'https://cloud.google.com/dns/pricing',
  },
  {
    service: 'Cloud VPN',
    types: ['google_compute_vpn_*', 'google_compute_ha_vpn_gateway', 'google_compute_interconnect*'],
    kind: 'not priced',
    reason: 'the price book has no prices of VPN and Interconnect',
  },
  {
    service: 'Serverless VPC Access',
    types: ['google_vpc_access_connector'],
    kind: 'not priced',
    reason: 'paid as the machines it runs on',
  },
];

/** What an environment pays for traffic as a whole. */
export const networkEnvironmentPricers: readonly EnvironmentPricer[] = [
  {
    service: network,
    types: ['google_compute_subnetwork'],
    charges: [
      {
        name: 'Traffic to the internet',
        price: price('egress-internet'),
        region: regionAt('region'),
        quantity: usage('network.internetGiBPerMonth'),
      },
      {
        name: 'Traffic between zones',
        price: price('egress-zone'),
        quantity: usage('network.betweenZonesGiBPerMonth'),
      },
      {
        name: 'Traffic between regions',
        price: price('egress-region'),
        region: regionAt('region'),
        quantity: usage('network.betweenRegionsGiBPerMonth'),
      },
    ],
  },
];
