import { describe, expect, it } from 'vitest';
import { moduleVerdicts, type NodePolicy } from './module-verdicts.ts';

const enforce = { rules: [{ enforce: true }] };
const allow = (...allowedValues: readonly string[]) => ({ rules: [{ values: { allowedValues } }] });
const deny = (...deniedValues: readonly string[]) => ({ rules: [{ values: { deniedValues } }] });
const at = (constraint: string, spec: unknown, node = 'organizations/100'): NodePolicy => ({ node, constraint, spec });

/** `VERDICT type.name` of all resources that have one. */
async function verdicts(policy: NodePolicy, hcl: string): Promise<readonly string[]> {
  const all = await moduleVerdicts([policy], hcl);
  return all.map(({ verdict, address = 'nothing' }) => `${verdict} ${address}`);
}

const inTwo = 'projects/proj-two';
const ring =
  'resource "google_kms_key_ring" "r" { name = "r" ; location = "europe-west3" ; project = "proj-two" } ; resource "google_kms_crypto_key" "k" { name = "k" ; key_ring = google_kms_key_ring.r.id }';
const account =
  'resource "google_service_account" "a" { account_id = "account-a" ; project = "proj-two" } ; resource "google_service_account_key" "k" { service_account_id = google_service_account.a.name }';
const bucket =
  'resource "google_storage_bucket" "b" { name = "b" ; location = "EU" ; project = "proj-two" } ; resource "google_storage_bucket_iam_member" "m" { bucket = google_storage_bucket.b.name ; role = "roles/storage.objectViewer" ; member = "allUsers" }';

describe('what is part of something in another project', () => {
  const hsm = at('cloudkms.allowedProtectionLevels', allow('HSM'), inTwo);
  const noKeys = at('iam.disableServiceAccountKeyCreation', enforce, inTwo);
  it.each([
    ['a key by its ring', hsm, ring, 'VIOLATION google_kms_crypto_key.k'],
    ['a key of an account', noKeys, account, 'VIOLATION google_service_account_key.k'],
    [
      'a grant on a bucket',
      at('storage.publicAccessPrevention', enforce, inTwo),
      bucket,
      'VIOLATION google_storage_bucket_iam_member.m',
    ],
    [
      'a key of an account that is named by e-mail',
      noKeys,
      'resource "google_service_account_key" "k" { service_account_id = "projects/-/serviceAccounts/a@proj-two.iam.gserviceaccount.com" }',
      'VIOLATION google_service_account_key.k',
    ],
    [
      'a key of a ring nobody knows',
      hsm,
      'resource "google_kms_crypto_key" "k" { name = "k" ; key_ring = var.unknown }',
      'UNDECIDED google_kms_crypto_key.k',
    ],
    [
      'a key of a ring in its own project',
      hsm,
      'resource "google_kms_crypto_key" "k" { name = "k" ; key_ring = "projects/proj-one/locations/eu/keyRings/r" }',
      undefined,
    ],
  ])('is under the policies of that one: %s', async (_, policy, hcl, expected) => {
    expect(await verdicts(policy, hcl)).toEqual(expected === undefined ? [] : [expected]);
  });
});

describe('a subnetwork by a bare name', () => {
  const policy = at('compute.restrictSharedVpcSubnetworks', deny('under:projects/proj-two'));
  const vm = (rest: string): string =>
    `resource "google_compute_instance" "i" { name = "i" ; machine_type = "e2-small" ; zone = "europe-west3-a" ; boot_disk { source = "d" } ; network_interface { ${rest} } }`;
  it.each([
    ['subnetwork = "s"', 'PASS'],
    ['subnetwork = "s" ; subnetwork_project = "proj-one"', 'PASS'],
    ['subnetwork = "s" ; subnetwork_project = "proj-two"', 'UNDECIDED'],
    ['subnetwork = "s" ; subnetwork_project = var.unknown', 'UNDECIDED'],
  ])('is of the project that stands beside it: %s', async (rest, expected) => {
    expect(await verdicts(policy, vm(rest))).toEqual([`${expected} google_compute_instance.i`]);
  });
});

