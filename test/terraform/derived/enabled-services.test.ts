import { describe, expect, it } from 'vitest';
import { missingServices } from '../../../src/terraform/derived/enabled-services.ts';
import { evaluated } from './evaluated.ts';

function missing(text: string): string[] {
  return missingServices(evaluated(text)).map(
    ({ service, users }) => `${service}: ${users.map(({ address }) => address).join(' ')}`,
  );
}

const enables = (service: string, more = ''): string =>
  `resource "google_project_service" "s" {\n  service = ${service}\n  ${more}\n}\n`;
const topic = (more = ''): string => `resource "google_pubsub_topic" "t" {\n  name = "t"\n  ${more}\n}\n`;

describe('missingServices', () => {
  it('names what is used and not enabled', () => {
    expect(missing(enables('"run.googleapis.com"') + topic())).toEqual([]);
    expect(missing(enables('"dns.googleapis.com"') + topic())).toEqual([
      'pubsub.googleapis.com: google_pubsub_topic.t',
    ]);
  });

  it.each([
    ['the module enables none', topic()],
    ['it is enabled', enables('"pubsub.googleapis.com"') + topic()],
    [
      'the name of a service is not known',
      `${enables('"dns.googleapis.com"')}variable "v" {\n  type = string\n}\nresource "google_project_service" "v" {\n  service = var.v\n}\n${topic()}`,
    ],
    [
      'the project of a service is not known',
      `variable "p" {\n  type = string\n}\n${enables('"dns.googleapis.com"', 'project = var.p')}${topic()}`,
    ],
    [
      'the project of the user is not known',
      `variable "p" {\n  type = string\n}\n${enables('"dns.googleapis.com"')}${topic('project = var.p')}`,
    ],
    [
      'the user is in another project',
      enables('"dns.googleapis.com"', 'project = "acme-a"') + topic('project = "acme-b"'),
    ],
    ['nothing is known of the type', `${enables('"dns.googleapis.com"')}resource "google_new_thing" "n" {\n}\n`],
    [
      'it is on in every project',
      `${enables('"dns.googleapis.com"')}resource "google_storage_bucket" "b" {\n  name = "b"\n  location = "EU"\n}\n`,
    ],
  ])('says nothing when %s', (_, text) => {
    expect(missing(text)).toEqual([]);
  });

  it('takes the project of the provider where none is written', () => {
    const provider = 'provider "google" {\n  project = "acme-a"\n}\n';
    expect(missing(provider + enables('"dns.googleapis.com"', 'project = "acme-a"') + topic())).toHaveLength(1);
    expect(missing(provider + enables('"dns.googleapis.com"', 'project = "acme-b"') + topic())).toEqual([]);
  });
});
