import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/hcl/ast.ts';
import { parseBody } from '../../src/hcl/syntax/parse.ts';
import { environments, moduleOf, renderFlagship } from './flagship.ts';
import { factsFaults, readFacts } from './provider-facts.ts';

const facts = readFacts();

/** Environments with switches that between them write every branch of every template. */
const variants: readonly (readonly [string, string])[] = [
  ...environments.map((environment) => [environment, ''] as const),
  ['prod', 'enable_nat=true datastream_connectivity=vpc-peering stream_keeps_history=true stream_backfill=false'],
  ['staging', 'enable_encryption=false enable_api=false enable_image_scanning=false'],
  ['dev', 'enable_datastream=false enable_monitoring=false'],
];

describe.each(variants)('the module of %s %s', (environment, sets) => {
  const bodies = bodiesOf(environment, sets === '' ? [] : sets.split(' '));

  it('has only arguments the provider knows, all it requires, and no two that exclude each other', () => {
    expect([...bodies.values()].flatMap((body) => factsFaults(body, facts))).toEqual([]);
  });
});

describe('the check by provider facts', () => {
  it.each([
    ['resource "google_storage_bucket" "a" {\n name = "a"\n}', 'google_storage_bucket.a: location: missing'],
    ['resource "google_storage_buckets" "a" {\n}', 'google_storage_buckets.a: unknown type'],
    [
      'resource "google_service_account" "a" {\n account_id = "abcdef"\n email = "x"\n}',
      'google_service_account.a: email: set by the provider',
    ],
    [
      'resource "google_service_account" "a" {\n account_id = "Abcdef"\n}',
      'google_service_account.a: account_id: `Abcdef` does not match',
    ],
    [
      'resource "google_monitoring_alert_policy" "a" {\n combiner = "XOR"\n display_name = "a"\n conditions {\n  display_name = "a"\n  notification_channels {}\n }\n}',
      'google_monitoring_alert_policy.a: conditions.notification_channels: unknown block',
    ],
    [
      'resource "google_compute_firewall" "a" {\n name = "a"\n network = "a"\n}',
      'google_compute_firewall.a: allow: not exactly one of its group',
    ],
  ])('finds what is wrong in %s', (text, fault) => {
    expect(factsFaults(parsed(text, 'a.tf'), facts)).toContain(fault);
  });
});

function bodiesOf(environment: string, sets: readonly string[]): Map<string, Body> {
  const files = [...moduleOf(renderFlagship(environment, ...sets))].filter(([name]) => name.endsWith('.tf'));
  return new Map(files.map(([name, text]) => [name, parsed(text, name)]));
}

function parsed(text: string, file: string): Body {
  const { value, diagnostics } = parseBody(text, file);
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error(`${file} cannot be read`);
  return value;
}
