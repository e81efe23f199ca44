import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkParameterSchema } from '../../src/load/check-parameter-schema.ts';
import { readDocument } from '../../src/load/read-document.ts';

/** Faults of a blueprint with this parameter schema: code, pointer below `/spec/parameters`, underlined text. */
function faults(parameters: object): string[] {
  const text = stringify({
    apiVersion: 'imprint/v1',
    kind: 'Blueprint',
    metadata: { name: 'shop', version: '1.0.0' },
    spec: { parameters, terraform: { version: '>= 1.5.7', providers: {} }, templates: [] },
  });
  const { value, diagnostics } = readDocument(text, 'blueprint.yaml', 'Blueprint');
  const found = [...diagnostics, ...(value ? checkParameterSchema(value) : [])];
  return found.map(({ code, location }) => {
    const at = location?.range ? text.slice(location.range.start, location.range.end) : '';
    return `${code} ${location?.pointer?.replace('/spec/parameters', '')} ${at}`;
  });
}

/** The same for one parameter called `a`. */
const parameter = (schema: object): string[] => faults({ properties: { a: schema, b: { type: 'string' } } });

describe('checkParameterSchema', () => {
  it.each<[object, string]>([
    [{ type: 'string', patern: 'x' }, 'unknown-key /properties/a/patern patern'],
    [{ type: 'strng' }, 'value-not-allowed /properties/a/type strng'],
    [{ type: ['string', 'strng'] }, 'value-not-allowed /properties/a/type/1 strng'],
    [{ type: 5 }, 'value-not-allowed /properties/a/type 5'],
    [{ format: 'gcp-regoin' }, 'value-not-allowed /properties/a/format gcp-regoin'],
    [{ minLength: -1 }, 'value-range /properties/a/minLength -1'],
    [{ 'x-structual': true }, 'unknown-key /properties/a/x-structual x-structual'],
    [{ items: { items: { typ: 'x' } } }, 'unknown-key /properties/a/items/items/typ typ'],
    [{ pattern: '(' }, 'schema-pattern /properties/a/pattern ('],
    [{ pattern: '(?=a)' }, 'schema-pattern /properties/a/pattern (?=a)'],
    [{ pattern: '(a)\\1' }, 'schema-pattern /properties/a/pattern (a)\\1'],
    [{ pattern: '(?i)a' }, 'schema-pattern /properties/a/pattern (?i)a'],
    [{ patternProperties: { '[': {} } }, 'schema-pattern /properties/a/patternProperties/[ "["'],
    [{ $ref: '#/$defs/none' }, 'schema-reference /properties/a/$ref "#/$defs/none"'],
    [{ $ref: 'other.json' }, 'value-pattern /properties/a/$ref other.json'],
    [
      { properties: { c: {} }, required: ['d'], additionalProperties: false },
      'schema-required /properties/a/required/0 d',
    ],
    [{ deprecated: true, 'x-replaced-by': 'none' }, 'schema-replacement /properties/a/x-replaced-by none'],
    [{ deprecated: true, 'x-replaced-by': 'a' }, 'schema-replacement /properties/a/x-replaced-by a'],
    [{ minimum: 2, maximum: 1 }, 'schema-contradiction /properties/a/minimum 2'],
    [{ exclusiveMinimum: 1, maximum: 1 }, 'schema-contradiction /properties/a/exclusiveMinimum 1'],
    [{ type: 'integer', minLength: 1 }, 'schema-contradiction /properties/a/minLength minLength'],
    [{ type: 'string', enum: ['x', 5] }, 'schema-contradiction /properties/a/enum/1 5'],
    [{ type: 'string', 'x-sensitive': true, default: 'x' }, 'schema-contradiction /properties/a/default default'],
    [{ type: 'string', default: 5 }, 'schema-default /properties/a/default 5'],
    [{ type: 'array', items: { type: 'string' }, default: ['x', 5] }, 'schema-default /properties/a/default/1 5'],
    [{ properties: { c: { type: 'string', default: 5 } } }, 'schema-default /properties/a/properties/c/default 5'],
    [{ type: 'string', format: 'gcp-region', default: 'us-west9' }, 'unknown-location /properties/a/default us-west9'],
  ])('finds one fault in %j', (schema, expected) => {
    expect(parameter(schema)).toEqual([expected]);
  });

  it.each<[object]>([
    [{ type: ['string', 'null'], minLength: 1 }],
    [{ type: 'number', enum: [1, 2.5], default: 1 }],
    [{ minimum: 1, maximum: 1 }],
    [{ properties: { c: {} }, required: ['d'] }],
    [{ patternProperties: { '^d': {} }, required: ['d'], additionalProperties: false }],
    [{ pattern: '^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$' }],
    [{ deprecated: true, 'x-replaced-by': 'b' }],
    [{ type: 'object', additionalProperties: { type: 'string' }, default: {} }],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }], default: 3 }],
  ])('accepts %j', (schema) => {
    expect(parameter(schema)).toEqual([]);
  });

  it.each<[object, string]>([
    [{ properties: { a: {} }, required: ['b'] }, 'schema-required /required/0 b'],
    [
      { properties: { a: {} }, 'x-rules': [{ expression: 'true', message: 'm', parameter: 'b' }] },
      'schema-reference /x-rules/0/parameter b',
    ],
    [{ properties: { count: {} } }, 'value-mismatch /properties/count count'],
    [{ properties: { '1a': {} } }, 'value-pattern /properties/1a 1a'],
  ])('finds one fault in the parameter object %j', (parameters, expected) => {
    expect(faults(parameters)).toEqual([expected]);
  });
});