describe('gcp.resourceLocations', () => {
  const policy = at('gcp.resourceLocations', allow('in:europe-west3-locations'));
  const provider = 'provider "google" { project = "proj-one" ; region = "us-east1" ; zone = "us-east1-b" } ;';
  it.each([
    ['google_bigtable_instance', 'name = "b" ; cluster { cluster_id = "c" ; zone = "us-east1-b" }', 'VIOLATION'],
    ['google_bigtable_instance', 'name = "b" ; cluster { cluster_id = "c" ; zone = "europe-west3-b" }', 'PASS'],
    ['google_spanner_instance', 'display_name = "s" ; config = "regional-us-east1"', 'VIOLATION'],
    ['google_spanner_instance', 'display_name = "s" ; config = "regional-europe-west3"', 'PASS'],
    ['google_spanner_instance', 'display_name = "s" ; config = "nam3"', 'UNDECIDED'],
    ['google_firestore_database', 'name = "f" ; location_id = "us-east1" ; type = "FIRESTORE_NATIVE"', 'VIOLATION'],
    ['google_compute_snapshot', 'name = "s" ; source_disk = "d" ; storage_locations = ["us"]', 'VIOLATION'],
    // A region that nothing writes is that of the provider.
    [
      'google_compute_region_url_map',
      'name = "u" ; default_service = "projects/proj-one/regions/us-east1/backendServices/b"',
      'UNDECIDED',
    ],
  ])('looks at where %s says it: %s', async (type, rest, expected) => {
    expect(await verdicts(policy, `${provider} resource "${type}" "r" { ${rest} }`)).toEqual([`${expected} ${type}.r`]);
  });
});

describe('list policies without a value', () => {
  it.each([[{ rules: [{ values: {} }] }], [allow()], [{ rules: [{ values: {} }], inheritFromParent: true }]])(
    'allow nothing by that: %j',
    async (spec) => {
      const service =
        'resource "google_cloud_run_v2_service" "s" { name = "s" ; location = "europe-west3" ; template { containers { image = "x" } } }';
      expect(await verdicts(at('run.allowedIngress', spec), service)).toEqual([
        'UNDECIDED google_cloud_run_v2_service.s',
      ]);
    },
  );
});

const template = (rest: string): string =>
  `resource "google_compute_instance_from_template" "t" { name = "t" ; source_instance_template = "tpl" ; ${rest} }`;
const vm = (rest: string): string =>
  `resource "google_compute_instance" "i" { name = "i" ; machine_type = "e2-small" ; boot_disk { source = "d" } ; network_interface { network = "n" } ; ${rest} }`;

describe('instances', () => {
  const serial = at('compute.disableSerialPortAccess', enforce);
  it.each([
    [serial, vm('metadata = { serial-port-enable = "y" }'), 'VIOLATION google_compute_instance.i'],
    [
      at('compute.requireOsLogin', enforce),
      vm('metadata = { enable-oslogin = "N" }'),
      'VIOLATION google_compute_instance.i',
    ],
    [
      serial,
      template('metadata = { serial-port-enable = "TRUE" }'),
      'VIOLATION google_compute_instance_from_template.t',
    ],
    [serial, template(''), 'UNDECIDED google_compute_instance_from_template.t'],
    [
      at('compute.disableNestedVirtualization', enforce),
      template(''),
      'UNDECIDED google_compute_instance_from_template.t',
    ],
    [at('compute.managed.vmCanIpForward', enforce), template(''), 'UNDECIDED google_compute_instance_from_template.t'],
    [
      at('compute.disableAllIpv6', enforce),
      vm('').replace('network = "n"', 'network = "n" ; stack_type = "IPV4_IPV6"'),
      'VIOLATION google_compute_instance.i',
    ],
    [
      at('compute.disableAllIpv6', enforce),
      'resource "google_compute_global_address" "a" { name = "a" ; ip_version = "IPV6" }',
      'VIOLATION google_compute_global_address.a',
    ],
  ])('%j on %s', async (policy, hcl, expected) => {
    expect(await verdicts(policy, hcl)).toEqual([expected]);
  });

  it('from a template are judged by custom constraints as far as they tell, when they are made', async () => {
    const constraint = {
      name: 'organizations/100/customConstraints/custom.noN1',
      resourceTypes: ['compute.googleapis.com/Instance'],
      methodTypes: ['CREATE'],
      actionType: 'DENY',
      condition: 'resource.machineType.contains("n1-")',
    };
    const found = await moduleVerdicts([at('custom.noN1', enforce)], template(''), { constraints: [constraint] });
    expect(found.map(({ verdict, address }) => [verdict, address])).toEqual([
      ['UNDECIDED', 'google_compute_instance_from_template.t'],
    ]);
  });
});

