import { describe, expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';

/** Errors of one text: what is said, and the text it points at. */
function faults(text: string, file = 'a.yaml'): readonly string[] {
  return readPolicySet([{ file, text }])
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ message, location }) => {
      const { start, end } = location?.range ?? {};
      return `${message}: ${text.slice(start, end).split('\n')[0]}`;
    });
}

const inSpec = (rule: string): string => `name: folders/2/policies/a.b\nspec: { rules: [${rule}] }`;

describe('a null where something is needed', () => {
  it.each([
    ['name: folders/2/policies/a.b\nspec:', 'the policy has neither `spec` nor `dryRunSpec`: folders/2/policies/a.b'],
    ['name:\nspec: { reset: true }', 'the policy has no `name`: name'],
    ['constraint: ~\nnode: folders/2\nbooleanPolicy: { enforced: true }', 'the policy has no `constraint`: constraint'],
    [inSpec('{ enforce: false }, ~'), '`an item of rules` has to be a map: ~'],
    [inSpec('{ values: { deniedValues: [~, x] } }'), '`an item of deniedValues` has to be a text: ~'],
    ['node: folders/2\na.b: { rules: [~] }', '`an item of rules` has to be a map: ~'],
  ])('is reported in %j', (text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });

  it('is no fault where nothing is needed', () => {
    const text = `name: folders/2/policies/a.b
dryRunSpec: ~
spec: { inheritFromParent: ~, rules: [{ enforce: true, values: ~, condition: ~, parameters: ~ }] }`;
    expect(faults(text)).toEqual([]);
  });
});

describe('a policy that lies in something else', () => {
  const assetOf = (members: string): string =>
    `{ assetType: cloudresourcemanager.googleapis.com/Project, name: //cloudresourcemanager.googleapis.com/projects/1, ${members} }`;
  it.each([
    [
      assetOf('orgPolicy: [{ constraint: constraints/a.b, booleanPolicy: { enforced: true } }]'),
      'policies that Cloud Asset Inventory exports as the content type ORG_POLICY are not read: orgPolicy',
    ],
    ['{ name: folders/2, dryRunSpec: { reset: true } }', '"folders/2" is not the name of a policy: folders/2'],
    ['{ projectId: p, a.b: { rules: [{ enforce: true }] } }', 'the document is no policy: projectId'],
    [
      '{ projectId: p, constraint: a.b, node: folders/2, booleanPolicy: {} }',
      'a policy has no field `projectId`: projectId',
    ],
    [
      `{ projectId: p, name: organizations/1/customConstraints/custom.x, actionType: DENY, condition: "true" }`,
      'a custom constraint has no field `projectId`: projectId',
    ],
    ['{ assetType: orgpolicy.googleapis.com/Policy, resource: { data: ~ } }', 'the document is no policy: assetType'],
  ])('is reported in %j', (text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });

  it('is read from both lists of one answer', () => {
    const text = `
policies: [{ name: organizations/1/policies/custom.x, spec: { rules: [{ enforce: true }] } }]
customConstraints:
  - { name: organizations/1/customConstraints/custom.x, actionType: DENY, condition: "true" }
`;
    const { value } = readPolicySet([{ file: 'a.yaml', text }]);
    expect([value?.policies.length, value?.customConstraints.length]).toEqual([1, 1]);
  });

  it.each([
    ['policies: []\nnextPageToken: abc', 'the list is not complete: `nextPageToken` says that there are more policies'],
    ['policies: []\npolicy: { a: b }', 'a list of policies has no field `policy`'],
  ])('is told to be missing in %j', (text, expected) => {
    expect(faults(text)).toEqual([expect.stringMatching(`^${expected}`)]);
  });
});

it('reports a bound tag that is not named, since conditions would not see it', () => {
  const text =
    '{ name: tagBindings/x, parent: //cloudresourcemanager.googleapis.com/projects/1, tagValue: tagValues/2 }';
  expect(faults(text)).toEqual(['the tag bound to projects/1 is not told by name: tagValues/2']);
});

describe('a field', () => {
  it.each([
    [
      'name: folders/2/policies/a.b\nspec: { inheritFromParent: false, inherit_from_parent: true, rules: [] }',
      '`spec` has both `inheritFromParent` and `inherit_from_parent`, which are the same field: inherit_from_parent',
    ],
    [
      inSpec('{ values: { denied_values: [a], deniedValues: [b] } }'),
      '`values` has both `deniedValues` and `denied_values`, which are the same field: denied_values',
    ],
  ])('is not written in both spellings in %j', (text, expected) => {
    expect(faults(text)).toEqual([expected]);
  });

  it('is known in a dry run of a map of policies', () => {
    expect(faults('node: folders/2\na.b: { dry_run: { rule: [{ enforce: true }] } }')).toEqual([
      '`dry_run` has no field `rule`: rule',
    ]);
  });
});

describe('what a reset would leave aside', () => {
  it.each([
    ['name: folders/2/policies/a.b\nspec: { reset: true, rules: [{ enforce: true }] }', '`reset` and rules', 'spec'],
    [
      'name: folders/2/policies/a.b\nspec: { reset: true, inheritFromParent: true }',
      '`reset` and `inheritFromParent`',
      'spec',
    ],
    ['node: folders/2\na.b: { reset: true, rules: [{ enforce: true }] }', '`reset` and rules', 'a.b'],
  ])('is reported in %j', (text, what, place) => {
    expect(faults(text)).toEqual([`${what} exclude each other: ${place}`]);
  });
});

describe('a node that is not named as policies name it', () => {
  it.each([
    ['name: folders/net/policies/a.b\nspec: { reset: true }', '"folders/net/policies/a.b" is not the name of a policy'],
    ['name: organizations/x.org/policies/a.b\nspec: { reset: true }', '"organizations/x.org/policies/a.b" is not the'],
    ['node: folders/net\na.b: { reset: true }', '"folders/net" is no node of a hierarchy: folders/net'],
  ])('is reported in %j', (text, expected) => {
    expect(faults(text)).toEqual([expect.stringContaining(expected)]);
  });

  it('is reported in a path, and the node above it not taken instead', () => {
    expect(faults('a.b: { reset: true }', 'organizations/1/folders/net/a.yaml')).toEqual([
      'the map of policies lies in folders/net, which is no node of a hierarchy: a.b',
    ]);
  });
});
