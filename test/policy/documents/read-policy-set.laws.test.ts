import { expect, it } from 'vitest';
import { readPolicySet } from '../../../src/policy/documents/read-policy-set.ts';
import { policyDocument, writeSnapshot } from '../../../src/policy/documents/write-snapshot.ts';
import { lintPolicySet } from '../../../src/policy/lint/lint-policy-set.ts';
import { fc } from '../../properties.ts';

const words = [
  'name',
  'spec',
  'rules',
  'values',
  'allowedValues',
  'denied_values',
  'enforce',
  'condition',
  'expression',
  'kind',
  'constraint',
  'listPolicy',
  'booleanPolicy',
  'policies',
  'methodTypes',
  'resourceTypes',
  'actionType',
  'node',
  'a.b',
  'custom.x',
  'dry_run:a.b',
  'parent',
  'tagValue',
  'projectId',
  'assetType',
  'resource',
  'data',
  '__proto__',
  'constructor',
];
const texts = [
  'folders/2/policies/a.b',
  'organizations/1',
  'folders/2',
  'constraints/a.b',
  'organizations/1/customConstraints/custom.x',
  'Hierarchy',
  'DENY',
  'TRUE',
  "resource.matchTag('1/a', 'b')",
  'in:eu-locations',
  'under:folders/x',
  '',
  'cloudresourcemanager.googleapis.com/Project',
];
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom<unknown>(null, true, false, 0, 12, ...texts),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...words), tie('json')), { maxLength: 5, selector: ([key]) => key })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

it('never throws, whatever stands in a document', () => {
  fc.assert(
    fc.property(json, (value) => {
      const { value: set } = readPolicySet([{ file: 'folders/2/a.json', text: JSON.stringify(value) }]);
      expect(set).toBeDefined();
      if (set) lintPolicySet(set, { lookup: () => undefined, names: () => [] });
    }),
    { numRuns: 2000 },
  );
});

const value = fc.constantFrom('a', 'in:g', 'under:folders/3', 'is:a:b');
const condition = fc.constantFrom(undefined, { expression: "resource.hasTagKey('1/env')" });
const rule = fc
  .tuple(
    condition,
    fc.oneof(
      fc.constantFrom({ allowAll: true }, { denyAll: true }, { enforce: true }, { enforce: false }),
      fc.record({
        values: fc.record({
          allowedValues: fc.array(value, { minLength: 1 }),
          deniedValues: fc.array(value, { minLength: 1 }),
        }),
      }),
    ),
    fc.constantFrom(undefined, { list: ['x'], on: true }),
  )
  .map(([asked, kind, parameters]) => ({
    ...(asked && { condition: asked }),
    ...kind,
    ...(parameters && { parameters }),
  }));
const spec = fc.oneof(
  fc.constant({ reset: true }),
  fc
    .tuple(fc.boolean(), fc.array(rule, { minLength: 1, maxLength: 3 }))
    .map(([inherits, rules]) => ({ ...(inherits && { inheritFromParent: true }), rules })),
);
const policies = fc.uniqueArray(
  fc
    .record({
      name: fc
        .tuple(fc.constantFrom('organizations/1', 'folders/2', 'projects/p-one'), fc.constantFrom('a.b', 'gcp.c'))
        .map(([node, constraint]) => `${node}/policies/${constraint}`),
      spec,
      dryRunSpec: fc.option(spec, { nil: undefined }),
    })
    .map(({ dryRunSpec, ...rest }) => ({ ...rest, ...(dryRunSpec && { dryRunSpec }) })),
  { selector: ({ name }) => name },
);

it('gives back what was read, and reads what was written as the same', () => {
  fc.assert(
    fc.property(policies, (documents) => {
      const { value: set, diagnostics } = readPolicySet([{ file: 'a.json', text: JSON.stringify(documents) }]);
      expect(diagnostics).toEqual([]);
      expect(set?.policies.map(policyDocument)).toEqual(documents);
      const again = readPolicySet(set ? writeSnapshot(set) : []);
      const byName = (list: readonly { readonly name?: unknown }[]) =>
        new Map(list.map((document) => [document.name, document]));
      expect(byName(again.value?.policies.map(policyDocument) ?? [])).toEqual(byName(documents));
    }),
    { numRuns: 200 },
  );
});
