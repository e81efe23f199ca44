import { expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import { effectivePolicy } from '../../../src/policy/effective/effective-policy.ts';
import { matchesValue } from '../../../src/policy/effective/matches-value.ts';
import type { HierarchyNode, PolicySet } from '../../../src/policy/model.ts';
import { fc } from '../../properties.ts';
import { naiveAnswer, type PlainAnswer, type PlainRule, type PlainSpec, type PlainWorld } from './naive-evaluator.ts';

const size = 6;
const indexes = fc.nat({ max: size - 1 });
const entry = fc.oneof(
  indexes.map(String),
  indexes.map((index) => `under:${index}`),
);
const entries = fc.array(entry, { maxLength: 3 });
const condition = fc.option(
  fc.record({ key: fc.constantFrom('env', 'op'), value: fc.constantFrom('a', 'b'), isNegated: fc.boolean() }),
  { nil: undefined },
);
const listKind = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('allowAll' as const, 'denyAll' as const) },
  {
    weight: 4,
    arbitrary: fc
      .record({ allowed: entries, denied: entries })
      .filter(({ allowed, denied }) => allowed.length + denied.length > 0),
  },
);

function worlds(isList: boolean): fc.Arbitrary<PlainWorld> {
  const kind: fc.Arbitrary<PlainRule['kind']> = isList ? listKind : fc.record({ enforce: fc.boolean() });
  const spec: fc.Arbitrary<PlainSpec> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        inherit: isList ? fc.boolean() : fc.constant(false),
        // Rules beside a reset are a fault of the document.
        reset: fc.constant(false),
        rules: fc.array(fc.record({ condition, kind }), { maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ inherit: false, reset: true, rules: [] }) },
    { weight: 1, arbitrary: fc.constant({ inherit: true, reset: false, rules: [] }) },
  );
  const tag = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
  const nodes = (item: fc.Arbitrary<PlainSpec | undefined>) => fc.array(item, { minLength: size, maxLength: size });
  return fc.record({
    parents: fc.tuple(...Array.from({ length: size }, (_, index) => fc.nat({ max: Math.max(0, index - 1) }))),
    tags: fc.array(fc.record({ env: tag, op: tag }).map(withoutUndefined), { minLength: size, maxLength: size }),
    policies: nodes(fc.option(spec, { nil: undefined })),
    isList: fc.constant(isList),
    allowsByDefault: fc.boolean(),
  });
}

function withoutUndefined(tags: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

const nameOf = (index: number | string) => (Number(index) === 0 ? 'organizations/1' : `folders/1${index}`);
const shown = (entries: readonly string[]) =>
  entries.map((text) => (text.startsWith('under:') ? `under:${nameOf(text.slice(6))}` : nameOf(text)));

/** The same as policies, by way of JSON as a user would write it. */
function policySetOf(world: PlainWorld): PolicySet {
  const documents = world.policies.flatMap((spec, index) => {
    if (spec === undefined) return [];
    const rules = spec.rules.map(({ condition: asked, kind }) => ({
      ...(asked && {
        condition: { expression: `${asked.isNegated ? '!' : ''}resource.matchTag('1/${asked.key}', '${asked.value}')` },
      }),
      ...(typeof kind === 'string'
        ? { [kind]: true }
        : 'enforce' in kind
          ? kind
          : { values: { allowedValues: shown(kind.allowed), deniedValues: shown(kind.denied) } }),
    }));
    return [
      { name: `${nameOf(index)}/policies/test.c`, spec: { rules, inheritFromParent: spec.inherit, reset: spec.reset } },
    ];
  });
  const { value, diagnostics } = readPolicySet([{ file: 'policies.json', text: JSON.stringify(documents) }]);
  if (value === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const nodes = world.parents.map((parent, index): [string, HierarchyNode] => [
    nameOf(index),
    {
      name: nameOf(index),
      ...(index > 0 && { parent: nameOf(parent) }),
      tags: {
        byName: new Map(Object.entries(world.tags[index] ?? {}).map(([key, tag]) => [`1/${key}`, tag])),
        byId: new Map(),
      },
    },
  ]);
  return { ...value, hierarchy: { nodes: new Map(nodes), projectOfNumber: new Map(), domains: new Map() } };
}

function answers(world: PlainWorld): PlainAnswer[] {
  const set = policySetOf(world);
  const facts = {
    name: 'test.c',
    kind: world.isList ? 'list' : 'boolean',
    allowsByDefault: world.allowsByDefault,
  } as const;
  return world.parents.flatMap((_, node): PlainAnswer[] => {
    const { decision } = effectivePolicy(set, facts, nameOf(node), 'live');
    if (world.isList)
      return world.parents.map((__, value) => matchesValue(nameOf(value), decision, set.hierarchy).answer);
    if (decision.kind === 'boolean') return [decision.enforced];
    return [decision.kind === 'default' ? !decision.allows : 'undecided'];
  });
}

function naiveAnswers(world: PlainWorld): PlainAnswer[] {
  return world.parents.flatMap((_, node) =>
    world.isList
      ? world.parents.map((__, value) => naiveAnswer(world, node, String(value)))
      : [naiveAnswer(world, node)],
  );
}

it('decides values as the algorithm written down does', () => {
  fc.assert(
    fc.property(worlds(true), (world) => {
      expect(answers(world)).toEqual(naiveAnswers(world));
    }),
    { numRuns: 300 },
  );
});

it('decides what is enforced as the algorithm written down does', () => {
  fc.assert(
    fc.property(worlds(false), (world) => {
      expect(answers(world)).toEqual(naiveAnswers(world));
    }),
    { numRuns: 300 },
  );
});
