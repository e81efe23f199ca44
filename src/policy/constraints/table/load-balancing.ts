// A table: constraints of load balancers, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { askProjectOrUnset, projectAt } from '../asked-values.ts';
import { forbidsResource } from '../attribute-tests.ts';
import { enforcedOnCreate, on } from '../enforced.ts';
import { listed } from '../listed.ts';
import { balancerType, protocolForwarding } from '../load-balancers.ts';
import { boolean, list, managed } from './rows.ts';

const rules = ['google_compute_forwarding_rule', 'google_compute_global_forwarding_rule'];
const source = 'https://cloud.google.com/load-balancing/docs/org-policy-constraints';
const regional = 'use the regional kind of load balancer';

/** Constraints on load balancers and what they lead to. */
export const loadBalancingConstraints: readonly Constraint[] = [
  list('compute.restrictLoadBalancerCreationForTypes', {
    summary: 'Load balancers are of listed kinds',
    supportsIn: true,
    source,
    checker: listed([rules, balancerType]),
  }),
  list('compute.restrictProtocolForwardingCreationForTypes', {
    summary: 'Protocol forwarding is of the listed kinds: INTERNAL, EXTERNAL',
    twin: 'compute.managed.restrictProtocolForwardingCreationForTypes',
    source,
    checker: listed([rules, protocolForwarding]),
  }),
  managed('compute.managed.restrictProtocolForwardingCreationForTypes', {
    summary: 'Protocol forwarding is of the kinds the policy allows',
    twin: 'compute.restrictProtocolForwardingCreationForTypes',
    source,
    undecidable: 'how the parameters of the policy name kinds is not documented well enough',
  }),
  boolean('compute.disableGlobalLoadBalancing', {
    summary: 'No global load balancer is made',
    source,
    limits: 'Global network endpoint groups are not looked at.',
    checker: enforcedOnCreate(
      on(
        [
          'google_compute_global_forwarding_rule',
          'google_compute_backend_service',
          'google_compute_backend_bucket',
          'google_compute_url_map',
          'google_compute_target_http_proxy',
          'google_compute_target_https_proxy',
          'google_compute_target_ssl_proxy',
          'google_compute_target_tcp_proxy',
          'google_compute_target_grpc_proxy',
        ],
        forbidsResource('it is part of a global load balancer', regional),
      ),
    ),
  }),
  boolean('compute.disableGlobalCloudArmorPolicy', {
    summary: 'No global security policy of Cloud Armor is made',
    checker: enforcedOnCreate(
      on(
        'google_compute_security_policy',
        forbidsResource('it is a global security policy', 'use google_compute_region_security_policy'),
      ),
    ),
  }),
  boolean('compute.disableGlobalSelfManagedSslCertificate', {
    summary: 'No global self-managed certificate is made',
    checker: enforcedOnCreate(
      on(
        'google_compute_ssl_certificate',
        forbidsResource('it is a global self-managed certificate', 'use google_compute_region_ssl_certificate'),
      ),
    ),
  }),
  list('compute.requireSslPolicy', {
    summary: 'Proxies for HTTPS and SSL have an SSL policy of listed organizations, folders and projects',
    supportsUnder: true,
    source: 'https://cloud.google.com/load-balancing/docs/ssl-policies-concepts',
    checker: listed([
      [
        'google_compute_target_https_proxy',
        'google_compute_target_ssl_proxy',
        'google_compute_region_target_https_proxy',
      ],
      askProjectOrUnset('ssl_policy', 'name an SSL policy in ssl_policy'),
    ]),
  }),
  ...['restrictCrossProjectServices', 'restrictSharedVpcBackendServices'].map((name) =>
    list(`compute.${name}`, {
      summary: 'URL maps refer to backend services of listed organizations, folders and projects',
      supportsUnder: true,
      certainty: 'likely',
      limits: 'Only the default service of URL maps is looked at.',
      checker: listed([['google_compute_url_map', 'google_compute_region_url_map'], projectAt('default_service')]),
    }),
  ),
];
