// A table: constraints of Cloud Run, Cloud Run functions and Cloud Build, with what decides them in Terraform.
import type { Constraint } from '../../constraints.ts';
import { always, askWhen, type ValueRule, valueAt, writtenBlock } from '../asked-values.ts';
import { forbids, forbidsPresence, requiresPresence } from '../attribute-tests.ts';
import { allOf, anyOf } from '../combine-tests.ts';
import { enforced, on } from '../enforced.ts';
import { likelyAsked } from '../likely.ts';
import { listed } from '../listed.ts';
import { boolean, list, managed } from './rows.ts';

const service = 'google_cloud_run_v2_service';
const job = 'google_cloud_run_v2_job';
const pool = 'google_cloud_run_v2_worker_pool';
/** Services of the first version of the API say in annotations what the second has fields for. */
const old = 'google_cloud_run_service';
const revision = ['template', 'metadata', 'annotations'];
const networkAnnotations = ['vpc-access-connector', 'network-interfaces'].map((name) => [
  ...revision,
  `run.googleapis.com/${name}`,
]);
const oldEgress = [...revision, 'run.googleapis.com/vpc-access-egress'];
const isAttached = anyOf(...networkAnnotations.map((path) => requiresPresence(path, '')));
const isDetached = allOf(...networkAnnotations.map((path) => forbidsPresence(path, '')));
const first = 'google_cloudfunctions_function';
const second = 'google_cloudfunctions2_function';
const source = 'https://cloud.google.com/run/docs/securing/organization-policies';
const functionsSource = 'https://cloud.google.com/functions/docs/securing/using-org-policies';

const ingress: ValueRule = {
  unset: { value: 'all' },
  as: {
    INGRESS_TRAFFIC_ALL: 'all',
    INGRESS_TRAFFIC_INTERNAL_ONLY: 'internal',
    INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER: 'internal-and-cloud-load-balancing',
    INGRESS_TRAFFIC_UNSPECIFIED: 'all',
  },
};

const egress: ValueRule = {
  unset: { value: 'private-ranges-only' },
  as: { ALL_TRAFFIC: 'all-traffic', PRIVATE_RANGES_ONLY: 'private-ranges-only' },
};

const withoutPolicy = forbidsPresence('binary_authorization.policy', '');

const binaryAuthorization: ValueRule = { as: (text) => (text === 'true' ? 'default' : 'no policy') };

/** Where a network is attached its egress counts; where none is, that no setting is allowed is likely. */
function egressAt(path: string) {
  const attached = requiresPresence(path, '');
  return askWhen(attached, valueAt(`${path}.egress`, egress));
}

