import { describe, expect, test } from 'vitest';
import type { ObjectValue, Value } from '../../../src/hcl/value.ts';
import { toPlainJson } from '../../../src/hcl/values/json-value.ts';
import { planInstance } from '../../../src/terraform/plan/plan-instance.ts';
import { applied } from './arbitrary-configuration.ts';
import { inputOf } from './plan-module-text.ts';

function planned(text: string): Readonly<Record<string, unknown>> {
  const { values } = planInstance(inputOf(text));
  return Object.fromEntries([...values.entries].map(([name, value]) => [name, shown(value)]));
}

function shown(value: Value): unknown {
  return value.kind === 'unknown' ? 'unknown' : toPlainJson(value);
}

describe('planning what is new', () => {
  test.each<[string, string, string, unknown]>([
    ['takes the project from the provider', 'resource "google_pubsub_topic" "a" {\n name = "t"\n}', 'project', 'p-1'],
    [
      'leaves a bucket without project',
      'resource "google_storage_bucket" "a" {\n name = "b"\n location = "eu"\n}',
      'project',
      'unknown',
    ],
    [
      'writes a location in upper case',
      'resource "google_storage_bucket" "a" {\n name = "b"\n location = "eu"\n}',
      'location',
      'EU',
    ],
    ['makes no labels of none', 'resource "google_pubsub_topic" "a" {\n name = "t"\n labels = {}\n}', 'labels', null],
    [
      'fills in blocks that the provider computes',
      'resource "google_pubsub_topic" "a" {\n name = "t"\n}',
      'message_storage_policy',
      'unknown',
    ],
    [
      'knows the address of a service account',
      'resource "google_service_account" "a" {\n account_id = "sa"\n}',
      'email',
      'sa@p-1.iam.gserviceaccount.com',
    ],
    [
      'has null for sets in a block without contents',
      'resource "google_firestore_field" "a" {\n collection = "c"\n field = "f"\n index_config {}\n}',
      'index_config',
      [{ indexes: null }],
    ],
    [
      'keeps a deletion policy that a type has of its own',
      'resource "google_looker_instance" "a" {\n name = "n"\n}',
      'deletion_policy',
      'DEFAULT',
    ],
    [
      'leaves out what the provider suppresses',
      'resource "google_compute_address" "a" {\n name = "n"\n ip_version = "IPV4"\n}',
      'ip_version',
      null,
    ],
    [
      'adds the attribution to the labels',
      'resource "google_pubsub_topic" "a" {\n name = "t"\n labels = { b = "c" }\n}',
      'effective_labels',
      { b: 'c', 'goog-terraform-provisioned': 'true' },
    ],
  ])('%s', (_what, text, name, wanted) => {
    expect(planned(text)[name]).toEqual(wanted);
  });

  test('refuses what needs a project of a provider without one', () => {
    const { settings: _settings, ...input } = inputOf('resource "google_pubsub_topic" "a" {\n name = "t"\n}');
    expect(planInstance(input).faults).toMatchObject([{ isOfProvider: true, path: [] }]);
  });

  test('marks what the type calls sensitive, also when it is null', () => {
    const text = 'resource "google_sql_user" "a" {\n name = "u"\n instance = "i"\n}';
    expect(planInstance(inputOf(text)).values.entries.get('password')).toMatchObject({ kind: 'null', sensitive: true });
  });
});

function prior(text: string): ObjectValue {
  const { values } = planInstance(inputOf(text));
  const known = applied(values);
  return known.kind === 'object' ? known : values;
}

const subnetwork = (range: string, more = ''): string =>
  `resource "google_compute_subnetwork" "a" {\n name = "s"\n network = "n"\n ip_cidr_range = "${range}"\n${more}}`;
const topic = (body: string): string => `resource "google_pubsub_topic" "a" {\n name = "t"\n${body}}`;

describe('planning what is there', () => {
  test.each<[string, string, string, string, readonly unknown[] | undefined]>([
    ['stays without a change', topic(''), topic(''), 'no-op', undefined],
    ['is updated by a changed label', topic(''), topic(' labels = { a = "b" }\n'), 'update', undefined],
    ['is replaced by a new name', topic(''), topic('').replace('"t"', '"u"'), 'replace', [['name']]],
    ['keeps a range that is widened', subnetwork('10.0.0.0/24'), subnetwork('10.0.0.0/20'), 'update', undefined],
    [
      'is replaced by another range',
      subnetwork('10.0.0.0/24'),
      subnetwork('10.1.0.0/20'),
      'replace',
      [['ip_cidr_range']],
    ],
  ])('%s', (_what, before, after, action, paths) => {
    const change = planInstance({ ...inputOf(after), prior: { values: prior(before) } });
    expect(change.action).toBe(action);
    expect(change.replacePaths).toEqual(paths);
  });

  test('keeps computed values when it is updated, and loses them when it is replaced', () => {
    const before = prior(topic(''));
    const id = (text: string): unknown => {
      const { values } = planInstance({ ...inputOf(text), prior: { values: before } });
      return shown(values.entries.get('id') ?? { kind: 'bool', value: false });
    };
    expect([id(topic(' labels = { a = "b" }\n')), id(topic('').replace('"t"', '"u"'))]).toEqual(['made-up', 'unknown']);
  });

  test('obeys lifecycle', () => {
    const input = { ...inputOf(topic('').replace('"t"', '"u"')), prior: { values: prior(topic('')) } };
    expect(planInstance({ ...input, lifecycle: { ignoreChanges: [['name']] } }).action).toBe('no-op');
    expect(planInstance({ ...input, lifecycle: { createBeforeDestroy: true } }).isCreatedFirst).toBe(true);
    expect(planInstance({ ...input, lifecycle: { preventDestroy: true } }).faults).toHaveLength(1);
    const same = { ...inputOf(topic('')), prior: { ...input.prior, isTainted: true } };
    expect(planInstance(same)).toMatchObject({ action: 'replace', reason: 'replace_because_tainted' });
  });
});
