import { expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import { effectiveTags } from '../../../src/policy/effective/effective-tags.ts';

const document = `
apiVersion: imprint/v1
kind: Hierarchy
spec:
  organization: { id: "100", customerId: C03xgje4y, domains: [example.com], tags: { 100/env: none, 100/team: core } }
  valueGroups: { eu-locations: [europe-west1] }
  folders: [{ id: "200", parent: organizations/100, tags: { 100/env: prod, tagKeys/1: tagValues/2 } }]
  projects: [{ id: my-app-prod, number: "300", parent: folders/200, tags: { 100/env: dev } }]
`;

function read(...texts: readonly string[]) {
  return readPolicySet(texts.map((text, index) => ({ file: `${index}.yaml`, text })));
}

it('reads organization, folders and projects with tags, numbers, domains and groups', () => {
  const { value, diagnostics } = read(document);
  expect(diagnostics).toEqual([]);
  const hierarchy = value?.hierarchy;
  expect([...(hierarchy?.nodes.values() ?? [])].map(({ name, parent }) => [name, parent])).toEqual([
    ['organizations/100', undefined],
    ['folders/200', 'organizations/100'],
    ['projects/my-app-prod', 'folders/200'],
  ]);
  expect(hierarchy?.projectOfNumber.get('300')).toBe('projects/my-app-prod');
  expect(hierarchy?.domains.get('C03xgje4y')).toEqual(['example.com']);
  expect(hierarchy?.valueGroups?.get('eu-locations')).toEqual(['europe-west1']);
});

it('hands tags down, the nearest one counting', () => {
  const hierarchy = read(document).value?.hierarchy;
  expect(hierarchy && effectiveTags(hierarchy, 'projects/300')).toEqual({
    byName: new Map([
      ['100/env', 'dev'],
      ['100/team', 'core'],
    ]),
    byId: new Map([['tagKeys/1', 'tagValues/2']]),
    hasUnnumbered: true,
  });
});

it('names policies on a project by its id', () => {
  const { value } = read('name: projects/300/policies/a.b\nspec: { reset: true }', document);
  expect(value?.policies.map(({ node }) => node)).toEqual(['projects/my-app-prod']);
});

it.each([
  [document.replace('parent: organizations/100', 'parent: organizations/101'), 'policy-node', 'organizations/101'],
  [document.replace('parent: organizations/100', 'parent: folders/200'), 'policy-node', 'folders/200'],
  [document.replace('number: "300"', 'numbr: "300"'), 'unknown-key', 'numbr'],
  [`${document}---${document}`, 'policy-node', '"100"'],
])('reports faults at their place', (text, code, shown) => {
  const [first] = read(text).diagnostics;
  const { start, end } = first?.location?.range ?? {};
  expect([first?.code, text.slice(start, end)]).toEqual([code, shown]);
});

it('reads what gcloud prints of an organization, its folders, projects and tags', () => {
  const organization = {
    name: 'organizations/100',
    displayName: 'example.com',
    owner: { directoryCustomerId: 'C03xgje4y' },
  };
  const folders = [
    { name: 'folders/200', parent: 'organizations/100', displayName: 'Production', lifecycleState: 'ACTIVE' },
  ];
  const projects = [
    { projectId: 'my-app-prod', projectNumber: '300', parent: { type: 'folder', id: '200' }, lifecycleState: 'ACTIVE' },
    {
      projectId: 'my-app-gone',
      projectNumber: '301',
      parent: { type: 'folder', id: '200' },
      lifecycleState: 'DELETE_REQUESTED',
    },
  ];
  const bindings = [
    {
      name: 'tagBindings/x',
      parent: '//cloudresourcemanager.googleapis.com/projects/300',
      tagValue: 'tagValues/2',
      tagValueNamespacedName: '100/env/prod',
    },
  ];
  const { value, diagnostics } = read(
    ...[bindings, organization, folders, projects].map((item) => JSON.stringify(item)),
  );
  expect(diagnostics).toEqual([]);
  expect([...(value?.hierarchy.nodes.keys() ?? [])]).toEqual([
    'organizations/100',
    'folders/200',
    'projects/my-app-prod',
  ]);
  expect(value?.hierarchy.nodes.get('projects/my-app-prod')?.tags.byName.get('100/env')).toBe('prod');
  expect(value?.hierarchy.domains.get('C03xgje4y')).toEqual(['example.com']);
});

it('reads found assets with their tags, and assets that hold a policy', () => {
  const project = {
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    name: '//cloudresourcemanager.googleapis.com/projects/300',
    project: 'projects/300',
    additionalAttributes: { projectId: 'my-app-prod' },
    parentFullResourceName: '//cloudresourcemanager.googleapis.com/organizations/100',
    tags: [{ tagKey: '100/env', tagValue: '100/env/prod', tagKeyId: 'tagKeys/1', tagValueId: 'tagValues/2' }],
  };
  const data = { name: 'projects/300/policies/a.b', spec: { rules: [{ enforce: true }] } };
  const policy = {
    assetType: 'orgpolicy.googleapis.com/Policy',
    name: '//orgpolicy.googleapis.com/x',
    resource: { data },
  };
  const { value, diagnostics } = read(JSON.stringify([project, policy]));
  expect(diagnostics).toEqual([]);
  expect(value?.policies.map(({ node, constraint }) => [node, constraint])).toEqual([['projects/my-app-prod', 'a.b']]);
  expect(value && effectiveTags(value.hierarchy, 'projects/my-app-prod')).toEqual({
    byName: new Map([['100/env', 'prod']]),
    byId: new Map([['tagKeys/1', 'tagValues/2']]),
  });
});
