import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { documentedRules as dataRules } from '../../../scripts/documented-rules/documented-rules.ts';
import { compilePattern } from '../../../src/regex/pattern.ts';
import type { BlockFacts, TypeFacts, ValueRule } from '../../../src/terraform/facts/facts.ts';
import { sourceRoot, uncheckedAttributes } from '../../../src/terraform/provider-checks/documented-rules.ts';
import { testedRules } from '../../../src/terraform/provider-checks/tested-rules.ts';
import { check, messages } from './configuration.ts';
import { shippedTypes } from './shipped-facts.ts';

const types = [...shippedTypes()];
const documentedRules = [...dataRules, ...testedRules];

function hasAttribute(type: TypeFacts, path: string): boolean {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let body: BlockFacts | undefined = type;
  for (const name of names) body = body?.blocks?.[name];
  return body?.attributes?.[last] !== undefined;
}

describe('documented rules', () => {
  it('are about attributes that the facts know', () => {
    const known = new Map(
      types.map((type) => [`${type.mode} ${type.mode === 'provider' ? 'google' : type.type}`, type]),
    );
    const lost = documentedRules.flatMap(({ types: names, mode, path }) =>
      names
        .filter((name) => {
          const candidates = (mode === undefined ? ['managed', 'data', 'provider'] : [mode]).flatMap(
            (each) => known.get(`${each} ${name}`) ?? [],
          );
          return !candidates.some((type) => hasAttribute(type, path));
        })
        .map((name) => `${name}.${path}`),
    );
    expect(lost).toEqual([]);
  });

  it('that are data stand in the facts that ship', () => {
    const missing = dataRules.flatMap(({ types: names, mode, path, value, items }) =>
      types
        .filter((type) => names.includes(type.mode === 'provider' ? 'google' : type.type))
        .filter((type) => (mode === undefined || mode === type.mode) && hasAttribute(type, path))
        .filter(
          ({ documented }) =>
            !isDeepStrictEqual(documented?.[path], { ...(value && { value }), ...(items && { items }) }),
        )
        .map(({ mode: of, type }) => `${of} ${type}.${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('name the file that states them and say what they want', () => {
    expect(sourceRoot).toMatch(/^https:/);
    for (const { value, items, source } of documentedRules) {
      expect(source).toMatch(/^[a-z]+(\/[a-z0-9_]+)*\.go$/);
      for (const rule of [value?.keys ?? value, items])
        if (rule !== undefined) expect(saysWhatItWants(rule)).toBe(true);
    }
  });

  it('have patterns that are understood', () => {
    const rules = documentedRules.flatMap(({ value, items }) =>
      [value, value?.keys, items].flatMap((rule) => rule ?? []),
    );
    const unread = rules.flatMap(({ pattern, notPattern }) => [pattern, notPattern].flatMap((text) => text ?? []));
    expect(unread.length).toBeGreaterThan(20);
    expect(unread.filter((text) => compilePattern(text) === undefined)).toEqual([]);
  });

  it('leave two attributes unchecked, which hold regular expressions', () => {
    const unchecked = new Set(
      types.flatMap((type) => uncheckedAttributes(type).map((path) => `${type.mode} ${type.type}.${path}`)),
    );
    expect([...unchecked].sort()).toEqual([
      'data google_service_accounts.regex',
      'managed google_tags_tag_key.allowed_values_regex',
    ]);
  });

  function saysWhatItWants({ expected, enum: choices, format, minLength }: ValueRule): boolean {
    return expected !== undefined || choices !== undefined || format !== undefined || minLength !== undefined;
  }
});

describe('a documented rule', () => {
  const names = [
    [
      'google_iam_workload_identity_pool',
      'workload_identity_pool_id',
      ['pool-1', 'pool.svc.id.goog'],
      ['abc', 'abcd.svc.id.goog', 'Pool', 'gcp-pool', 'a.b', 'x'.repeat(33)],
    ],
    ['google_iam_workforce_pool', 'workforce_pool_id', ['pool-1'], ['x-1', 'pool-', 'gcp-pool']],
    ['google_bigquery_dataset', 'dataset_id', ['Data_1'], ['data-1', '']],
    ['google_dns_record_set', 'name', ['a.example.com.'], ['a.example.com', '']],
    ['google_project_service', 'service', ['run.googleapis.com'], ['run', 'bigquery-json.googleapis.com']],
    [
      'google_kms_crypto_key',
      'rotation_period',
      ['86400s', '', '86400.5s', '100000.123456789s'],
      ['86399s', '1d', '86400', '86400.1234567890s'],
    ],
    ['google_compute_vpn_tunnel', 'peer_ip', ['8.8.8.8'], ['10.0.0.1', 'x']],
    ['google_container_cluster', 'cluster_ipv4_cidr', ['', '10.96.0.0/14'], ['10.96.0.1/14', '8.0.0.0/8']],
    ['google_compute_instance_template', 'name_prefix', ['a'.repeat(54)], ['a'.repeat(55)]],
  ] as const;

  it.each(names)('%s.%s takes and refuses what the provider does', (type, name, good, bad) => {
    const facts = managed(type);
    const isRefused = (value: string) =>
      check(facts, { [name]: value }).some(({ args }) => args?.['argument'] === name);
    expect(good.filter(isRefused)).toEqual([]);
    expect(bad.filter((value) => !isRefused(value))).toEqual([]);
  });

  it('looks at the keys of a map', () => {
    const bucket = managed('google_storage_bucket');
    expect(messages(bucket, { labels: { 'team-1': 'A', Team: 'b' } })).toEqual([
      'value-pattern: `labels` has the key "Team", expected a label key of up to 63 lower-case letters, digits, underscores and hyphens',
    ]);
  });

  it('looks at elements', () => {
    const acl = managed('google_storage_object_acl');
    expect(messages(acl, { role_entity: ['OWNER:user-a', 'value'] })).toEqual([
      'value-pattern: `role_entity` is "value", expected a role and an entity as `ROLE:entity`',
    ]);
  });

  it('may be a warning', () => {
    const instance = managed('google_compute_instance');
    expect(messages(instance, { metadata: { 'gce-container-declaration': 'x' } })).toContainEqual(
      expect.stringMatching(/^warning value-pattern: `metadata` has the key "gce-container-declaration"/),
    );
  });

  it('allows either case where the provider does', () => {
    const manager = managed('google_compute_instance_group_manager');
    const policy = (mode: string) =>
      messages(manager, { standby_policy: { mode } }).filter((text) => text.includes('standby_policy.mode'));
    expect([policy('manual'), policy('MANUAL'), policy('other').length]).toEqual([[], [], 1]);
  });

  it('is not applied where facts know of no checks at all', () => {
    expect(
      messages(
        { type: 'google_dns_record_set', mode: 'managed', attributes: { name: { type: 'string', mode: 'required' } } },
        { name: 'a' },
      ),
    ).toEqual([]);
  });
});

function managed(name: string): TypeFacts {
  const found = types.find(({ mode, type }) => mode === 'managed' && type === name);
  if (found === undefined) throw new Error(`no facts about ${name}`);
  return found;
}
