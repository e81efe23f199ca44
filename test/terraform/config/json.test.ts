import { describe, expect, it } from 'vitest';
import { parseFolder } from '../../../src/terraform/config/parse-folder.ts';
import type { ConfigContext } from '../../../src/terraform/config/read-blocks.ts';
import type { ProviderFacts, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { evaluateText } from '../evaluate-text.ts';

const evaluate = (config: unknown) =>
  evaluateText({ 'main.tf.json': typeof config === 'string' ? config : JSON.stringify(config, null, 2) });

describe('configuration in JSON', () => {
  it('means the same as in the native syntax', () => {
    const { printed, resource, faults } = evaluate({
      '//': 'comment',
      variable: { zones: { type: 'list(string)', default: ['a', 'b'], description: 'costs ${x}' } },
      locals: [{ first: '${var.zones[0]}' }, { text: 'zone ${local.first}', plain: '$${x}', none: null }],
      resource: {
        a_b: {
          r: {
            for_each: '${toset(var.zones)}',
            name: '${each.key}-x',
            labels: { 'k ${local.first}': 1.5 },
            disk: [{ gb: 1 }, { gb: 2 }],
            dynamic: { tag: { for_each: '${var.zones}', iterator: 'z', content: { key: '${z.value}' } } },
            depends_on: ['a_b.other'],
            lifecycle: {
              ignore_changes: ['name'],
              precondition: [{ condition: '${length(var.zones) == 2}', error_message: 'x' }],
            },
          },
          other: [{}],
        },
      },
      output: { o: { value: { text: '${local.text}', plain: '${local.plain}', none: '${local.none}' } } },
    });
    expect(faults).toEqual([]);
    expect(printed('o')).toBe('{\n  "none" = null\n  "plain" = "${x}"\n  "text" = "zone a"\n}');
    const { values, dependencies } = resource('a_b.r["a"]');
    expect(values.entries.get('name')).toMatchObject({ value: 'a-x' });
    expect(values.entries.get('labels')).toMatchObject({ kind: 'object' });
    expect(['disk', 'tag'].map((name) => values.entries.get(name))).toMatchObject([
      { kind: 'tuple', items: { length: 2 } },
      { kind: 'tuple', items: { length: 2 } },
    ]);
    expect(dependencies).toEqual(['a_b.other']);
  });

  it.each([
    ['{"output": {"o": {"value": "x ${var.nope}"}}}', ['unknown-reference at var.nope']],
    ['{"output": {"o": {"value": "\\t\\u0041${var.nope}"}}}', ['unknown-reference at var.nope']],
    ['{"output": {"o": {"value": "${1 +}"}}}', ['hcl-syntax at }']],
    ['{"output": {"o": {}}}', ['missing-argument at {']],
    ['{"output": {"o": 1}}', ['hcl-syntax at 1']],
    ['{"variable": {"a": {"defualt": 1}}}', ['unsupported-argument at "defualt"']],
    ['{"variable": {"a": {"default": 1, "default": 2}}}', ['hcl-duplicate-argument at "default"']],
    ['{"variable": {"a": [{}, {}]}}', ['duplicate-declaration at [']],
    ['{"foo": 1}', ['unsupported-argument at "foo"']],
    ['{"locals": {"a": [1,]}}', ['hcl-syntax at ,']],
    ['{"locals": {"a": tru}}', ['hcl-syntax at tru']],
    ['{"locals": {"a": 01}}', ['hcl-syntax at 01']],
    ['{"locals": {"a": 1}', ['hcl-unclosed at {']],
    ['{"locals": {"a": "x\n"}}', ['hcl-unclosed at "x']],
    ['{"locals": {"a": "\\x"}}', ['hcl-bad-escape at \\x']],
    ['{} x', ['hcl-syntax at x']],
    ['7', ['hcl-syntax at 7']],
    ['[{"variable": {"a": {}}}, {"variable": {"b": {}}}]', []],
    [`{"locals": {"a": ${'['.repeat(500)}${']'.repeat(500)}}}`, ['hcl-nesting at [']],
  ])('%s', (text, faults) => expect(evaluate(text).faults).toEqual(faults));

  it('may override the native syntax, and the reverse', () => {
    const native = 'locals {\n  a = 1\n}\noutput "a" {\n  value = local.a\n}\n';
    expect(evaluateText({ 'main.tf': native, 'override.tf.json': '{"locals": {"a": 2}}' }).printed('a')).toBe('2');
  });

  it('asks the facts what is a block', () => {
    const type: TypeFacts = {
      type: 'a_b',
      mode: 'managed',
      attributes: { list: { type: ['list', ['object', { x: 'string' }]], mode: 'optional' } },
      blocks: { disk: { nesting: 'list', blocks: { image: { nesting: 'single' } } } },
    };
    const facts: ProviderFacts = {
      provider: (source) =>
        source === 'x/a'
          ? { source, version: '1', names: () => [], type: (mode) => (mode === 'managed' ? type : undefined) }
          : undefined,
    };
    const text = JSON.stringify({
      terraform: { required_providers: { a: { source: 'x/a' } } },
      resource: { a_b: { r: { list: [{ x: 1 }], disk: { image: {} } } } },
    });
    const files = new Map([['main.tf.json', text]]);
    // Only what parsing reads.
    const context = { terraformVersion: '1.5.7', faults: [], facts } as unknown as ConfigContext;
    const resource = parseFolder(files, '', context).bodies.get('main.tf.json')?.items[1];
    const items = resource?.kind === 'block' ? resource.body.items : [];
    expect(items.map((item) => (item.kind === 'block' ? `block ${item.type}` : item.name))).toEqual([
      'list',
      'block disk',
    ]);
    const [, disk] = items;
    expect(disk?.kind === 'block' && disk.body.items[0]?.kind).toBe('block');
  });
});
