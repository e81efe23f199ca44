import { describe, expect, test } from 'vitest';
import { toPlainJson } from '../../../src/hcl/values/json-value.ts';
import { openModule } from '../../../src/terraform/open-module.ts';
import { addressChanges } from '../../../src/terraform/plan/address-changes.ts';
import { moveInstances } from '../../../src/terraform/plan/move-instances.ts';
import { type PriorState, readState } from '../../../src/terraform/plan/read-state.ts';
import { shippedFacts } from './plan-module-text.ts';

const provider = 'provider["registry.terraform.io/hashicorp/google"]';

function resource(name: string, instances: readonly object[], more: object = {}): object {
  return { mode: 'managed', type: 'google_pubsub_topic', name, provider, instances, ...more };
}

function read(resources: readonly object[], outputs: object = {}): PriorState {
  const text = JSON.stringify({ version: 4, terraform_version: '1.5.7', resources, outputs });
  const { value } = readState(text, 'x.tfstate', (source, mode, type) =>
    shippedFacts.provider(source)?.type(mode, type),
  );
  if (value === undefined) throw new Error('the state cannot be read');
  return value;
}

describe('reading a state', () => {
  test.each([
    ['what is not JSON', '{'],
    ['another version', '{"version":3}'],
    ['no version', '{}'],
  ])('reports %s at the file', (_what, text) => {
    const { value, diagnostics } = readState(text, 'x.tfstate', () => undefined);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: 'error', location: { file: 'x.tfstate' } }]);
  });

  test('gives values the types of the schema, and null for what the state does not have', () => {
    const instance = { attributes: { name: 't', labels: { a: 'b' }, no_such: 1 }, schema_version: 0 };
    const { instances } = read([resource('a', [instance])]);
    const found = instances.get('google_pubsub_topic.a');
    expect(found?.values.entries.get('labels')?.kind).toBe('map');
    expect(found?.values.entries.get('project')?.kind).toBe('null');
    expect(found?.values.entries.has('no_such')).toBe(false);
  });

  test('knows keys, modules, taint and sensitive values, and passes over deposed objects', () => {
    const sensitive = [
      [
        { type: 'get_attr', value: 'labels' },
        { type: 'index', value: { value: 'k', type: 'string' } },
      ],
    ];
    const { instances } = read([
      resource(
        'a',
        [
          { index_key: 'x"y', status: 'tainted', attributes: { labels: { k: 's' } }, sensitive_attributes: sensitive },
          { index_key: 'x"y', deposed: '1234', attributes: {} },
        ],
        { module: 'module.m[0]' },
      ),
    ]);
    const [found] = [...instances.values()];
    expect(instances.size).toBe(1);
    expect(found).toMatchObject({
      address: 'module.m[0].google_pubsub_topic.a["x\\"y"]',
      isTainted: true,
      provider: 'hashicorp/google',
    });
    const labels = found?.values.entries.get('labels');
    expect(labels?.kind === 'map' && labels.entries.get('k')?.sensitive).toBe(true);
  });

  test('keeps all digits of numbers in outputs', () => {
    const { outputs } = read([], {
      n: { value: 12345678901234567890n.toString(), type: 'string' },
      s: { value: 'x', type: 'string', sensitive: true },
    });
    expect([...outputs].map(([name, value]) => [name, toPlainJson(value), value.sensitive])).toEqual([
      ['n', '12345678901234567890', undefined],
      ['s', 'x', true],
    ]);
  });
});

function moved(text: string, addresses: readonly string[]): unknown {
  const state = read([]);
  const instances = new Map(
    addresses.map((address) => {
      const [base] = [...read([resource('a', [{ attributes: {} }])]).instances.values()];
      if (base === undefined) throw new Error('there is an instance');
      return [address, { ...base, address }];
    }),
  );
  const { tree } = openModule({ files: new Map([['main.tf', text]]), terraformVersion: '1.11.4' });
  const result = moveInstances({ ...state, instances }, addressChanges(tree.root));
  return { now: [...result.state.instances.keys()], forgotten: [...result.forgotten] };
}

describe('moving what a state has', () => {
  test.each<[string, string, string[], string[]]>([
    [
      'a resource with all its instances',
      'moved {\n from = t.a\n to = t.b\n}',
      ['t.a[0]', 't.a[1]'],
      ['t.b[0]', 't.b[1]'],
    ],
    ['one instance', 'moved {\n from = t.a[0]\n to = t.a["x"]\n}', ['t.a[0]', 't.a[1]'], ['t.a["x"]', 't.a[1]']],
    ['along a chain', 'moved {\n from = t.a\n to = t.b\n}\nmoved {\n from = t.b\n to = t.c\n}', ['t.a'], ['t.c']],
    ['into a module', 'moved {\n from = t.a\n to = module.m.t.a\n}', ['t.a'], ['module.m.t.a']],
    ['a whole module', 'moved {\n from = module.m\n to = module.n[0]\n}', ['module.m.t.a[3]'], ['module.n[0].t.a[3]']],
    ['where count was added', 'resource "t" "a" {\n count = 1\n}', ['t.a'], ['t.a[0]']],
    ['where count was taken away', 'resource "t" "a" {}', ['t.a[0]'], ['t.a']],
    ['not over what is there', 'moved {\n from = t.a\n to = t.b\n}', ['t.a', 't.b'], ['t.a', 't.b']],
    ['nothing in a circle', 'moved {\n from = t.a\n to = t.b\n}\nmoved {\n from = t.b\n to = t.a\n}', ['t.x'], ['t.x']],
  ])('moves %s', (_what, text, before, after) => {
    expect(moved(text, before)).toEqual({ now: after, forgotten: [] });
  });

  test('forgets what is removed without being destroyed', () => {
    const text = 'removed {\n from = t.a\n lifecycle {\n destroy = false\n }\n}';
    expect(moved(text, ['t.a[0]', 't.b'])).toEqual({ now: ['t.a[0]', 't.b'], forgotten: ['t.a[0]'] });
  });
});
