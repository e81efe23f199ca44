import { describe, expect, it } from 'vitest';
import { denied } from './denied.ts';

const vm = (provider = '', rest = ''): string =>
  `${provider} resource "google_compute_instance" "i" { name = "i" ; machine_type = "e2-medium" ; zone = "europe-west3-a" ; boot_disk { initialize_params { image = "debian-cloud/debian-12" } ; ${rest} } ; network_interface { network = "default" } ; service_account { scopes = ["cloud-platform"] } }`;
const inProject = 'provider "google" { project = "proj-one" } ;';

describe('a name that is sent as a URL', () => {
  // Whether the service compares a full or a partial URL is not documented.
  it.each([
    ['resource.machineType == "e2-medium"', 'UNDECIDED'],
    ['resource.machineType in ["e2-medium", "e2-small"]', 'UNDECIDED'],
    ['resource.machineType == "e2-small"', 'PASS'],
    ['resource.machineType.startsWith("https://")', 'UNDECIDED'],
    ['resource.machineType.matches("^projects/.*/e2-medium$")', 'UNDECIDED'],
    ['resource.machineType.startsWith("e2-")', 'PASS'],
    ['resource.machineType.endsWith("/machineTypes/e2-medium")', 'VIOLATION'],
    ['resource.machineType.contains("/e2-")', 'VIOLATION'],
    ['resource.machineType.matches("machineTypes/(e2|n2)-.*$")', 'VIOLATION'],
    ['!resource.machineType.contains("e2-")', 'PASS'],
  ])('is decided where the spelling of the URL does not matter: %s', async (condition, expected) => {
    expect(await denied('compute.googleapis.com/Instance', condition, vm(inProject))).toBe(expected);
    expect(await denied('compute.googleapis.com/Instance', condition, vm())).toBe(expected);
  });
});

describe('what only the service fills in', () => {
  it('makes no message be there', async () => {
    const condition = 'resource.disks.exists(d, !has(d.diskEncryptionKey))';
    expect(await denied('compute.googleapis.com/Instance', condition, vm(inProject))).toBe('VIOLATION');
    const keyed = vm(inProject, 'kms_key_self_link = "projects/proj-one/locations/eu/keyRings/r/cryptoKeys/k"');
    expect(await denied('compute.googleapis.com/Instance', condition, keyed)).toBe('PASS');
    const open = vm(inProject, 'kms_key_self_link = var.unknown');
    expect(await denied('compute.googleapis.com/Instance', condition, open)).not.toBe('VIOLATION');
  });

  it('stays unknown when it is asked for', async () => {
    const condition = 'resource.disks.exists(d, d.diskEncryptionKey.sha256 == "x")';
    expect(await denied('compute.googleapis.com/Instance', condition, vm(inProject))).toBe('UNDECIDED');
  });
});

it('sees the accounts of an instance as a list', async () => {
  const condition = 'resource.serviceAccounts.exists(a, a.scopes.exists(s, s.endsWith("cloud-platform")))';
  expect(await denied('compute.googleapis.com/Instance', condition, vm(inProject))).toBe('VIOLATION');
});

it('takes the public address of a database for granted where nothing is said of it', async () => {
  const sql = (rest: string): string =>
    `resource "google_sql_database_instance" "s" { database_version = "POSTGRES_15" ; settings { tier = "t" ; ${rest} } }`;
  const condition = 'resource.settings.ipConfiguration.ipv4Enabled';
  expect(await denied('sqladmin.googleapis.com/Instance', condition, sql(''))).toBe('VIOLATION');
  const without = sql('ip_configuration { ipv4_enabled = false }');
  expect(await denied('sqladmin.googleapis.com/Instance', condition, without)).toBe('PASS');
});

it('leaves open what is at a port whose spelling is not understood', async () => {
  const firewall =
    'resource "google_compute_firewall" "f" { name = "f" ; network = "n" ; allow { protocol = "tcp" ; ports = ["22"] } }';
  const condition = (port: string): string => `resource.allowed.containsFirewallPort("tcp", "${port}")`;
  expect(await denied('compute.googleapis.com/Firewall', condition('22'), firewall)).toBe('VIOLATION');
  expect(await denied('compute.googleapis.com/Firewall', condition('23'), firewall)).toBe('PASS');
  expect(await denied('compute.googleapis.com/Firewall', condition('ssh'), firewall)).toBe('UNDECIDED');
});