/** Constraints on services, functions and builds. */
export const serverlessConstraints: readonly Constraint[] = [
  list('run.allowedIngress', {
    summary: 'Services take traffic from listed sources: all, internal, internal-and-cloud-load-balancing',
    source,
    checker: listed(
      [service, valueAt('ingress', ingress)],
      [old, valueAt(['metadata', 'annotations', 'run.googleapis.com/ingress'], { unset: { value: 'all' } })],
    ),
  }),
  list('run.allowedVPCEgress', {
    summary: 'Services, jobs and worker pools send traffic as listed: all-traffic, private-ranges-only',
    source,
    limits: 'That something without access to a network is refused is likely, and not documented.',
    checker: listed(
      [service, egressAt('template.vpc_access')],
      [job, egressAt('template.template.vpc_access')],
      [service, likelyAsked(writtenBlock('template.vpc_access'))],
      [job, likelyAsked(writtenBlock('template.template.vpc_access'))],
      [pool, egressAt('template.vpc_access')],
      [pool, likelyAsked(writtenBlock('template.vpc_access'))],
      [old, askWhen(isAttached, valueAt(oldEgress, { unset: { value: 'private-ranges-only' } }))],
      [old, likelyAsked(askWhen(isDetached, valueAt(oldEgress, { unset: 'violates' })))],
    ),
  }),
  list('run.allowedBinaryAuthorizationPolicies', {
    summary: 'Services, jobs and worker pools are held to listed Binary Authorization policies',
    source,
    checker: listed(
      [[service, job, pool], valueAt('binary_authorization.policy')],
      [
        [service, job, pool],
        askWhen(
          withoutPolicy,
          valueAt('binary_authorization.use_default', { ...binaryAuthorization, unset: 'violates' }),
        ),
      ],
      [old, valueAt(['metadata', 'annotations', 'run.googleapis.com/binary-authorization'], { unset: 'violates' })],
    ),
  }),
  managed('run.managed.requireInvokerIam', {
    summary: 'Services check who invokes them',
    source,
    checker: enforced(
      on(
        service,
        forbids('invoker_iam_disabled', ['true'], { unset: 'passes', remedy: 'set invoker_iam_disabled = false' }),
      ),
    ),
  }),
  list('cloudfunctions.allowedIngressSettings', {
    summary: 'Functions take traffic from listed sources',
    source: functionsSource,
    checker: listed(
      [first, valueAt('ingress_settings', { unset: { value: 'ALLOW_ALL' } })],
      [second, valueAt('service_config.ingress_settings', { unset: { value: 'ALLOW_ALL' } })],
    ),
  }),
  list('cloudfunctions.allowedVpcConnectorEgressSettings', {
    summary: 'Functions send traffic through their connector as listed',
    source: functionsSource,
    checker: listed(
      [
        first,
        askWhen(
          requiresPresence('vpc_connector', ''),
          valueAt('vpc_connector_egress_settings', { unset: { value: 'PRIVATE_RANGES_ONLY' } }),
        ),
      ],
      [
        second,
        askWhen(
          requiresPresence('service_config.vpc_connector', ''),
          valueAt('service_config.vpc_connector_egress_settings', { unset: { value: 'PRIVATE_RANGES_ONLY' } }),
        ),
      ],
    ),
  }),
  boolean('cloudfunctions.requireVPCConnector', {
    summary: 'Functions have a VPC connector',
    source: functionsSource,
    checker: enforced(
      on(first, requiresPresence('vpc_connector', 'name a connector in vpc_connector')),
      on(second, requiresPresence('service_config.vpc_connector', 'name a connector in service_config.vpc_connector')),
    ),
  }),
  list('cloudfunctions.restrictAllowedGenerations', {
    summary: 'Functions are of the listed generations: 1stGen, 2ndGen',
    source: functionsSource,
    checker: listed([first, always('1stGen')], [second, always('2ndGen')]),
  }),
  list('cloudbuild.allowedWorkerPools', {
    summary: 'Builds run in listed worker pools',
    supportsUnder: true,
    source: 'https://cloud.google.com/build/docs/private-pools/using-org-policies',
    limits: 'Builds that no trigger starts are not seen.',
    checker: listed(
      ['google_cloudbuild_trigger', valueAt('build.options.worker_pool', { unset: 'violates' })],
      ['google_config_deployment', likelyAsked(valueAt('worker_pool', { unset: 'violates' }))],
    ),
  }),
  ...['useBuildServiceAccount', 'useComputeServiceAccount', 'disableCreateDefaultServiceAccount'].map((name) =>
    boolean(`cloudbuild.${name}`, {
      summary: 'Which default service account builds run as',
      allowsByDefault: false,
      source: 'https://cloud.google.com/build/docs/cloud-build-service-account-updates',
      undecidable: 'it chooses the default account of builds, nothing is refused',
    }),
  ),
  list('cloudbuild.allowedIntegrations', {
    summary: 'Builds are triggered from listed services such as github.com',
    source: 'https://cloud.google.com/build/docs/securing-builds/gate-builds-with-org-policy',
    undecidable: 'what a repository connection is of cannot be told from a trigger',
  }),
  boolean('appengine.runtimeDeploymentExemption', {
    summary: 'Old runtimes of App Engine may be deployed',
    allowsByDefault: false,
    undecidable: 'which runtimes are at the end of their support is not known offline',
  }),
];