describe('keys of services', () => {
  const service = (annotation: string): string =>
    `resource "google_cloud_run_service" "s" { name = "s" ; location = "europe-west3" ; template { metadata { annotations = { ${annotation} } } ; spec { containers { image = "x" } } } }`;
  const cluster = (pool: string): string =>
    `resource "google_container_cluster" "c" { name = "c" ; location = "europe-west3" ; database_encryption { state = "ENCRYPTED" ; key_name = "k" } ; node_pool { ${pool} } }`;
  const dataset =
    'resource "google_bigquery_dataset" "d" { dataset_id = "d" ; default_encryption_configuration { kms_key_name = "k" } } ;';
  const table = (id: string): string =>
    `resource "google_bigquery_table" "t" { table_id = "t" ; dataset_id = "${id}" }`;
  it.each([
    ['run', service('"a" = "b"'), ['VIOLATION google_cloud_run_service.s']],
    ['run', service('"run.googleapis.com/encryption-key" = "k"'), ['PASS google_cloud_run_service.s']],
    ['container', cluster('name = "p"'), ['VIOLATION google_container_cluster.c']],
    ['container', cluster('node_config { boot_disk_kms_key = "k" }'), ['PASS google_container_cluster.c']],
    ['bigquery', table('elsewhere'), ['UNDECIDED google_bigquery_table.t']],
    ['bigquery', `${dataset} ${table('d')}`, ['PASS google_bigquery_dataset.d']],
    ['storage', table('elsewhere'), ['PASS google_bigquery_table.t']],
  ])('%s is asked for one by %s', async (name, hcl, expected) => {
    expect(await verdicts(at('gcp.restrictNonCmekServices', deny(`${name}.googleapis.com`)), hcl)).toEqual(expected);
  });
});

describe('other spellings', () => {
  const sql = (range: string): string =>
    `resource "google_sql_database_instance" "s" { database_version = "POSTGRES_15" ; settings { tier = "t" ; ip_configuration { authorized_networks { value = "${range}" } } } }`;
  it.each([
    ['10.0.0.0/0', 'VIOLATION'],
    ['172.16.0.0/11', 'VIOLATION'],
    ['10.1.0.0/16', 'PASS'],
    ['192.168.1.1', 'PASS'],
    ['8.8.8.8', 'VIOLATION'],
  ])('of networks that databases authorize: %s', async (range, expected) => {
    const found = await verdicts(at('sql.restrictAuthorizedNetworks', enforce), sql(range));
    expect(found).toEqual([`${expected} google_sql_database_instance.s`]);
  });

  it('of workload identity: AWS has an issuer too, SAML is left open', async () => {
    const policy = at('iam.workloadIdentityPoolProviders', allow('https://token.actions.githubusercontent.com'));
    const provider = (block: string): string =>
      `resource "google_iam_workload_identity_pool_provider" "p" { workload_identity_pool_id = "w" ; workload_identity_pool_provider_id = "provider" ; ${block} }`;
    const address = 'google_iam_workload_identity_pool_provider.p';
    expect(await verdicts(policy, provider('aws { account_id = "999999999999" }'))).toEqual([`VIOLATION ${address}`]);
    expect(await verdicts(policy, provider('saml { idp_metadata_xml = "<x/>" }'))).toEqual([`UNDECIDED ${address}`]);
  });

  it('of contacts: a domain is no ending of another one', async () => {
    const spec = { rules: [{ enforce: true, parameters: { allowedDomains: ['a.example'] } }] };
    const contact = (email: string): string =>
      `resource "google_essential_contacts_contact" "c" { parent = "projects/proj-one" ; email = "${email}" ; language_tag = "en" ; notification_category_subscriptions = ["ALL"] }`;
    const policy = at('essentialcontacts.managed.allowedContactDomains', spec);
    expect(await verdicts(policy, contact('x@a.example'))).toEqual(['PASS google_essential_contacts_contact.c']);
    expect(await verdicts(policy, contact('x@data.example'))).toEqual([
      'VIOLATION google_essential_contacts_contact.c',
    ]);
  });

  it.each(['all(b, has(b.condition))', 'exists(b, b.condition.title == "until May")'])(
    'of whole policies: conditions of bindings are seen by %s',
    async (test) => {
      const constraint = {
        name: 'organizations/100/customConstraints/custom.conditional',
        resourceTypes: ['iam.googleapis.com/AllowPolicy'],
        methodTypes: ['CREATE', 'UPDATE'],
        actionType: 'DENY',
        condition: `resource.bindings.${test}`,
      };
      const policy =
        'resource "google_project_iam_policy" "p" { project = "proj-one" ; policy_data = "{\\"bindings\\": [{\\"role\\": \\"roles/viewer\\", \\"members\\": [\\"allUsers\\"], \\"condition\\": {\\"title\\": \\"until May\\", \\"expression\\": \\"true\\"}}]}" }';
      // Braces and semicolons of JSON are not laid out.
      const hcl = policy.replace(
        /"\{.*\}"/,
        (text) => `base64decode("${Buffer.from(JSON.parse(text)).toString('base64')}")`,
      );
      const found = await moduleVerdicts([at('custom.conditional', enforce)], hcl, { constraints: [constraint] });
      expect(found.map(({ verdict }) => verdict)).toEqual(['VIOLATION']);
    },
  );
});
