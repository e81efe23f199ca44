import { describe, expect, it } from 'vitest';
import type { Constraint } from '../../../src/policy/constraints.ts';
import { lintPolicySet } from '../../../src/policy/lint/lint-policy-set.ts';
import { answerAt, decisionAt, isEnforcedAt, type KindName, type NodeTags, sampleSet } from '../sample-set.ts';

const [O, F, P, Q, R] = ['organizations/100', 'folders/200', 'projects/p1', 'projects/q1', 'projects/r1'] as const;

/** A list constraint: policies by node, then at which node which values are allowed and denied. */
interface ListVector {
  readonly number: string;
  readonly kind?: KindName;
  readonly specs: Readonly<Record<string, string>>;
  readonly tags?: NodeTags;
  readonly locations?: true;
  readonly expected: readonly (readonly [node: string, allowed: readonly string[], denied: readonly string[]])[];
}

const allow = (...values: readonly string[]) => `{ rules: [{ values: { allowedValues: [${values}] } }] }`;
const allowInherit = (...values: readonly string[]) =>
  `{ inheritFromParent: true, rules: [{ values: { allowedValues: [${values}] } }] }`;
const deny = (...values: readonly string[]) => `{ rules: [{ values: { deniedValues: [${values}] } }] }`;
const denyInherit = (...values: readonly string[]) =>
  `{ inheritFromParent: true, rules: [{ values: { deniedValues: [${values}] } }] }`;
const reset = '{ reset: true }';

const regionsByTag = `{ rules: [
  { values: { allowedValues: [in:us-east1-locations] } },
  { condition: { expression: "resource.matchTag('100/location', 'us-west1')" }, values: { allowedValues: [in:us-west1-locations] } }] }`;
const openByTag = `{ rules: [
  { condition: { expression: "!resource.matchTag('100/op', 'open')" }, values: { allowedValues: [is:C01] } },
  { condition: { expression: "resource.matchTag('100/op', 'open')" }, allowAll: true }] }`;

