import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/load/document.ts';
import { formats } from '../../src/load/formats/formats.ts';
import { compileValidator } from '../../src/load/parameter-schema.ts';
import { fc } from '../properties.ts';

const schema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['region', 'env'],
  $defs: {
    size: {
      anyOf: [
        { type: 'integer', minimum: 1 },
        { type: 'string', pattern: '^\\d+Gi$', 'x-pattern-message': 'a size such as 4Gi' },
      ],
    },
    tree: { type: 'object', properties: { next: { $ref: '#/$defs/tree' }, v: { type: 'number' } } },
  },
  properties: {
    region: { type: 'string', format: 'gcp-region', description: 'Region of everything. More of it.' },
    env: { enum: ['dev', 'staging', 'prod'] },
    memory: { $ref: '#/$defs/size' },
    zones: { type: 'array', items: { type: 'string', format: 'gcp-zone' }, uniqueItems: true },
    labels: { type: 'object', propertyNames: { format: 'gcp-label-key' }, additionalProperties: { type: 'string' } },
    source: {
      oneOf: [
        {
          type: 'object',
          additionalProperties: false,
          required: ['kind', 'host'],
          properties: { kind: { const: 'mysql' }, host: { type: 'string' } },
        },
        {
          type: 'object',
          additionalProperties: false,
          required: ['kind', 'path'],
          properties: { kind: { const: 'file' }, path: { type: 'string' } },
        },
      ],
    },
    place: { anyOf: [{ type: 'string', format: 'gcp-region' }, { const: 'global' }] },
    port: { type: 'integer', minimum: 1, maximum: 65535 },
    mode: { type: 'string', enum: ['fast', 'slow'], minLength: 4, pattern: '^[fs]' },
    subnet: { type: 'string', format: 'cidr', pattern: '/26$' },
    secret: { type: 'string', 'x-sensitive': true, minLength: 3, pattern: '^a' },
    flag: { type: 'boolean' },
    either: { anyOf: [{ required: ['a'] }, { required: ['b'] }], properties: { a: {}, b: {} } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    both: { type: 'object', if: { properties: { x: { const: 1 } }, required: ['x'] }, then: { required: ['y'] } },
    pair: {
      oneOf: [
        { title: 'even', multipleOf: 2 },
        { title: 'threes', multipleOf: 3 },
      ],
    },
    tree: { $ref: '#/$defs/tree' },
    open: { type: 'object', allOf: [{ properties: { a: { type: 'string' } } }], unevaluatedProperties: false },
  },
};
const validate = compileValidator(schema, '/parameters');

