import { describe, expect, it } from 'vitest';
import type { Constraint } from '../../../src/policy/constraints.ts';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import { lintPolicySet } from '../../../src/policy/lint/lint-policy-set.ts';

const base = { allowsByDefault: true, certainty: 'documented', source: '', summary: '' } as const;
const table: readonly Constraint[] = [
  { ...base, name: 'a.list', kind: 'list' },
  { ...base, name: 'a.nodes', kind: 'list', supportsUnder: true },
  { ...base, name: 'gcp.resourceLocations', kind: 'list', supportsIn: true },
  { ...base, name: 'gcp.restrictCmekCryptoKeyProjects', kind: 'list', supportsUnder: true },
  { ...base, name: 'a.switch', kind: 'boolean', twin: 'a.managed.switch' },
  { ...base, name: 'a.managed.switch', kind: 'managed', twin: 'a.switch' },
];

/** Faults of one text: severity, code, and the text each points at. */
function lint(text: string): readonly string[] {
  const { value, diagnostics } = readPolicySet([{ file: 'a.yaml', text }]);
  if (value === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const lookup = (name: string) => table.find((constraint) => constraint.name === name);
  return lintPolicySet(value, { lookup, names: () => table.map(({ name }) => name) }).map(
    ({ severity, code, location }) => {
      const { start, end } = location?.range ?? {};
      return `${severity} ${code}: ${text.slice(start, end).split('\n')[0]}`;
    },
  );
}

const policy = (constraint: string, spec: string) => `name: organizations/1/policies/${constraint}\nspec: ${spec}`;
const inDev = `condition: { expression: "resource.hasTagKey('1/dev')" }`;
const rules = (...items: readonly string[]) => `{ rules: [${items.map((item) => `{ ${item} }`).join(', ')}] }`;

describe('rules', () => {
  it.each([
    ['a.switch', rules('enforce: true')],
    ['a.switch', rules(`${inDev}, enforce: false`, 'enforce: true')],
    ['a.managed.switch', rules('enforce: true, parameters: { a: [b] }')],
    [
      'a.managed.switch',
      rules(`${inDev}, enforce: true, parameters: { a: [c] }`, 'enforce: true, parameters: { a: [b] }'),
    ],
    ['a.list', rules(`${inDev}, allowAll: true`)],
    ['a.list', rules('values: { allowedValues: [a] }', 'values: { allowedValues: [b] }')],
    ['a.list', '{ reset: true }'],
    ['a.list', '{ inheritFromParent: true }'],
  ])('%s takes %s', (constraint, spec) => {
    expect(lint(policy(constraint, spec))).toEqual([]);
  });

  it.each([
    ['a.switch', rules('enforce: true', 'enforce: true'), 'error policy-rule: { enforce: true }'],
    ['a.switch', rules(`${inDev}, enforce: true`), 'error policy-rule: spec'],
    ['a.switch', rules(`${inDev}, enforce: true`, 'enforce: true'), `error policy-rule: { ${inDev}, enforce: true }`],
    ['a.switch', `{ inheritFromParent: true, rules: [{ enforce: true }] }`, 'error policy-rule: spec'],
    ['a.switch', rules('denyAll: true'), 'error policy-rule: { denyAll: true }'],
    [
      'a.switch',
      rules('enforce: true, parameters: { a: b }'),
      'error policy-rule: { enforce: true, parameters: { a: b } }',
    ],
    ['a.list', rules('enforce: true'), 'error policy-rule: { enforce: true }'],
    ['a.list', rules('values: { allowedValues: [] }'), 'error policy-rule: { values: { allowedValues: [] } }'],
    ['a.list', '{ rules: [] }', 'warning policy-rule: spec'],
    ['a.list', rules(...Array.from({ length: 11 }, () => 'allowAll: true')), 'warning policy-limit: spec'],
  ])('%s with %.60s is reported', (constraint, spec, expected) => {
    expect(lint(policy(constraint, spec))).toEqual([expected]);
  });

  it('has dry runs only of constraints that have them', () => {
    const text = 'name: organizations/1/policies/a.list\ndryRunSpec: { rules: [{ allowAll: true }] }';
    expect(lint(text)).toEqual(['warning policy-rule: dryRunSpec']);
  });
});

describe('values', () => {
  const allowed = (value: string) => rules(`values: { allowedValues: [${value}] }`);

  it.each([
    ['gcp.resourceLocations', 'in:eu-locations, us-east1, us-east1-b, EU, global, eur4, in:us-east1-locations'],
    ['a.nodes', 'under:organizations/1, under:folders/2, under:projects/my-app, projects/p'],
    ['a.list', 'is:a, "is:b:c"'],
  ])('%s takes %s', (constraint, values) => {
    expect(lint(policy(constraint, allowed(values)))).toEqual([]);
  });

  it.each([
    ['a.list', 'in:group', 'error policy-value: in:group'],
    ['a.list', 'under:folders/2', 'error policy-value: under:folders/2'],
    ['a.nodes', 'under:my-app', 'error policy-value: under:my-app'],
    ['a.list', '"is:${organization.customer_id}"', 'error policy-value: "is:${organization.customer_id}"'],
    ['a.nodes', '""', 'error policy-value: ""'],
    ['a.nodes', 'Under:folders/2', 'warning policy-value: Under:folders/2'],
    ['a.nodes', '"under :folders/2"', 'warning policy-value: "under :folders/2"'],
    ['a.list', '"is: a"', 'warning policy-value: "is: a"'],
    ['a.list', '"a "', 'warning policy-value: "a "'],
    ['gcp.resourceLocations', 'in:us-east1', 'error policy-value: in:us-east1'],
    ['gcp.resourceLocations', 'in:us-location', 'error policy-value: in:us-location'],
    ['gcp.resourceLocations', 'in:euu-locations', 'warning policy-value: in:euu-locations'],
    ['gcp.resourceLocations', 'in:germany-locations', 'warning policy-value: in:germany-locations'],
    ['gcp.resourceLocations', 'us_east1', 'warning policy-value: us_east1'],
  ])('%s with %s is reported', (constraint, value, expected) => {
    expect(lint(policy(constraint, allowed(value)))).toEqual([expected]);
  });

  it('knows the groups that the hierarchy brings', () => {
    const hierarchy =
      'apiVersion: imprint/v1\nkind: Hierarchy\nspec: { organization: { id: "1" }, valueGroups: { germany-locations: [europe-west3] } }';
    expect(lint(`${hierarchy}\n---\n${policy('gcp.resourceLocations', allowed('in:germany-locations'))}`)).toEqual([]);
  });

  it('lets key projects only be allowed', () => {
    const spec = rules('values: { deniedValues: [projects/p] }');
    expect(lint(policy('gcp.restrictCmekCryptoKeyProjects', spec))).toEqual([
      'error policy-value: { values: { deniedValues: [projects/p] } }',
    ]);
  });

  it('counts the values of all rules together', () => {
    const some = (count: number) =>
      `values: { allowedValues: [${Array.from({ length: count }, (_, index) => `v${index}`)}] }`;
    expect(lint(policy('a.list', rules(some(250), some(250))))).toEqual([]);
    expect(lint(policy('a.list', rules(some(250), some(251))))).toEqual(['error policy-limit: spec']);
    expect(lint(policy('a.list', rules(`values: { allowedValues: [${'x'.repeat(32 * 1024 + 1)}] }`)))).toEqual([
      'error policy-limit: spec',
    ]);
  });

  it('warns of a value that is both allowed and denied', () => {
    expect(lint(policy('a.list', rules('values: { allowedValues: [a, b], deniedValues: ["is:b"] }')))).toEqual([
      'warning policy-value: b',
    ]);
  });
});

describe('names', () => {
  it('warns of a constraint that is not known', () => {
    expect(lint(policy('a.lst', '{ reset: true }'))).toEqual([
      'warning policy-unknown-constraint: organizations/1/policies/a.lst',
    ]);
  });

  it('warns of twins on one node, not on two', () => {
    const on = rules('enforce: true');
    const [old, managed] = [policy('a.switch', on), policy('a.managed.switch', on)];
    expect(lint(`${old}\n---\n${managed}`)).toEqual(['warning policy-twins: organizations/1/policies/a.switch']);
    expect(lint(`${old}\n---\n${managed.replace('organizations/1', 'folders/2')}`)).toEqual([]);
  });
});

describe('custom constraints', () => {
  const definition = {
    name: 'organizations/1/customConstraints/custom.a',
    resourceTypes: ['storage.googleapis.com/Bucket'],
    methodTypes: ['CREATE', 'UPDATE'],
    condition: 'resource.x == 1',
    actionType: 'DENY',
  };
  const enforced = policy('custom.a', rules('enforce: true'));
  const define = (changes: object) => `${JSON.stringify({ ...definition, ...changes })}\n---\n${enforced}`;

  it('takes a complete definition', () => {
    expect(lint(define({}))).toEqual([]);
    expect(
      lint(define({ condition: 'x'.repeat(1000), displayName: 'x'.repeat(200), description: 'x'.repeat(2000) })),
    ).toEqual([]);
  });

  it.each([
    [{ name: 'organizations/example.com/customConstraints/custom.a' }, 'custom-constraint'],
    [{ resourceTypes: [] }, 'custom-constraint'],
    [{ resourceTypes: ['storage/Bucket'] }, 'custom-constraint'],
    [{ methodTypes: [] }, 'custom-constraint'],
    [{ methodTypes: ['UPDATE'] }, 'custom-constraint'],
    [{ methodTypes: ['CREAT'] }, 'custom-constraint'],
    [{ condition: ' ' }, 'custom-constraint'],
    [{ condition: 'x'.repeat(1001) }, 'policy-limit'],
    [{ displayName: 'x'.repeat(201) }, 'policy-limit'],
    [{ description: 'x'.repeat(2001) }, 'policy-limit'],
  ])('reports %.60j', (changes, code) => {
    const found = lint(define(changes)).filter((line) => line.startsWith('error'));
    expect(found.map((line) => line.split(/[ :]/)[1])).toEqual([code]);
  });

  it('reports names that are too long or have other characters', () => {
    const named = (id: string) =>
      lint(`${JSON.stringify({ ...definition, name: `organizations/1/customConstraints/${id}` })}`);
    expect(named(`custom.${'a'.repeat(70)}`).filter((line) => line.startsWith('error'))).toEqual([]);
    expect(named(`custom.${'a'.repeat(71)}`)[0]).toMatch(/^error policy-limit/);
    expect(named('custom.a-b')[0]).toMatch(/^error custom-constraint/);
    expect(named('a')[0]).toMatch(/^error custom-constraint/);
  });

  it('warns of one that no policy enforces, and of a policy without one', () => {
    expect(lint(JSON.stringify(definition))).toEqual([`warning policy-unused-constraint: "${definition.name}"`]);
    expect(lint(`${JSON.stringify(definition)}\n---\n${policy('custom.a', rules('enforce: false'))}`)).toHaveLength(1);
    expect(lint(enforced)).toEqual(['warning policy-unknown-constraint: organizations/1/policies/custom.a']);
  });

  it('counts how many there are for a type', () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ ...definition, name: `${definition.name}${index}` }));
    const limits = (count: number) =>
      lint(JSON.stringify(many.slice(0, count))).filter((line) => line.includes('policy-limit'));
    expect([limits(20).length, limits(21).length]).toEqual([0, 1]);
  });
});
