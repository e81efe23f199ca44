import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/load/document.ts';
import { hcl } from '../../src/render/languages/hcl.ts';
import { hclLiteral } from '../../src/render/languages/hcl-literal.ts';
import { renderEnvironment } from '../../src/render/render-environment.ts';
import { fc } from '../properties.ts';
import { buildBlueprint, buildEnvironment } from './environment-builder.ts';
import { renderText, textOf, wickedText, wickedValue } from './language-laws.ts';
import { hasTerraform, terraform } from './terraform-tools.ts';

/** Text of a rendered file. */
function fileOf(properties: string, parameters: string, path: string, required: string[] = []): string {
  const blueprint = buildBlueprint({ properties, required, templates: { 'main.tf': 'locals {}\n' } });
  const { value, diagnostics } = renderEnvironment(buildEnvironment(blueprint, parameters));
  expect(diagnostics).toEqual([]);
  return value?.files.find((file) => file.path === `infrastructure-manager/${path}`)?.text ?? '';
}

describe('variables.tf', () => {
  const types: readonly (readonly [string, string])[] = [
    ['{type: string}', 'string'],
    ['{type: integer}', 'number'],
    ['{type: [number, integer]}', 'number'],
    ['{type: boolean}', 'bool'],
    ['{enum: [a, b]}', 'string'],
    ['{const: 5}', 'number'],
    ['{type: array, items: {type: string}}', 'list(string)'],
    ['{type: array}', 'any'],
    ['{type: array, prefixItems: [{type: string}]}', 'any'],
    ['{type: object, additionalProperties: {type: number}}', 'map(number)'],
    ['{type: object}', 'any'],
    ['{type: [string, number]}', 'any'],
    ['{}', 'any'],
    [
      '{type: object, properties: {a: {type: string}, bb: {type: boolean, default: true}}, required: [a]}',
      'object({\n    a  = string\n    bb = optional(bool, true)\n  })',
    ],
    ['{type: object, properties: {"a b": {type: string}}}', 'any'],
    [
      '{allOf: [{type: object, properties: {a: {type: string}}}], properties: {b: {type: string}}}',
      'object({\n    a = optional(string)\n    b = optional(string)\n  })',
    ],
  ];
  it.each(types)('declares %s as %s', (schema, type) => {
    const text = fileOf(`p: ${schema}`, 'p: null', 'variables.tf').replace(/variable "project_id"[\s\S]*$/, '');
    expect(text).toContain(`type    = ${type}\n`.replace('type    =', /type +=/.exec(text)?.[0] ?? ''));
  });

  it('follows references', () => {
    const blueprint = buildBlueprint({ properties: 'p: {$ref: "#/$defs/x"}', templates: { 'main.tf': 'locals {}\n' } });
    const withDefs = {
      ...blueprint,
      document: {
        ...blueprint.document,
        value: {
          ...blueprint.document.value,
          spec: {
            ...blueprint.document.value.spec,
            parameters: {
              ...blueprint.document.value.spec.parameters,
              $defs: { x: { type: 'array', items: { $ref: '#/$defs/y' } }, y: { type: 'string', minLength: 2 } },
            },
          },
        },
      },
    };
    const { value } = renderEnvironment(buildEnvironment(withDefs, ''));
    const text = value?.files.find(({ path }) => path.endsWith('variables.tf'))?.text;
    expect(text).toContain('type    = list(string)');
    expect(text).toContain('alltrue([for item in var.p : length(item) >= 2])');
  });

  it('tells required, defaulted and optional parameters apart', () => {
    const text = fileOf(
      'a: {type: string}\n      b: {type: string, default: x}\n      c: {type: string}\n      d: {type: [string, "null"], default: null}',
      'a: y',
      'variables.tf',
      ['a'],
    );
    expect(text).toBe(`variable "a" {
  type     = string
  nullable = false
}

variable "b" {
  type     = string
  default  = "x"
  nullable = false
}

variable "c" {
  type    = string
  default = null
}

variable "d" {
  type    = string
  default = null
}

variable "project_id" {
  description = "Project that holds the resources."
  type        = string
}
`);
  });

  it('has no structural parameters, and no built-in variable of a parameter’s name', () => {
    const text = fileOf(
      'a: {type: string, x-structural: true}\n      project_id: {type: string}',
      'project_id: x',
      'variables.tf',
    );
    expect(text).not.toContain('"a"');
    expect(text.match(/variable "project_id"/g)).toHaveLength(1);
  });

  it('declares `environment` where the module reads it', () => {
    const blueprint = buildBlueprint({ templates: { 'main.tf': 'locals {\n  a = var.environment\n}\n' } });
    const { value } = renderEnvironment(buildEnvironment(blueprint, '', 'prod'));
    expect(value?.files.find(({ path }) => path === 'terraform/terraform.tfvars')?.text).toContain(
      'environment = "prod"',
    );
  });
});