function check(values: JsonObject): string[] {
  return validate({ region: 'us-central1', env: 'dev', ...values }).map(
    ({ severity = 'error', code, on, pointer, message, hint }) =>
      `${severity} ${code} ${on} ${pointer}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('a parameter validator', () => {
  it.each<[JsonObject, string]>([
    [{ rgion: 'x' }, 'error unknown-key key /rgion: unknown key `rgion` in `parameters` (did you mean `region`?)'],
    [{ prot: 1 }, 'error unknown-key key /prot: unknown key `prot` in `parameters` (did you mean `port`?)'],
    [{ constructor: 1 }, 'error unknown-key key /constructor: unknown key `constructor` in `parameters`'],
    [
      { region: 5 },
      'error wrong-type value /region: `region` is the number 5, expected a string (put it in quotes: "5")',
    ],
    [
      { region: 'us-west9' },
      'warning unknown-location value /region: `region` is "us-west9", which is not in the list of regions of 2026-11-22 (did you mean us-west1?)',
    ],
    [
      { env: 'prd' },
      'error value-not-allowed value /env: `env` is "prd", expected one of "dev", "staging" or "prod" (did you mean "prod"?)',
    ],
    [{ memory: 0 }, 'error value-range value /memory: `memory` is the number 0, expected at least 1'],
    [{ memory: '4GB' }, 'error value-pattern value /memory: `memory` is "4GB", expected a size such as 4Gi'],
    [
      { memory: true },
      'error wrong-type value /memory: `memory` is true, expected a whole number or a string (put it in quotes: "true")',
    ],
    [
      { zones: 'a' },
      'error wrong-type value /zones: `zones` is "a", expected a list (make it a list: start the line with `- `)',
    ],
    [
      { zones: ['us-east1-b', 'x'] },
      'error value-format value /zones/1: item 2 of `zones` is "x", expected a zone such as us-central1-a',
    ],
    [
      { zones: ['us-east1-b', 'us-east1-b'] },
      'error duplicate-item value /zones/1: `zones` holds "us-east1-b" twice, as item 1 and 2 (remove one of them)',
    ],
    [
      { labels: { 'A b': 'x' } },
      'error value-format key /labels/A b: key "A b" of `labels` has a wrong form, expected a label key of up to 63 lowercase letters, digits, `-` and `_`, with a letter first (write a-b)',
    ],
    [
      { source: { kind: 'mysql', hots: 'h' } },
      'error unknown-key key /source/hots: unknown key `hots` in `source` (did you mean `host`?)',
    ],
    [
      { source: { kind: 'pg' } },
      'error value-not-allowed value /source/kind: `kind` is "pg", expected one of "mysql" or "file"',
    ],
    [{ source: { kind: 'file' } }, 'error missing-key key /source: `source` lacks the key `path`'],
    [{ source: 3 }, 'error wrong-type value /source: `source` is the number 3, expected a map'],
    [
      { place: 'us-west9' },
      'warning unknown-location value /place: `place` is "us-west9", which is not in the list of regions of 2026-11-22 (did you mean us-west1?)',
    ],
    [
      { place: 'globl' },
      'error value-mismatch value /place: `place` is "globl", expected a region such as us-central1 or "global" (did you mean "global"?)',
    ],
    [{ place: 7 }, 'error wrong-type value /place: `place` is the number 7, expected a string (put it in quotes: "7")'],
    [
      { port: '3306' },
      'error wrong-type value /port: `port` is "3306", expected a whole number (leave out the quotes: 3306)',
    ],
    [{ mode: 5 }, 'error wrong-type value /mode: `mode` is the number 5, expected a string (put it in quotes: "5")'],
    [{ mode: 'x' }, 'error value-not-allowed value /mode: `mode` is "x", expected one of "fast" or "slow"'],
    [{ subnet: 'x' }, 'error value-format value /subnet: `subnet` is "x", expected a CIDR range such as 10.0.0.0/16'],
    [{ port: 1.5 }, 'error wrong-type value /port: `port` is the number 1.5, expected a whole number'],
    [
      { flag: 'yes' },
      'error wrong-type value /flag: `flag` is "yes", expected true or false (write true, without quotes)',
    ],
    [{ either: {} }, 'error missing-key key /either: `either` lacks one of the keys `a`, `b`'],
    [{ both: { x: 1 } }, 'error missing-key key /both: `both` lacks the key `y`'],
    [
      { pair: 6 },
      'error value-mismatch value /pair: `pair` is the number 6, expected exactly one alternative to fit, not even and threes at once',
    ],
    [
      { tree: { next: { next: { v: '1' } } } },
      'error wrong-type value /tree/next/next/v: `v` is "1", expected a number (leave out the quotes: 1)',
    ],
    [{ open: { a: 'x', b: 1 } }, 'error unknown-key key /open/b: unknown key `b` in `open`'],
    [
      { open: { a: 1 } },
      'error wrong-type value /open/a: `a` is the number 1, expected a string (put it in quotes: "1")',
    ],
  ])('says of %j one thing', (values, expected) => {
    expect(check(values)).toEqual([expected]);
  });

  it('names a missing parameter with the first sentence of its description', () => {
    expect(validate({ env: 'dev' })).toEqual([
      {
        code: 'missing-key',
        pointer: '',
        on: 'key',
        message: '`parameters` lacks the key `region`',
        hint: 'add `region`: Region of everything',
        args: { key: 'region' },
      },
    ]);
  });

  it('takes a misspelt required parameter for one fault', () => {
    expect(validate({ env: 'dev', regoin: 'us-central1' }).map(({ code, hint }) => [code, hint])).toEqual([
      ['unknown-key', 'did you mean `region`?'],
    ]);
  });

  it('never shows a sensitive value', () => {
    const [fault] = validate({ region: 'us-central1', env: 'dev', secret: 'hunter2-hunter2' });
    expect(JSON.stringify(fault)).not.toContain('hunter2');
  });

  it('takes a map with any keys, and a list, where one of several texts or numbers is due', () => {
    const validator = compileValidator({ enum: ['1', 2] });
    for (const value of [{ toString: {} }, { toString: 1, valueOf: 1 }, ['1'], [2]])
      expect(validator(value).map(({ code, hint }) => [code, hint])).toEqual([['value-not-allowed', undefined]]);
    expect(validator(1).map(({ hint }) => hint)).toEqual(['write "1"']);
  });

  it('reports independent faults together', () => {
    expect(check({ port: 0, env: 'x', flag: 1 })).toHaveLength(3);
  });

  it('takes linear time for patterns that make other engines backtrack', () => {
    const slow = compileValidator({ type: 'string', pattern: '^(a+)+$' });
    // Backtracking over 5,000 letters would not end before the test's own limit.
    expect(slow(`${'a'.repeat(5000)}!`)).toHaveLength(1);
  });

  it('ends for definitions that refer to each other exponentially often', () => {
    const names = Array.from({ length: 40 }, (_, index) => `d${index}`);
    const $defs = Object.fromEntries(
      names.map((name, index): [string, JsonObject] => {
        const next = { $ref: `#/$defs/d${index + 1}` };
        return [name, index === names.length - 1 ? { type: 'string' } : { allOf: [next, next] }];
      }),
    );
    expect(() => compileValidator({ $defs, properties: { a: { $ref: '#/$defs/d30' } } })).not.toThrow();
  });

  it('finds a fault exactly where plain Ajv does, one for each place', () => {
    const plain = new Ajv2020({ strict: false, formats }).compile(schema);
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
    const likely = fc.constantFrom<JsonValue>(
      'us-central1',
      'dev',
      '4Gi',
      'global',
      3306,
      true,
      {},
      { kind: 'file', path: 'x' },
      ['us-east1-b'],
      { a: 'x' },
      { x: 1 },
    );
    const names = Object.keys(schema['properties'] as JsonObject);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names, 'other'), fc.oneof(value, likely)),
        fc.boolean(),
        (some, isComplete) => {
          const values = isComplete ? { region: 'us-central1', env: 'dev', ...some } : some;
          const faults = validate(values);
          expect(faults.length === 0).toBe(plain(values));
          const places = faults.map(
            ({ on, pointer, args, code }) => `${on} ${pointer} ${code === 'missing-key' ? args?.['key'] : ''}`,
          );
          expect(new Set(places).size).toBe(places.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
