import { describe, expect, it } from 'vitest';
import { effectivePolicy } from '../../../src/policy/effective/effective-policy.ts';
import { matchesValue } from '../../../src/policy/effective/matches-value.ts';
import type { PolicySet } from '../../../src/policy/model.ts';
import { answerAt, decisionAt, isEnforcedAt, sampleSet } from '../sample-set.ts';

const list = { name: 'test.c', kind: 'list', allowsByDefault: true } as const;
const [O, F, P] = ['organizations/100', 'folders/200', 'projects/p1'] as const;
const allow = (...values: readonly string[]) => `{ rules: [{ values: { allowedValues: [${values}] } }] }`;

function withoutHierarchy(set: PolicySet): PolicySet {
  return { ...set, hierarchy: { nodes: new Map(), projectOfNumber: new Map(), domains: new Map() } };
}

describe('what decided', () => {
  it('is named, nearest node first', () => {
    const set = sampleSet({
      [O]: allow('a'),
      [P]: '{ inheritFromParent: true, rules: [{ values: { deniedValues: [b] } }] }',
    });
    const { decidedBy } = effectivePolicy(set, list, P, 'live');
    const rules = set.policies.map(({ node, spec }) => ({ node, location: spec?.rules[0]?.location }));
    expect(decidedBy).toEqual([...rules].reverse());
  });

  it('is a reset, and nothing where no policy is set', () => {
    expect(effectivePolicy(sampleSet({ [F]: '{ reset: true }' }), list, P, 'live').decidedBy).toMatchObject([
      { node: F },
    ]);
    expect(effectivePolicy(sampleSet({}), list, P, 'live').decidedBy).toEqual([]);
  });

  it('is asked by number as well as by id', () => {
    expect(effectivePolicy(sampleSet({ [P]: allow('a') }), list, 'projects/301', 'live').node).toBe(P);
  });
});

describe('what is not known', () => {
  it('is decided by the nearest policy alone when it does not inherit', () => {
    const set = withoutHierarchy(sampleSet({ [P]: allow('a') }));
    expect([answerAt(set, 'L', P, 'a'), answerAt(set, 'L', P, 'b')]).toEqual(['allowed', 'denied']);
  });

  it('leaves it open when what is above matters', () => {
    const inherits = '{ inheritFromParent: true, rules: [{ values: { allowedValues: [a] } }] }';
    for (const specs of [{}, { [P]: inherits }]) {
      const decision = decisionAt(withoutHierarchy(sampleSet(specs)), 'L', P);
      expect(decision).toMatchObject({ kind: 'undecided', reason: expect.stringContaining(P) });
    }
  });

  it('leaves it open when a hierarchy runs in a circle', () => {
    const set = sampleSet({});
    const tags = { byName: new Map(), byId: new Map() };
    const nodes = new Map([
      ['folders/1', { name: 'folders/1', parent: 'folders/2', tags }],
      ['folders/2', { name: 'folders/2', parent: 'folders/1', tags }],
    ]);
    expect(decisionAt({ ...set, hierarchy: { ...set.hierarchy, nodes } }, 'L', 'folders/1').kind).toBe('undecided');
  });

  const byId = `condition: { expression: "resource.matchTagId('tagKeys/1', 'tagValues/2')" }`;

  it('leaves it open when a condition asks for tags that are not told, unless it makes no difference', () => {
    const tags = { [P]: { '100/env': 'dev' } };
    const open = sampleSet({ [O]: `{ rules: [{ ${byId}, enforce: false }, { enforce: true }] }` }, tags);
    expect(isEnforcedAt(open, 'B', P)).toBeUndefined();
    const same = sampleSet({ [O]: `{ rules: [{ ${byId}, enforce: true }, { enforce: true }] }` }, tags);
    expect(isEnforcedAt(same, 'B', P)).toBe(true);
    const values = sampleSet(
      { [O]: `{ rules: [{ ${byId}, values: { allowedValues: [a] } }, { values: { allowedValues: [a] } }] }` },
      tags,
    );
    expect(answerAt(values, 'L', P, 'a')).toBe('allowed');
  });

  it('leaves it open when no condition is met and there is no other rule', () => {
    const condition = `condition: { expression: "resource.matchTag('100/env', 'prod')" }`;
    expect(decisionAt(sampleSet({ [O]: `{ rules: [{ ${condition}, denyAll: true }] }` }), 'L', P).kind).toBe(
      'undecided',
    );
  });

  it('leaves it open when the policy has no rules', () => {
    const set = sampleSet({ [O]: allow('a'), [P]: '{ rules: [] }' });
    expect(answerAt(set, 'L', P, 'b')).toBe('undecided');
  });

  it('leaves it open when the policy is of another kind than the constraint', () => {
    expect(decisionAt(sampleSet({ [O]: '{ rules: [{ enforce: true }] }' }), 'L', P).kind).toBe('undecided');
    expect(decisionAt(sampleSet({ [O]: allow('a') }), 'B', P).kind).toBe('undecided');
  });
});