const listVectors: readonly ListVector[] = [
  { number: '1', specs: {}, expected: [[P, ['E1', 'anything'], []]] },
  { number: '2', kind: 'LD', specs: {}, expected: [[P, [], ['E1', 'anything']]] },
  { number: '3', specs: { [O]: allow('E1', 'E2') }, expected: [[P, ['E1'], ['E3']]] },
  {
    number: '4',
    specs: { [O]: allow('E1', 'E2'), [P]: allow('E3', 'E4') },
    expected: [
      [P, ['E3'], ['E1']],
      [O, ['E1'], ['E3']],
    ],
  },
  {
    number: '5',
    specs: { [O]: allow('E1', 'E2'), [P]: allowInherit('E3', 'E4') },
    expected: [[P, ['E1', 'E2', 'E3', 'E4'], ['E5']]],
  },
  { number: '6', specs: { [O]: allow('E1', 'E2'), [P]: denyInherit('E1') }, expected: [[P, ['E2'], ['E1', 'E9']]] },
  { number: '7', specs: { [F]: deny('X'), [P]: allowInherit('X') }, expected: [[P, [], ['X', 'Y']]] },
  {
    number: '8',
    specs: { [F]: deny('projects/123'), [P]: denyInherit('projects/456') },
    expected: [[P, ['projects/789'], ['projects/123', 'projects/456']]],
  },
  { number: '9a', specs: { [O]: allow('E1'), [P]: reset }, expected: [[P, ['E7'], []]] },
  { number: '9b', kind: 'LD', specs: { [O]: allow('E1'), [P]: reset }, expected: [[P, [], ['E7', 'E1']]] },
  {
    number: '10',
    specs: { [O]: allow('E1'), [P]: '{ rules: [{ allowAll: true }] }' },
    expected: [
      [P, ['E1', 'anything'], []],
      [F, ['E1'], ['anything']],
    ],
  },
  { number: '11', specs: { [O]: allow('E1'), [P]: '{ rules: [{ denyAll: true }] }' }, expected: [[P, [], ['E1']]] },
  {
    number: '12',
    specs: {
      [O]: allow('under:organizations/100'),
      [P]: '{ inheritFromParent: true, rules: [{ values: { allowedValues: [under:projects/r1], deniedValues: [under:folders/200] } }] }',
    },
    expected: [[P, ['projects/q1'], ['projects/r1', 'folders/200']]],
  },
  {
    number: '13a',
    specs: { [O]: allow('A'), [F]: allowInherit('B'), [P]: allowInherit('C') },
    expected: [[P, ['A', 'B', 'C'], ['D']]],
  },
  {
    number: '13b',
    specs: { [O]: allow('A'), [F]: allow('B'), [P]: allowInherit('C') },
    expected: [[P, ['B', 'C'], ['A']]],
  },
  {
    number: '14',
    specs: { [O]: allow('A'), [F]: reset, [P]: allowInherit('C') },
    expected: [[P, ['C'], ['A']]],
  },
  {
    number: '23',
    specs: { [O]: regionsByTag },
    tags: { [P]: { '100/location': 'us-west1' } },
    locations: true,
    expected: [
      [P, ['us-east1', 'us-west1'], ['us-west2']],
      [Q, ['us-east1'], ['us-west1']],
    ],
  },
  {
    number: '24',
    specs: { [O]: openByTag },
    tags: { [P]: { '100/op': 'open' } },
    expected: [
      [Q, ['C01'], ['C02']],
      [P, ['C01', 'C02'], []],
    ],
  },
  { number: '30', specs: { [O]: allow('us') }, locations: true, expected: [[P, ['US'], ['us-central1']]] },
  { number: '31', specs: { [O]: deny('us') }, locations: true, expected: [[P, ['us-east1'], ['US']]] },
  {
    number: '32',
    specs: { [O]: allow('us-east1') },
    locations: true,
    expected: [[P, ['us-east1', 'us-east1-b'], ['us-east4']]],
  },
  {
    number: '33 (values)',
    specs: { [O]: allow('in:us-central1-locations', 'global') },
    locations: true,
    expected: [[P, ['global', 'us-central1-a'], ['europe-west1']]],
  },
  {
    number: '34 (values)',
    specs: { [O]: deny('storage.googleapis.com') },
    expected: [[P, ['bigquery.googleapis.com'], ['storage.googleapis.com']]],
  },
  {
    number: '36 (values)',
    specs: { [O]: allow('under:folders/200') },
    expected: [[P, ['projects/p1', 'projects/301'], ['projects/q1']]],
  },
  { number: '37 (values)', specs: { [O]: allow('is:internal') }, expected: [[P, ['internal'], ['all']]] },
  {
    number: '38 (values)',
    specs: { [O]: allow('ESSENTIAL', 'LIGHT') },
    expected: [[P, ['ESSENTIAL', 'LIGHT'], ['COMPREHENSIVE']]],
  },
];

describe('list constraints', () => {
  it.each(listVectors)('vector $number', ({ kind = 'L', specs, tags, locations, expected }) => {
    const set = sampleSet(specs, tags);
    const notation = locations ? ({ values: 'locations' } as const) : {};
    const actual = expected.map(([node, allowed, denied]) => [
      node,
      allowed.filter((value) => answerAt(set, kind, node, value, notation) === 'allowed'),
      denied.filter((value) => answerAt(set, kind, node, value, notation) === 'denied'),
    ]);
    expect(actual).toEqual(expected);
  });

  it('vector 36: a project that the hierarchy does not have is undecided', () => {
    expect(answerAt(sampleSet({ [O]: allow('under:folders/200') }), 'L', P, 'projects/elsewhere')).toBe('undecided');
  });
});

const on = '{ rules: [{ enforce: true }] }';
const off = '{ rules: [{ enforce: false }] }';
const offInDev = `{ rules: [
  { condition: { expression: "resource.matchTag('100/env', 'dev')" }, enforce: false },
  { enforce: true }] }`;

/** A constraint that is enforced or not: policies by node, then where it is enforced. */
interface EnforcedVector {
  readonly number: string;
  readonly kind?: KindName;
  readonly specs: Readonly<Record<string, string>>;
  readonly tags?: NodeTags;
  readonly expected: Readonly<Record<string, boolean>>;
}

