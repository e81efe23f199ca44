import { describe, expect, test } from 'vitest';
import { type PriorState, readState } from '../../../src/terraform/plan/read-state.ts';
import { writeState } from '../../../src/terraform/plan/write-state.ts';
import { shippedFacts } from './plan-module-text.ts';

function read(text: string): PriorState {
  const { value } = readState(text, 'x.tfstate', (source, mode, type) =>
    shippedFacts.provider(source)?.type(mode, type),
  );
  if (value === undefined) throw new Error('the state cannot be read');
  return value;
}

const written = {
  version: 4,
  terraform_version: '1.5.7',
  serial: 7,
  lineage: '3f0c3d3c-0d0e-4a3b-8b53-3f6a5a3f8f10',
  outputs: {
    list: { value: ['a', 12345678901234567890n], type: ['tuple', ['string', 'number']] },
    secret: { value: 'x', type: 'string', sensitive: true },
  },
  resources: [
    {
      mode: 'data',
      type: 'google_project',
      name: 'p',
      provider: 'provider["registry.terraform.io/hashicorp/google"]',
      instances: [{ schema_version: 0, attributes: { id: 'projects/p' }, sensitive_attributes: [] }],
    },
    {
      mode: 'managed',
      type: 'google_pubsub_topic',
      name: 't',
      provider: 'provider["registry.terraform.io/hashicorp/google"]',
      instances: [
        {
          index_key: 'a"b',
          status: 'tainted',
          schema_version: 1,
          attributes: { name: 't', labels: { 'k.e': 's' } },
          sensitive_attributes: [
            [
              { type: 'get_attr', value: 'labels' },
              { type: 'index', value: { value: 'k.e', type: 'string' } },
            ],
          ],
          dependencies: ['google_project_service.x'],
        },
      ],
    },
    {
      module: 'module.m[0]',
      mode: 'managed',
      type: 'example_thing',
      name: 't',
      provider: 'provider["registry.example.com/a/example"]',
      instances: [
        { index_key: 0, schema_version: 0, attributes: { a: [1, { b: null }] }, sensitive_attributes: [] },
        { index_key: 1, schema_version: 0, attributes: {}, sensitive_attributes: [] },
      ],
    },
    {
      mode: 'managed',
      type: 'terraform_data',
      name: 'd',
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            id: 'x',
            input: { value: { a: ['b', 1] }, type: ['object', { a: ['tuple', ['string', 'number']] }] },
            output: { value: null, type: 'string' },
            triggers_replace: null,
          },
          sensitive_attributes: [],
        },
      ],
    },
  ],
  check_results: null,
};

// JSON.stringify cannot write a big integer: the marker is taken off its text.
const text = JSON.stringify(written, (_, value) => (typeof value === 'bigint' ? `#${value}#` : value)).replace(
  /"#(\d+)#"/g,
  '$1',
);

describe('writing a state', () => {
  test('gives what reads as the same', () => {
    const state = read(text);
    expect(read(writeState(state))).toEqual(state);
    expect(writeState(read(writeState(state)))).toBe(writeState(state));
  });

  test('keeps numbers with all their digits, dynamic types, keys, taint, marks, dependencies and providers', () => {
    const again = writeState(read(text));
    expect(again).toContain('12345678901234567890');
    expect(JSON.parse(again)).toMatchObject({
      serial: 7,
      lineage: written.lineage,
      outputs: { secret: { value: 'x', type: 'string', sensitive: true } },
      resources: written.resources,
    });
    expect(again.endsWith('}\n')).toBe(true);
  });
});
