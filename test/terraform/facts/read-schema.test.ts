import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AttributeFacts, BlockFacts, NestedBlockFacts, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { lockedVersions } from '../../../src/terraform/facts/lock-versions.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';
import { readSchema } from '../../../src/terraform/facts/read-schema.ts';
import { bodyType } from '../../../src/terraform/facts/types-of-facts.ts';

const address = 'registry.terraform.io/hashicorp/google';

/** A schema in Terraform's form, made from facts. */
function schemaOf(types: readonly TypeFacts[]): string {
  const of = (mode: string) =>
    Object.fromEntries(
      types.filter((type) => type.mode === mode).map((type) => [type.type, { version: 0, block: blockOf(type) }]),
    );
  return JSON.stringify({
    format_version: '1.0',
    provider_schemas: { [address]: { resource_schemas: of('managed'), data_source_schemas: of('data') } },
  });
}

function blockOf({ attributes, blocks }: BlockFacts): unknown {
  return {
    attributes: Object.fromEntries(Object.entries(attributes ?? {}).map(([name, one]) => [name, attributeOf(one)])),
    block_types: Object.fromEntries(Object.entries(blocks ?? {}).map(([name, one]) => [name, nestedOf(one)])),
  };
}

function attributeOf({ type, mode, sensitive, writeOnly }: AttributeFacts): unknown {
  const isNested = typeof type === 'object' && 'nesting' in type;
  return {
    ...(isNested
      ? { nested_type: { nesting_mode: type.nesting, ...(blockOf({ attributes: type.attributes }) as object) } }
      : { type }),
    required: mode === 'required',
    optional: mode.startsWith('optional'),
    computed: mode.endsWith('computed'),
    sensitive,
    write_only: writeOnly,
  };
}

function nestedOf(block: NestedBlockFacts): unknown {
  const { nesting, minItems = 0, maxItems = 0 } = block;
  return { nesting_mode: nesting, min_items: minItems, max_items: maxItems, block: blockOf(block) };
}

it('gives the types of the shipped facts back from a schema made of them', () => {
  const provider = openProviderFacts([join(import.meta.dirname, '../../../schemas/providers')]).provider(
    'hashicorp/google',
  );
  const names = provider?.names('managed').filter((_, index) => index % 29 === 0) ?? [];
  const types = names.flatMap((name) => provider?.type('managed', name) ?? []);
  expect(types.length).toBeGreaterThan(40);
  const { value, diagnostics } = readSchema(schemaOf(types), 's.json');
  expect(diagnostics).toEqual([]);
  const read = value?.[0]?.types.filter(({ mode }) => mode === 'managed') ?? [];
  expect(read.map(({ type }) => type)).toEqual(names);
  for (const [index, type] of types.entries()) {
    const one = read[index] ?? types[0]!;
    expect(bodyType(one)).toEqual(bodyType(type));
    for (const [name, { mode }] of Object.entries(type.attributes ?? {}))
      expect(one.attributes?.[name]?.mode).toBe(mode);
    for (const [name, block] of Object.entries(type.blocks ?? {}))
      expect({ minItems: one.blocks?.[name]?.minItems, maxItems: one.blocks?.[name]?.maxItems }).toEqual({
        minItems: block.minItems,
        maxItems: block.maxItems,
      });
  }
});

describe('readSchema', () => {
  const inAttribute = (attribute: unknown): string =>
    JSON.stringify({
      format_version: '1.0',
      provider_schemas: { [address]: { resource_schemas: { x_y: { block: { attributes: { a: attribute } } } } } },
    });

  it.each<[string, string]>([
    ['', 'not JSON'],
    ['[]', 'a JSON object is expected'],
    ['{}', 'no `format_version`'],
    ['{"format_version": "2.0", "provider_schemas": {}}', 'format 2.0 is not known'],
    ['{"format_version": "1.0"}', 'no `provider_schemas`'],
    ['{"format_version": "1.0", "provider_schemas": {"../../etc/x": {}}}', 'is not the address'],
    ['{"format_version": "1.0", "provider_schemas": {"h/n/..": {}}}', 'is not the address'],
    ['{"format_version": "1.0", "provider_schemas": {"h/n/x": null}}', 'is not the address'],
    [
      '{"format_version": "1.0", "provider_schemas": {"h/n/x": {"resource_schemas": []}}}',
      '`resource_schemas` is an object',
    ],
    [
      '{"format_version": "1.0", "provider_schemas": {"h/n/x": {"resource_schemas": {"a\\nb": {}}}}}',
      'not the name of a type',
    ],
    [inAttribute(1), 'an object is expected here'],
    [inAttribute({ optional: true }), 'has no type'],
    [inAttribute({ type: 'string' }), 'neither required nor optional nor computed'],
    [inAttribute({ type: ['list'], optional: true }), 'is not a type'],
    [inAttribute({ type: ['object', { a: 'strin' }], optional: true }), '"strin"` is not a type'],
    [inAttribute({ nested_type: { nesting_mode: 'bag' }, optional: true }), '`bag` is not a way of nesting'],
    [
      inAttribute({ nested_type: { nesting_mode: { toString: 1 } }, optional: true }),
      '`{"toString":1}` is not a way of nesting',
    ],
    [inAttribute({ type: [{ toString: 1 }, 'string'], optional: true }), '`[{"toString":1},"string"]` is not a type'],
  ])('says what is wrong with %s', (text, message) => {
    const { diagnostics } = readSchema(text, 's.json');
    expect(diagnostics.map((one) => one.message)).toEqual([expect.stringContaining(message)]);
    expect(diagnostics[0]).toMatchObject({ code: 'provider-schema', location: { file: 's.json' } });
  });

  it('keeps the types beside one that cannot be read', () => {
    const text = JSON.stringify({
      format_version: '1.0',
      provider_schemas: {
        [address]: { resource_schemas: { x_bad: { block: [] }, x_good: { version: 2, block: {} } } },
      },
    });
    const { value, diagnostics } = readSchema(text, 's.json');
    expect(diagnostics).toHaveLength(1);
    expect(value?.[0]?.types.map(({ type }) => type)).toEqual(['google', 'x_good']);
  });

  it('reads a group as a single block, and a count of zero as none', () => {
    const blocks = { g: { nesting_mode: 'group', block: {} }, l: { nesting_mode: 'list', min_items: 0, max_items: 2 } };
    const text = JSON.stringify({
      format_version: '1.2',
      provider_schemas: {
        [address]: { data_source_schemas: { x: { block: { deprecated: true, block_types: blocks } } } },
      },
    });
    expect(readSchema(text, 's.json').value?.[0]?.types[1]).toEqual({
      type: 'x',
      mode: 'data',
      deprecated: true,
      framework: true,
      blocks: { g: { nesting: 'single' }, l: { nesting: 'list', maxItems: 2 } },
    });
  });
});

describe('lockedVersions', () => {
  it('reads what it can', () => {
    const text = `provider "${address}" {\n  version = "7.45.0"\n}\nprovider "x/y/z" {\n}\nprovider {\n`;
    expect([...lockedVersions(text)]).toEqual([[address, '7.45.0']]);
    expect([...lockedVersions('{{{')]).toEqual([]);
  });
});