const enforcedVectors: readonly EnforcedVector[] = [
  { number: '15', specs: { [O]: on }, expected: { [P]: true } },
  { number: '16', specs: { [O]: off, [P]: on }, expected: { [O]: false, [F]: false, [P]: true } },
  { number: '17', specs: { [O]: on, [P]: reset }, expected: { [P]: false, [F]: true } },
  { number: '18', kind: 'BD', specs: {}, expected: { [P]: true } },
  { number: '19', kind: 'BD', specs: { [O]: off }, expected: { [P]: false } },
  { number: '20', specs: { [O]: offInDev }, tags: { [P]: { '100/env': 'dev' } }, expected: { [P]: false, [Q]: true } },
  {
    number: '25',
    specs: { [O]: offInDev },
    tags: { [F]: { '100/env': 'prod' }, [P]: { '100/env': 'dev' } },
    expected: { [P]: false, [R]: true },
  },
];

describe('constraints that are enforced or not', () => {
  it.each(enforcedVectors)('vector $number', ({ kind = 'B', specs, tags, expected }) => {
    const set = sampleSet(specs, tags);
    const actual = Object.keys(expected).map((node) => [node, isEnforcedAt(set, kind, node)]);
    expect(Object.fromEntries(actual)).toEqual(expected);
  });

  it('vector 39: parameters come from the rule that decides', () => {
    const spec = '{ rules: [{ enforce: true, parameters: { allowedDomains: ["@a.com"] } }] }';
    const decision = decisionAt(sampleSet({ [O]: spec }), 'M', P);
    expect(decision).toEqual({ kind: 'boolean', enforced: true, parameters: { allowedDomains: ['@a.com'] } });
  });
});

describe('dry runs', () => {
  it('vector 26: a dry run stands beside what is live', () => {
    const set = sampleSet({ [P]: `spec: ${off}\ndryRunSpec: ${on}` });
    expect([isEnforcedAt(set, 'B', P), isEnforcedAt(set, 'B', P, 'dryRun')]).toEqual([false, true]);
  });

  it('vector 27: a live policy overrides the dry run above', () => {
    const set = sampleSet({ [O]: `dryRunSpec: ${on}`, [P]: `spec: ${off}` });
    expect([isEnforcedAt(set, 'B', P, 'dryRun'), isEnforcedAt(set, 'B', Q, 'dryRun')]).toEqual([false, true]);
  });
});

describe('policies that Google refuses', () => {
  const lint = (name: string, kind: Constraint['kind'], spec: string): readonly string[] => {
    const set = sampleSet({ [O]: spec });
    const constraint: Constraint = {
      name,
      kind,
      allowsByDefault: true,
      certainty: 'documented',
      source: '',
      summary: '',
    };
    const policies = set.policies.map((policy) => ({ ...policy, constraint: name }));
    const table = { lookup: (asked: string) => (asked === name ? constraint : undefined), names: () => [name] };
    return lintPolicySet({ ...set, policies }, table)
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);
  };
  const condition = `condition: { expression: "resource.matchTag('100/env', 'dev')" }`;

  it('vector 21: a rule with a condition has to oppose', () => {
    expect(lint('test.c', 'boolean', `{ rules: [{ ${condition}, enforce: true }, { enforce: true }] }`)).toEqual([
      'policy-rule',
    ]);
  });

  it('vector 22: one rule has to be without a condition', () => {
    expect(lint('test.c', 'boolean', `{ rules: [{ ${condition}, enforce: false }] }`)).toEqual(['policy-rule']);
  });

  it.each(['{ denyAll: true }', '{ allowAll: true }', '{ values: { allowedValues: [storage.googleapis.com] } }'])(
    'vector 35: gcp.restrictNonCmekServices takes no %s',
    (rule) => {
      expect(lint('gcp.restrictNonCmekServices', 'list', `{ rules: [${rule}] }`)).toEqual(['policy-value']);
    },
  );

  it('takes gcp.restrictNonCmekServices with denied services', () => {
    const rule = '{ values: { deniedValues: [storage.googleapis.com] } }';
    expect(lint('gcp.restrictNonCmekServices', 'list', `{ rules: [${rule}] }`)).toEqual([]);
  });
});
