import { describe, expect, it } from 'vitest';
import { sameObjects } from '../../../src/terraform/derived/same-objects.ts';
import { evaluated } from './evaluated.ts';

function same(text: string): string[] {
  return sameObjects(evaluated(text)).map(
    ({ first, second, attribute, name }) => `${first.address} ${second.address} ${attribute}=${name}`,
  );
}

const bucket = (label: string, name: string, more = ''): string =>
  `resource "google_storage_bucket" "${label}" {\n  name = ${name}\n  location = "EU"\n  ${more}\n}\n`;

describe('sameObjects', () => {
  it('finds two resources of one name', () => {
    expect(same(bucket('a', '"x"') + bucket('b', '"x"'))).toEqual([
      'google_storage_bucket.a google_storage_bucket.b name=x',
    ]);
  });

  it('finds instances of one resource', () => {
    expect(same(bucket('a', '"x"', 'count = 3'))).toHaveLength(2);
  });

  it('takes the name of a bucket for one of the whole world', () => {
    expect(same(bucket('a', '"x"', 'project = "acme-a"') + bucket('b', '"x"', 'project = "acme-b"'))).toHaveLength(1);
  });

  it.each([
    ['names are not known', `variable "n" {\n  type = string\n}\n${bucket('a', 'var.n')}${bucket('b', 'var.n')}`],
    [
      'it is not known whether there are two',
      `variable "c" {\n  type = number\n}\n${bucket('a', '"x"', 'count = var.c')}${bucket('b', '"x"')}`,
    ],
    [
      'no name is written',
      'resource "google_service_account" "a" {\n  account_id = null\n}\nresource "google_service_account" "b" {\n  account_id = null\n}\n',
    ],
    [
      'the place may be another',
      'resource "google_compute_address" "a" {\n  name = "x"\n}\nresource "google_compute_address" "b" {\n  name = "x"\n  region = "europe-west3"\n}\n',
    ],
    [
      'the provider is another',
      'provider "google" {\n  alias = "b"\n}\nresource "google_pubsub_topic" "a" {\n  name = "x"\n}\nresource "google_pubsub_topic" "b" {\n  provider = google.b\n  name = "x"\n}\n',
    ],
    ['one is only read', `${bucket('a', '"x"')}data "google_storage_bucket" "b" {\n  name = "x"\n}\n`],
    [
      'keys of one account',
      'resource "google_service_account_key" "a" {\n  count = 2\n  service_account_id = "x"\n}\n',
    ],
  ])('says nothing when %s', (_, text) => {
    expect(same(text)).toEqual([]);
  });
});
