import { describe, expect, it } from 'vitest';
import { moduleVerdicts } from './module-verdicts.ts';

const keys = {
  node: 'organizations/100',
  constraint: 'gcp.restrictCmekCryptoKeyProjects',
  spec: { rules: [{ values: { allowedValues: ['under:folders/200'] } }] },
};
const peering = { ...keys, constraint: 'compute.restrictVpcPeering' };
const members = {
  node: 'organizations/100',
  constraint: 'iam.allowedPolicyMemberDomains',
  spec: { rules: [{ values: { allowedValues: ['is:C01'] } }] },
};

async function verdicts(policy: typeof keys, hcl: string): Promise<readonly string[]> {
  return (await moduleVerdicts([policy], hcl)).map(({ verdict }) => verdict);
}

const peer = (more: string, network: string): string =>
  `${more} ; resource "google_compute_network_peering" "p" { name = "p" ; network = "projects/proj-one/global/networks/n" ; peer_network = ${network} }`;

describe('the project of what a resource names', () => {
  it('is that of the provider where the resource says none', async () => {
    const network = 'resource "google_compute_network" "n" { name = "n" }';
    const provider = (project: string): string => `provider "google" { project = ${project} } ; ${network}`;
    expect(await verdicts(peering, peer(provider('"proj-one"'), 'google_compute_network.n.id'))).toEqual(['PASS']);
    expect(await verdicts(peering, peer(provider('"proj-two"'), 'google_compute_network.n.id'))).toEqual(['VIOLATION']);
    expect(await verdicts(peering, peer(provider('var.unknown'), 'google_compute_network.n.id'))).toEqual([
      'UNDECIDED',
    ]);
  });

  it('is not that of a resource whose attribute names something else', async () => {
    const subnet =
      'resource "google_compute_subnetwork" "s" { name = "s" ; network = var.unknown ; ip_cidr_range = "10.0.0.0/24" ; project = "proj-one" }';
    expect(await verdicts(peering, peer(subnet, 'google_compute_subnetwork.s.network'))).toEqual(['UNDECIDED']);
  });

  it('is read from the link by which a data source finds it', async () => {
    const data = (project: string): string =>
      `data "google_compute_network" "n" { name = "n" ; project = "${project}" }`;
    expect(await verdicts(peering, peer(data('proj-one'), 'data.google_compute_network.n.id'))).toEqual(['PASS']);
    expect(await verdicts(peering, peer(data('proj-two'), 'data.google_compute_network.n.id'))).toEqual(['VIOLATION']);
  });

  it('is left open where a key may be one of several', async () => {
    const ring = (name: string, project: string): string =>
      `resource "google_kms_key_ring" "${name}" { name = "${name}" ; location = "eu" ; project = "${project}" } ; resource "google_kms_crypto_key" "${name}" { name = "k" ; key_ring = google_kms_key_ring.${name}.id }`;
    const topic =
      'resource "google_pubsub_topic" "t" { name = "t" ; kms_key_name = var.unknown == "a" ? google_kms_crypto_key.a.id : google_kms_crypto_key.b.id }';
    const hcl = `${ring('a', 'proj-one')} ; ${ring('b', 'proj-two')} ; ${topic}`;
    expect(await verdicts(keys, hcl)).toEqual(['UNDECIDED']);
  });

  it('is that of a service account whose e-mail stands in a member', async () => {
    const account = (project: string): string =>
      `resource "google_service_account" "a" { account_id = "account-a" ; project = "${project}" } ; resource "google_project_iam_member" "m" { project = "proj-one" ; role = "roles/viewer" ; member = "serviceAccount:MEMBER" }`.replace(
        'MEMBER',
        '$' + '{google_service_account.a.email}',
      );
    expect(await verdicts(members, account('proj-two'))).toEqual(['PASS']);
    expect(await verdicts(members, account('proj-elsewhere'))).toEqual(['UNDECIDED']);
  });

  it('is followed through loops and maps', async () => {
    const hcl = (project: string): string =>
      `resource "google_kms_key_ring" "r" { name = "r" ; location = "eu" ; project = "${project}" } ; resource "google_kms_crypto_key" "k" { for_each = toset(["a", "b"]) ; name = each.key ; key_ring = google_kms_key_ring.r.id } ; locals { keys = { for name, key in google_kms_crypto_key.k : name => key.id } } ; resource "google_pubsub_topic" "t" { name = "t" ; kms_key_name = local.keys["a"] }`;
    expect(await verdicts(keys, hcl('proj-one'))).toEqual(['PASS']);
    expect(await verdicts(keys, hcl('proj-two'))).toEqual(['VIOLATION']);
  });
});