describe('dry runs', () => {
  const on = '{ rules: [{ enforce: true }] }';

  it('try nothing out where there is none, whatever the default is', () => {
    expect(decisionAt(sampleSet({}), 'BD', P, 'dryRun')).toEqual({ kind: 'default', allows: true });
    expect(decisionAt(sampleSet({ [O]: `spec: ${on}` }), 'B', P, 'dryRun')).toEqual({ kind: 'default', allows: true });
  });

  it('inherit from the dry run above, else from what is live there', () => {
    const inherits = 'dryRunSpec: { inheritFromParent: true, rules: [{ values: { allowedValues: [b] } }] }';
    const above = { live: `spec: ${allow('a')}`, both: `spec: ${allow('a')}\ndryRunSpec: ${allow('c')}` };
    const allowed = (text: string) => {
      const set = sampleSet({ [O]: text, [P]: inherits });
      const { decision } = effectivePolicy(set, list, P, 'dryRun');
      return ['a', 'b', 'c'].filter((value) => matchesValue(value, decision, set.hierarchy).answer === 'allowed');
    };
    expect([allowed(above.live), allowed(above.both)]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });
});

describe('values', () => {
  const answer = (entries: string, value: string) => answerAt(sampleSet({ [O]: allow(entries) }), 'L', P, value);

  it.each([
    ['under:folders/200', 'projects/p1/global/networks/n', 'allowed'],
    ['under:folders/200', '//compute.googleapis.com/projects/p1/zones/z/instances/i', 'allowed'],
    ['under:folders/200', 'https://www.googleapis.com/compute/v1/projects/q1/global/networks/n', 'denied'],
    ['under:projects/301', 'projects/p1', 'allowed'],
    ['under:organizations/433637338589', 'projects/p1', 'denied'],
    ['projects/301/zones/z/instances/i', 'projects/p1/zones/z/instances/i', 'allowed'],
    ['is:a', 'A', 'denied'],
    ['in:INTERNAL', 'INTERNAL_TCP_UDP', 'allowed'],
    ['in:INTERNAL', 'EXTERNAL_TCP_PROXY', 'denied'],
    ['in:UNHEARD_OF', 'x', 'undecided'],
    ['under:folders/200', 'no-project-we-know', 'undecided'],
  ])('%s of %s: %s', (entries, value, expected) => {
    expect(answer(entries, value)).toBe(expected);
  });

  it('a denied entry that may match leaves open what is allowed, not what is denied anyway', () => {
    const spec =
      '{ rules: [{ values: { allowedValues: [projects/far, projects/p1], deniedValues: ["under:folders/200"] } }] }';
    const set = sampleSet({ [O]: spec });
    expect(['projects/far', 'projects/further', 'projects/p1'].map((value) => answerAt(set, 'L', P, value))).toEqual([
      'undecided',
      'denied',
      'denied',
    ]);
  });
});
