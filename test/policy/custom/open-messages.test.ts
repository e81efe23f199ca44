import { describe, expect, it } from 'vitest';
import { denied } from './denied.ts';

const provider = 'provider "google" { project = "proj-one" } ;';
const resource = (type: string, body: string): string => `${provider} resource "${type}" "r" { name = "r" ; ${body} }`;
const instance = (machineType: string, rest = ''): string =>
  resource(
    'google_compute_instance',
    `machine_type = ${machineType} ; zone = "europe-west3-a" ; boot_disk { } ; network_interface { network = "n" } ; ${rest}`,
  );
const firewall = (rest: string): string => resource('google_compute_firewall', `network = "n" ; ${rest}`);
const bucket = (rest: string): string => resource('google_storage_bucket', `location = "EU" ; ${rest}`);
const service = (rest: string): string =>
  resource('google_cloud_run_v2_service', `location = "europe-west3" ; ${rest}`);
const cluster = (rest: string): string => resource('google_container_cluster', `location = "europe-west3" ; ${rest}`);
const dynamic = (block: string, content: string): string =>
  `dynamic "${block}" { for_each = var.unknown ; content { ${content} } }`;

const types = {
  instance: 'compute.googleapis.com/Instance',
  firewall: 'compute.googleapis.com/Firewall',
  bucket: 'storage.googleapis.com/Bucket',
  service: 'run.googleapis.com/Service',
  pool: 'container.googleapis.com/NodePool',
} as const;

/** Terraform's templates, which would be taken for JavaScript's. */
const begun = ['"e2-$', '{var.unknown}"'].join('');
const twoRanges = firewall('source_ranges = ["9.0.0.0/8", "10.0.0.0/8"] ; allow { protocol = "tcp" }');
const attached = instance('"e2-medium"', dynamic('attached_disk', 'source = attached_disk.value'));
const template = service(dynamic('template', 'containers { image = "i" }'));
const encrypted = service('template { encryption_key = var.unknown ; containers { image = "i" } }');
const key = '"run.googleapis.com/encryption-key" in resource.spec.template.metadata.annotations';
const pools = cluster(dynamic('node_pool', 'node_config { machine_type = "a" }'));

describe.each<[string, keyof typeof types, [string, string, string][]]>([
  [
    'a name of which the beginning is known is sent as a URL, and a URL in any spelling',
    'instance',
    [
      ['resource.machineType.startsWith("e2-")', instance(begun), 'UNDECIDED'],
      ['resource.machineType.startsWith("projects/")', instance('"zones/z/machineTypes/e2"'), 'UNDECIDED'],
      ['resource.machineType.startsWith("https:")', instance('"projects/p/zones/z/machineTypes/e2"'), 'UNDECIDED'],
      ['resource.machineType.endsWith("/e2")', instance('"projects/p/zones/z/machineTypes/e2"'), 'VIOLATION'],
    ],
  ],
  [
    'a list that blocks of several kinds make is not known where one of them is not',
    'instance',
    [
      ['resource.disks.size() == 1', attached, 'UNDECIDED'],
      ['resource.disks.exists(d, d.source == "x")', attached, 'UNDECIDED'],
      ['resource.disks.size() == 1', instance('"e2-medium"'), 'VIOLATION'],
    ],
  ],
  [
    'a set has no first element, and as many as turn out to differ',
    'firewall',
    [
      ['resource.sourceRanges[0] == "10.0.0.0/8"', twoRanges, 'UNDECIDED'],
      ['resource.sourceRanges.exists(r, r == "10.0.0.0/8")', twoRanges, 'VIOLATION'],
      ['resource.allowed[0].IPProtocol == "tcp"', twoRanges, 'VIOLATION'],
      [
        'resource.allowed.size() == 2',
        firewall('allow { protocol = "tcp" } ; allow { protocol = var.unknown }'),
        'UNDECIDED',
      ],
    ],
  ],
  [
    'a port that is not understood as a whole is not understood in part',
    'firewall',
    [
      [
        'resource.allowed.containsFirewallPort("tcp", "22")',
        firewall('allow { protocol = "tcp" ; ports = ["80,22"] }'),
        'UNDECIDED',
      ],
    ],
  ],
  [
    'a message around a value that may be null need not be there',
    'bucket',
    [
      ['has(resource.objectRetention)', bucket('enable_object_retention = var.unknown'), 'UNDECIDED'],
      ['has(resource.objectRetention)', bucket('enable_object_retention = true'), 'VIOLATION'],
      ['has(resource.encryption)', bucket('encryption { default_kms_key_name = var.unknown }'), 'VIOLATION'],
    ],
  ],
  [
    'what goes to other places than the block it is written in is not known where the block is not',
    'service',
    [
      ['resource.spec.template.spec.containers.exists(c, c.image == "x")', template, 'UNDECIDED'],
      [key, encrypted, 'UNDECIDED'],
      [key, service('template { containers { image = "i" } }'), 'PASS'],
    ],
  ],
  [
    'a cluster of which it is not known which node pools it has may have any',
    'pool',
    [
      ['resource.config.machineType == ""', pools, 'UNDECIDED'],
      ['resource.config.machineType == ""', cluster('enable_autopilot = var.unknown'), 'UNDECIDED'],
      ['resource.config.machineType == ""', cluster(''), 'VIOLATION'],
    ],
  ],
])('%s', (_rule, type, cases) => {
  it.each(cases)('%s', async (condition, hcl, expected) => {
    expect(await denied(types[type], condition, hcl)).toBe(expected);
  });
});