describe.skipIf(!hasTerraform)('generated files before terraform', () => {
  const schemas: readonly (readonly [string, JsonValue, JsonValue])[] = [
    ['{enum: [a, b]}', 'a', 'c'],
    ['{const: a}', 'a', 'b'],
    ['{type: integer, minimum: 1, maximum: 5}', 5, 6],
    ['{type: integer, minimum: 1}', 1, 1.5],
    ['{type: number, exclusiveMinimum: 0, exclusiveMaximum: 1}', 0.5, 1],
    ['{type: number, multipleOf: 4}', 8, 6],
    ['{type: string, minLength: 2, maxLength: 3}', 'abc', 'abcd'],
    ['{type: string, pattern: "^[a-z]+(?<x>[0-9]{2})\\\\.$"}', 'ab12.', 'ab1.'],
    ['{type: string, format: gcp-region}', 'us-central1', 'us-central1-a'],
    ['{type: string, format: cidr}', '10.0.0.0/16', '10.0.0.0'],
    ['{type: string, format: duration}', '300s', '5m'],
    ['{type: string, format: date-time}', '2026-11-30T12:00:00Z', 'now'],
    ['{type: string, format: service-account}', 'a@b.iam.gserviceaccount.com', 'a'],
    [
      '{type: array, items: {type: string, minLength: 1}, minItems: 1, maxItems: 2, uniqueItems: true}',
      ['a', 'b'],
      ['a', 'a'],
    ],
    ['{type: array, items: {type: array, items: {type: integer}}}', [[1], []], [[1.5]]],
    ['{type: object, additionalProperties: {type: integer}, propertyNames: {pattern: "^[a-z]+$"}}', { a: 1 }, { A: 1 }],
    ['{type: object, additionalProperties: {type: string, enum: [x]}, minProperties: 1}', { a: 'x' }, { a: 'y' }],
    ['{type: object, properties: {a: {type: integer, maximum: 3}, b: {type: string, default: "x${y}"}}}', {}, { a: 4 }],
    [
      '{type: object, required: [a], properties: {a: {type: array, items: {type: object, properties: {n: {type: string, format: email}}}}}}',
      { a: [{}, { n: 'a@b' }] },
      { a: [{ n: 'x' }] },
    ],
    ['{type: [string, "null"], minLength: 2}', 'ab', 'a'],
  ];
  it.each(schemas)('accept and refuse values as the schema does: %s', (schema, good, bad) => {
    const variables = fileOf(`p: ${schema}`, `p: ${JSON.stringify(good)}`, 'variables.tf');
    const tfvars = fileOf(`p: ${schema}`, `p: ${JSON.stringify(good)}`, 'terraform.tfvars');
    const accepted = terraform({ 'variables.tf': variables, 'terraform.tfvars': tfvars }, [
      'plan',
      '-no-color',
      '-input=false',
    ]);
    expect(accepted).toMatchObject({ status: 0 });
    const wrong = terraform(
      { 'variables.tf': variables, 'terraform.tfvars': `project_id = "x"\np = ${hclLiteral(bad)}\n` },
      ['plan', '-no-color', '-input=false'],
    );
    expect(wrong.output).toContain('Invalid value for variable');
  });

  it('are formatted as terraform would, whatever the values', () => {
    const properties = 'p: {}\n      "long_name": {type: object}\n      q: {type: array}';
    const files = fc
      .sample(fc.tuple(wickedValue, fc.dictionary(wickedText, wickedValue, { maxKeys: 3 }), fc.array(wickedValue)), {
        numRuns: 30,
      })
      .map(([p, map, list], index) => {
        const blueprint = buildBlueprint({
          properties,
          templates: { 'main.tf.hbs': 'locals {\n a = 1\n    bcd    = {\n x="y"\n}\n}\n' },
        });
        const environment = buildEnvironment(blueprint, '');
        const { value } = renderEnvironment({ ...environment, parameters: { long_name: map, p, q: list } });
        return (value?.files ?? [])
          .filter(({ path }) => /\.tf(?:vars)?$/.test(path))
          .map(({ path, text }): [string, string] => [`${index}/${path}`, text]);
      });
    expect(terraform(Object.fromEntries(files.flat()), ['fmt', '-check', '-recursive', '-diff'])).toEqual({
      status: 0,
      output: '',
    });
  });

  it('give back every value, in literals, quotes and keys', () => {
    const template =
      '  x = [{{v}}, "a{{s}}b", "{{s}}{b}", "{{s}}${"c"}"]\n' +
      '  y = {\n {{s}} = {{v}}\n "k{{s}}" = 1\n}\n' +
      '  z = "{{s}}"\n';
    const cases = fc.sample(fc.tuple(wickedValue, wickedText), { numRuns: 150 });
    const locals = cases.map(([v, s], index) => {
      const body = textOf(renderText(template, hcl, { v, s }));
      return body.replace(/^ {2}([xyz]) = /gm, (_match, name: string) => `  ${name}${index} = `);
    });
    const names = cases.flatMap((_, index) => ['x', 'y', 'z'].map((name) => `local.${name}${index}`));
    const { output } = terraform(
      { 'main.tf': `locals {\n${locals.join('')}}\n` },
      ['console'],
      `base64encode(jsonencode([${names.join(', ')}]))\n`,
    );
    if (!/^"[A-Za-z0-9+/=]*"\s*$/.test(output)) throw new Error(output);
    const found = JSON.parse(Buffer.from(output.trim().replaceAll('"', ''), 'base64').toString()) as unknown[];
    const wanted = cases.flatMap(([v, s]) => [[v, `a${s}b`, `${s}{b}`, `${s}c`], { [`k${s}`]: 1, [s]: v }, s]);
    expect(found).toEqual(JSON.parse(JSON.stringify(wanted)));
  });
});
