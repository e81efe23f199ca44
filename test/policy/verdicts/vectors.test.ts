import { describe, expect, it } from 'vitest';
import { verdictOf } from '../constraints/evaluate-case.ts';
import { moduleVerdicts } from './module-verdicts.ts';

const enforce = (value: boolean): unknown => ({ rules: [{ enforce: value }] });
const allow = (...allowedValues: readonly string[]): unknown => ({ rules: [{ values: { allowedValues } }] });
const deny = (...deniedValues: readonly string[]): unknown => ({ rules: [{ values: { deniedValues } }] });

const bucket = (location: string): string =>
  `resource "google_storage_bucket" "b" { name = "b" ; location = "${location}" }`;
const disk = (zone: string): string => `resource "google_compute_disk" "d" { name = "d" ; zone = "${zone}" }`;
const ring = (location: string): string =>
  `resource "google_kms_key_ring" "k" { name = "k" ; location = "${location}" }`;
const keyed = (project: string): string =>
  `resource "google_pubsub_topic" "t" { name = "t" ; kms_key_name = "projects/${project}/locations/eu/keyRings/r/cryptoKeys/k" }`;
const subnet = (log: string): string =>
  `resource "google_compute_subnetwork" "s" { name = "s" ; network = "n" ; ip_cidr_range = "10.0.0.0/24" ; ${log} }`;
const contact = (email: string): string =>
  `resource "google_essential_contacts_contact" "c" { parent = "projects/proj-one" ; language_tag = "en" ; notification_category_subscriptions = ["ALL"] ; email = "${email}" }`;

const locations = 'gcp.resourceLocations';

describe('the published examples, by their number', () => {
  it.each([
    ['30', locations, allow('us'), bucket('US'), 'PASS'],
    ['30', locations, allow('us'), ring('us-central1'), 'VIOLATION'],
    ['31', locations, deny('us'), ring('us-east1'), 'PASS'],
    ['31', locations, deny('us'), bucket('US'), 'VIOLATION'],
    ['32', locations, allow('us-east1'), disk('us-east1-b'), 'PASS'],
    ['32', locations, allow('us-east1'), ring('us-east4'), 'VIOLATION'],
    ['33', locations, allow('in:us-central1-locations', 'global'), ring('global'), 'PASS'],
    ['33', locations, allow('in:us-central1-locations', 'global'), ring('europe-west1'), 'VIOLATION'],
    [
      '33',
      locations,
      allow('in:us-central1-locations', 'global'),
      'resource "google_compute_network" "n" { name = "n" }',
      'NOT_APPLICABLE',
    ],
    ['34', 'gcp.restrictNonCmekServices', deny('storage.googleapis.com'), bucket('EU'), 'VIOLATION'],
    [
      '34',
      'gcp.restrictNonCmekServices',
      deny('storage.googleapis.com'),
      'resource "google_bigquery_dataset" "d" { dataset_id = "d" }',
      'PASS',
    ],
    ['35', 'gcp.restrictNonCmekServices', { rules: [{ denyAll: true }] }, bucket('EU'), 'UNDECIDED'],
    ['35', 'gcp.restrictNonCmekServices', allow('storage.googleapis.com'), bucket('EU'), 'UNDECIDED'],
    ['36', 'gcp.restrictCmekCryptoKeyProjects', allow('under:folders/200'), keyed('proj-one'), 'PASS'],
    ['36', 'gcp.restrictCmekCryptoKeyProjects', allow('under:folders/200'), keyed('proj-two'), 'VIOLATION'],
    ['36', 'gcp.restrictCmekCryptoKeyProjects', allow('under:folders/200'), keyed('proj-unknown'), 'UNDECIDED'],
    [
      '37',
      'run.allowedIngress',
      allow('is:internal'),
      'resource "google_cloud_run_v2_service" "s" { name = "s" ; location = "l" ; template { } }',
      'VIOLATION',
    ],
    ['38', 'compute.requireVpcFlowLogs', allow('ESSENTIAL', 'LIGHT'), subnet('log_config { }'), 'PASS'],
    [
      '38',
      'compute.requireVpcFlowLogs',
      allow('ESSENTIAL', 'LIGHT'),
      subnet('log_config { flow_sampling = 1.0 }'),
      'VIOLATION',
    ],
    ['38', 'compute.requireVpcFlowLogs', allow('ESSENTIAL', 'LIGHT'), subnet(''), 'VIOLATION'],
  ])('%s: %s %j', (_, constraint, spec, hcl, verdict) => {
    expect(verdictOf(constraint, spec, hcl)).toBe(verdict);
  });

  it('39: parameters of a managed constraint', () => {
    const spec = { rules: [{ enforce: true, parameters: { allowedDomains: ['@a.com'] } }] };
    const name = 'essentialcontacts.managed.allowedContactDomains';
    expect(verdictOf(name, spec, contact('x@a.com'))).toBe('PASS');
    expect(verdictOf(name, spec, contact('x@b.com'))).toBe('VIOLATION');
  });

  it('26: passes live and violates the dry run of the same policy', async () => {
    const policies = [
      {
        node: 'projects/proj-one',
        constraint: 'storage.uniformBucketLevelAccess',
        spec: enforce(false),
        dryRunSpec: enforce(true),
      },
    ];
    const found = await moduleVerdicts(policies, bucket('EU'));
    expect(found.map(({ mode, verdict }) => [mode, verdict])).toEqual([
      ['live', 'PASS'],
      ['dryRun', 'VIOLATION'],
    ]);
  });

  it('27: tries nothing out where the nearest policy has no dry run', async () => {
    const constraint = 'storage.uniformBucketLevelAccess';
    const policies = [
      { node: 'organizations/100', constraint, dryRunSpec: enforce(true) },
      { node: 'projects/proj-one', constraint, spec: enforce(false) },
    ];
    const found = await moduleVerdicts(policies, bucket('EU'));
    expect(found.map(({ mode, verdict }) => [mode, verdict])).toEqual([['live', 'PASS']]);
  });
});
