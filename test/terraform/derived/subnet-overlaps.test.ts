import { describe, expect, it } from 'vitest';
import { subnetOverlaps } from '../../../src/terraform/derived/subnet-overlaps.ts';
import { evaluated } from './evaluated.ts';

function overlaps(text: string): string[] {
  return subnetOverlaps(evaluated(text)).map(
    ({ first, second }) => `${first.address} ${first.cidr} ${second.address} ${second.cidr}`,
  );
}

const subnet = (name: string, network: string, range: string, more = ''): string =>
  `resource "google_compute_subnetwork" "${name}" {\n  name = "${name}"\n  region = "europe-west3"\n  network = ${network}\n  ip_cidr_range = ${range}\n  ${more}\n}\n`;
const network = (name: string, more = ''): string =>
  `resource "google_compute_network" "${name}" {\n  name = "${name}"\n  auto_create_subnetworks = false\n  ${more}\n}\n`;

describe('subnetOverlaps', () => {
  it.each([
    ['by name', '"n"', '"n"'],
    [
      'by name and by self link',
      '"projects/acme/global/networks/n"',
      '"https://www.googleapis.com/compute/v1/projects/acme/global/networks/n"',
    ],
  ])('compares subnets of one network %s', (_, a, b) => {
    expect(overlaps(subnet('a', a, '"10.0.0.0/16"') + subnet('b', b, '"10.0.1.0/24"'))).toEqual([
      'google_compute_subnetwork.a 10.0.0.0/16 google_compute_subnetwork.b 10.0.1.0/24',
    ]);
  });

  it.each([
    'google_compute_network.n.id',
    'google_compute_network.n.self_link',
    'google_compute_network.n.name',
    'local.n',
  ])('knows the network by %s', (reference) => {
    const text = `locals {\n  n = google_compute_network.n.id\n}\n${network('n')}${subnet('a', reference, '"10.0.0.0/16"')}${subnet('b', 'google_compute_network.n.id', '"10.0.1.0/24"')}`;
    expect(overlaps(text)).toHaveLength(1);
  });

  it('compares the secondary ranges of one subnet', () => {
    const ranges =
      'secondary_ip_range {\n    range_name = "p"\n    ip_cidr_range = "10.1.0.0/16"\n  }\n  secondary_ip_range {\n    range_name = "s"\n    ip_cidr_range = "10.1.255.0/24"\n  }';
    expect(overlaps(subnet('a', '"n"', '"10.0.0.0/16"', ranges))).toHaveLength(1);
  });

  it.each([
    ['touch', subnet('a', '"n"', '"10.0.0.0/24"') + subnet('b', '"n"', '"10.0.1.0/24"')],
    ['are in other networks', subnet('a', '"n"', '"10.0.0.0/24"') + subnet('b', '"m"', '"10.0.0.0/24"')],
    [
      'are in networks of other projects',
      subnet('a', '"n"', '"10.0.0.0/24"', 'project = "acme-a"') +
        subnet('b', '"n"', '"10.0.0.0/24"', 'project = "acme-b"'),
    ],
    [
      'are in networks the module makes',
      network('n') +
        network('m') +
        subnet('a', 'google_compute_network.n.id', '"10.0.0.0/24"') +
        subnet('b', 'google_compute_network.m.id', '"10.0.0.0/24"'),
    ],
    [
      'are in instances of one network',
      network('n', 'count = 2') +
        subnet('a', 'google_compute_network.n[0].id', '"10.0.0.0/24"') +
        subnet('b', 'google_compute_network.n[1].id', '"10.0.0.0/24"'),
    ],
    [
      'are not known',
      `variable "r" {\n  type = string\n}\n${subnet('a', '"n"', 'var.r')}${subnet('b', '"n"', 'var.r')}`,
    ],
    [
      'may not be there',
      `variable "c" {\n  type = number\n}\n${subnet('a', '"n"', '"10.0.0.0/24"', 'count = var.c')}${subnet('b', '"n"', '"10.0.0.0/24"')}`,
    ],
  ])('says nothing of ranges that %s', (_, text) => {
    expect(overlaps(text)).toEqual([]);
  });
});
