import { describe, expect, it } from 'vitest';
import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import type { PolicyTest } from '../../../src/load/policy-test.ts';
import { type PolicyTestResult, runPolicyTests } from '../../../src/policy/custom/run-policy-tests.ts';
import { constraint, facts } from './check-text.ts';
import { modules } from './idiom-modules.ts';

const customConstraints = [
  constraint({ name: 'custom.versioned', condition: 'resource.versioning.enabled == false' }),
  constraint({ name: 'custom.broken', condition: 'resource.' }),
  constraint({ name: 'custom.misspelt', condition: 'resource.versioning.enable == false' }),
  constraint({
    name: 'custom.rotated',
    condition: 'resource.rotationPeriod <= duration("7776000s") && has(resource.rotationPeriod)',
    resourceTypes: ['cloudkms.googleapis.com/CryptoKey'],
    actionType: 'ALLOW',
  }),
];
const hierarchy = { nodes: new Map(), projectOfNumber: new Map(), domains: new Map() };

function run(test: Omit<PolicyTest, 'name'>): PolicyTestResult | undefined {
  const settings = {
    policies: { customConstraints, hierarchy },
    engine: { compile: compilePartial },
    facts,
    terraformVersion: '1.5.7',
  };
  return runPolicyTests([{ name: 'a test', ...test }], settings)[0];
}

describe('a unit test of a constraint', () => {
  const versioned = { constraint: 'custom.versioned' } as const;

  it('passes when the verdict is the expected one, and fails otherwise', () => {
    expect(run({ ...versioned, terraform: modules.plainBucket, expect: 'VIOLATION' })).toMatchObject({
      passed: true,
      verdict: 'VIOLATION',
    });
    expect(run({ ...versioned, terraform: modules.goodBucket, expect: 'VIOLATION' })).toMatchObject({
      passed: false,
      verdict: 'PASS',
    });
    expect(run({ ...versioned, terraform: modules.dataset, expect: 'NOT_APPLICABLE' })).toMatchObject({ passed: true });
    expect(
      run({ ...versioned, terraform: modules.plainBucket, action: 'delete', expect: 'NOT_APPLICABLE' }),
    ).toMatchObject({ passed: true });
  });

  it('takes the worst verdict of several resources', () => {
    const second = modules.goodBucket.replace('"b" {', '"c" {');
    expect(run({ ...versioned, terraform: second + modules.plainBucket, expect: 'PASS' })?.verdict).toBe('VIOLATION');
  });

  it('takes a resource as the API has it, unset fields being zero', () => {
    expect(run({ ...versioned, api: { versioning: { enabled: true } }, expect: 'PASS' })).toMatchObject({
      passed: true,
    });
    expect(run({ ...versioned, api: {}, expect: 'VIOLATION' })).toMatchObject({ passed: true });
    const rotated = { constraint: 'custom.rotated' } as const;
    expect(run({ ...rotated, api: { rotationPeriod: '2592000s' }, expect: 'PASS' })).toMatchObject({ passed: true });
    expect(run({ ...rotated, api: { rotationPeriod: '9999999s' }, expect: 'VIOLATION' })).toMatchObject({
      passed: true,
    });
    expect(run({ ...rotated, api: {}, expect: 'VIOLATION' })).toMatchObject({ passed: true });
  });

  it('says what is doubtful about a condition', () => {
    expect(run({ constraint: 'custom.misspelt', api: { versioning: {} }, expect: 'VIOLATION' })).toMatchObject({
      passed: false,
      verdict: 'UNDECIDED',
      notes: ['`enable` is no known field of versioning; did you mean `enabled`?'],
    });
  });

  it('shows the trace', () => {
    expect(run({ ...versioned, api: {}, expect: 'PASS' })?.trace).toEqual([
      { text: 'resource.versioning.enabled == false', value: 'true' },
      { text: 'resource.versioning.enabled', value: 'false (not set)' },
    ]);
  });

  it.each<[Omit<PolicyTest, 'name'>, RegExp]>([
    [{ constraint: 'custom.nope', api: {}, expect: 'PASS' }, /^no policy file defines custom\.nope$/],
    [{ constraint: 'custom.broken', api: {}, expect: 'PASS' }, /does not compile: it ends too early$/],
    [
      { ...versioned, terraform: 'resource "google_storage_bucket" "b" {}', expect: 'PASS' },
      /^the resource is not valid: /,
    ],
  ])('cannot be run where something is wrong: %j', (test, reason) => {
    const result = run(test);
    expect(result?.passed).toBe(false);
    expect(result?.verdict).toBeUndefined();
    expect(result?.reason).toMatch(reason);
  });
});
