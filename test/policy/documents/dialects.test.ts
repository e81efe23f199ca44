import { describe, expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import { policyDocument } from '../../../src/policy/documents/write-snapshot.ts';

/** What is read, as the API spells it, and what is noted on the way. */
function read(text: string, file = 'policies.yaml') {
  const { value, diagnostics } = readPolicySet([{ file, text }]);
  return {
    policies: value?.policies.map(policyDocument),
    notes: diagnostics.map(({ code, severity }) => (severity === 'info' ? code : `${severity} ${code}`)),
  };
}

const locations = {
  name: 'folders/200/policies/gcp.resourceLocations',
  spec: {
    inheritFromParent: true,
    rules: [{ values: { allowedValues: ['in:eu-locations'], deniedValues: ['europe-west2'] } }],
  },
};
const keys = {
  name: 'folders/200/policies/iam.disableServiceAccountKeyCreation',
  spec: { rules: [{ enforce: true }] },
};

describe('the second version of the API', () => {
  it('is read as it stands, as YAML and as JSON, and gives the same', () => {
    const yaml = `
name: folders/200/policies/gcp.resourceLocations
spec:
  inheritFromParent: true
  etag: CNaO
  updateTime: "2024-05-03T00:00:00Z"
  rules:
    - values:
        allowedValues: [in:eu-locations]
        deniedValues: [europe-west2]
`;
    expect(read(yaml)).toEqual({ policies: [locations], notes: [] });
    expect(read(JSON.stringify(locations), 'policy.json')).toEqual({ policies: [locations], notes: [] });
  });

  it.each([
    ['a list', JSON.stringify([locations, keys])],
    ['an answer of the API', JSON.stringify({ policies: [locations, keys], nextPageToken: '' })],
    ['a stream', `---\n${JSON.stringify(locations)}\n---\n# nothing\n---\n${JSON.stringify(keys)}\n`],
    ['JSON indented by tabs', JSON.stringify([locations, keys], null, '\t')],
  ])('is read from %s', (_, text) => {
    expect(read(text)).toEqual({ policies: [locations, keys], notes: [] });
  });

  it('is read in snake case, and noted once', () => {
    const yaml = `
name: folders/200/policies/gcp.resourceLocations
spec:
  inherit_from_parent: true
  rules: [{ values: { allowed_values: [in:eu-locations], denied_values: [europe-west2] } }]
`;
    expect(read(yaml)).toEqual({ policies: [locations], notes: ['policy-dialect'] });
  });

  it.each([
    ['a single value for a list', '{ values: { allowedValues: a } }', { values: { allowedValues: ['a'] } }],
    ['a number for a text', '{ values: { allowedValues: [123] } }', { values: { allowedValues: ['123'] } }],
    ['a truth value as text', '{ enforce: "TRUE" }', { enforce: true }],
    [
      'a dash of a word processor',
      '{ values: { allowedValues: [europe–west1] } }',
      { values: { allowedValues: ['europe-west1'] } },
    ],
    [
      'a condition that always holds',
      '{ condition: "True", enforce: true }',
      { condition: { expression: 'True' }, enforce: true },
    ],
    ['parameters as JSON', `{ enforce: true, parameters: '{"a":["b"]}' }`, { enforce: true, parameters: { a: ['b'] } }],
  ])('is read with %s, with a note', (_, rule, expected) => {
    const { policies, notes } = read(`name: folders/2/policies/a.b\nspec: { rules: [${rule}] }`);
    expect(policies).toEqual([{ name: 'folders/2/policies/a.b', spec: { rules: [expected] } }]);
    expect(notes).toEqual(['policy-dialect']);
  });

  it('takes the prefix of the constraint off a name', () => {
    const { policies, notes } = read('name: folders/2/policies/constraints/a.b\nspec: { reset: true }');
    expect(policies).toEqual([{ name: 'folders/2/policies/a.b', spec: { reset: true } }]);
    expect(notes).toEqual(['policy-dialect']);
  });

  it('keeps the prefixes of values apart from the values', () => {
    const text =
      'name: folders/2/policies/a.b\nspec: { rules: [{ values: { allowedValues: ["is:a:b", "in:g", "under:folders/3", "x:y"] } }] }';
    const rule = readPolicySet([{ file: 'a.yaml', text }]).value?.policies[0]?.spec?.rules[0];
    const allowed = rule?.kind.kind === 'values' ? rule.kind.allowed : [];
    expect(
      allowed.map(({ form, value, location }) => [form, value, text.slice(location.range?.start, location.range?.end)]),
    ).toEqual([
      ['is', 'a:b', '"is:a:b"'],
      ['in', 'g', '"in:g"'],
      ['under', 'folders/3', '"under:folders/3"'],
      ['is', 'x:y', '"x:y"'],
    ]);
  });
});

describe('the first version of the API', () => {
  it.each([
    ['booleanPolicy: { enforced: true }', { rules: [{ enforce: true }] }],
    ['booleanPolicy: {}', { rules: [{ enforce: false }] }],
    ['listPolicy: { allValues: DENY }', { rules: [{ denyAll: true }] }],
    ['listPolicy: { allValues: ALLOW }', { rules: [{ allowAll: true }] }],
    ['listPolicy: { allowedValues: [a], suggestedValue: a }', { rules: [{ values: { allowedValues: ['a'] } }] }],
    [
      'list_policy: { denied_values: [a], inherit_from_parent: true }',
      { inheritFromParent: true, rules: [{ values: { deniedValues: ['a'] } }] },
    ],
    ['restoreDefault: {}', { reset: true }],
  ])('reads `%s`', (body, spec) => {
    const { policies } = read(`constraint: constraints/a.b\nnode: folders/2\n${body}`);
    expect(policies).toEqual([{ name: 'folders/2/policies/a.b', spec }]);
  });

  it.each([
    ['policies/folders/200/keys.yaml', 'folders/200'],
    ['organizations/1/projects/my-app/keys.yaml', 'projects/my-app'],
    ['organizations/1/keys.yaml', 'organizations/1'],
  ])('takes its node from the path %s', (file, node) => {
    const { policies, notes } = read('constraint: a.b\nbooleanPolicy: { enforced: true }', file);
    expect(policies).toEqual([{ name: `${node}/policies/a.b`, spec: { rules: [{ enforce: true }] } }]);
    expect(notes).toEqual(['policy-dialect']);
  });

  it('is refused where nothing tells its node', () => {
    expect(read('constraint: a.b\nbooleanPolicy: { enforced: true }', 'folders-200.yaml')).toEqual({
      policies: [],
      notes: ['policy-dialect', 'error policy-node'],
    });
  });
});

describe('maps of policies', () => {
  it('reads each of their policies, dry runs apart', () => {
    const text = `
node: organizations/1
compute.vmExternalIpAccess: { rules: [{ deny: { all: true } }] }
gcp.resourceLocations:
  inherit_from_parent: true
  rules:
    - allow: { values: [in:eu-locations] }
      condition: { expression: "resource.matchTag('1/env', 'prod')", title: production }
iam.disableServiceAccountCreation: { reset: true }
dry_run:iam.managed.disableServiceAccountKeyUpload: { rules: [{ enforce: true }] }
`;
    expect(read(text)).toEqual({
      policies: [
        { name: 'organizations/1/policies/compute.vmExternalIpAccess', spec: { rules: [{ denyAll: true }] } },
        {
          name: 'organizations/1/policies/gcp.resourceLocations',
          spec: {
            inheritFromParent: true,
            rules: [
              {
                condition: { expression: "resource.matchTag('1/env', 'prod')" },
                values: { allowedValues: ['in:eu-locations'] },
              },
            ],
          },
        },
        { name: 'organizations/1/policies/iam.disableServiceAccountCreation', spec: { reset: true } },
        {
          name: 'organizations/1/policies/iam.managed.disableServiceAccountKeyUpload',
          dryRunSpec: { rules: [{ enforce: true }] },
        },
      ],
      notes: ['policy-dialect'],
    });
  });

  it('reads custom constraints in them', () => {
    const text = `
custom.gkeRelease:
  resource_types: [container.googleapis.com/Cluster]
  method_types: [CREATE]
  condition: resource.releaseChannel.channel == "REGULAR"
  action_type: ALLOW
`;
    const { value } = readPolicySet([{ file: 'organizations/1/custom.yaml', text }]);
    expect(value?.customConstraints).toMatchObject([
      { name: 'custom.gkeRelease', organization: 'organizations/1', methodTypes: ['CREATE'], actionType: 'ALLOW' },
    ]);
  });
});

describe('what is no policy', () => {
  it.each([
    ['a text', 'policy-syntax'],
    ['{ a: 1 }', 'policy-syntax'],
    ['kind: ConfigMap', 'policy-syntax'],
    ['name: folders/2/policy/a.b\nspec: {}', 'policy-syntax'],
    ['name: folders/2/policies/a.b', 'policy-syntax'],
    ['name: folders/2/policies/a.b\nspec: { rules: {} }', 'policy-syntax'],
    ['name: folders/2/policies/a.b\nspec: { rules: [{ enforce: maybe }] }', 'policy-syntax'],
    ['name: folders/2/policies/a.b\nspec: { rules: [{ allowAll: true, denyAll: true }] }', 'policy-rule'],
    ['name: folders/2/policies/a.b\nspec: { rules: [{ allowAll: false }] }', 'policy-rule'],
    ['name: folders/2/policies/a.b\nspec: { rules: [{ condition: { title: t }, enforce: true }] }', 'policy-condition'],
    ['constraint: a.b\nnode: folders/2\nbooleanPolicy: {}\nlistPolicy: {}', 'policy-rule'],
    ['constraint: a.b\nnode: folder-2\nbooleanPolicy: {}', 'policy-node'],
    ['constraint: a.b\nlistPolicy: SET\nbooleanPolicy: "-"', 'policy-syntax'],
  ])('reports %j', (text, code) => {
    expect(read(text).notes).toContain(`error ${code}`);
  });

  it('leaves documents of other kinds of ours alone', () => {
    expect(read('apiVersion: imprint/v1\nkind: Workspace\nspec: {}')).toEqual({ policies: [], notes: [] });
  });
});
