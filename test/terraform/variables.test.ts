import { describe, expect, it } from 'vitest';
import { integerValue, stringValue } from '../../src/hcl/values/values.ts';
import type { VariableSource } from '../../src/terraform/evaluate/variable-assignments.ts';
import { evaluateText } from './evaluate-text.ts';

const region = 'variable "region" {\n  default = "default"\n}\noutput "region" {\n  value = var.region\n}\n';

describe('values of root variables', () => {
  it('come from the caller, else the last tfvars file, else terraform.tfvars, else the default', () => {
    const files = {
      'main.tf': region,
      'terraform.tfvars': 'region = "plain"\n',
      'a.auto.tfvars': 'region = "a"\n',
      'b.auto.tfvars': 'region = "b"\n',
      'other.tfvars': 'region = "other"\n',
      'sub/c.auto.tfvars': 'region = "c"\n',
    };
    const without = (...names: string[]) =>
      Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
    const variables = new Map([['region', stringValue('given')]]);
    expect(evaluateText(files, { variables }).printed('region')).toBe('"given"');
    expect(evaluateText(files).printed('region')).toBe('"b"');
    expect(evaluateText(without('b.auto.tfvars')).printed('region')).toBe('"a"');
    expect(evaluateText(without('a.auto.tfvars', 'b.auto.tfvars')).printed('region')).toBe('"plain"');
    expect(evaluateText(region).printed('region')).toBe('"default"');
  });

  it('are read from JSON too, and from the command line in its order', () => {
    const json = {
      'main.tf': region,
      'terraform.tfvars': 'region = "plain"\n',
      'terraform.tfvars.json': '{"//": "comment", "region": "${json}"}',
    };
    expect(evaluateText(json).printed('region')).toBe('"${json}"');
    const automatic = { ...json, 'b.auto.tfvars': 'region = "b"\n', 'a.auto.tfvars.json': '{"region": "a"}' };
    expect(evaluateText(automatic).printed('region')).toBe('"b"');
    const file: VariableSource = { kind: 'file', file: 'prod.tfvars', text: 'region = "file"\n' };
    const value: VariableSource = { kind: 'value', name: 'region', text: '${x} "' };
    expect(evaluateText(automatic, { variableSources: [value, file] }).printed('region')).toBe('"file"');
    expect(evaluateText(automatic, { variableSources: [file, value] }).printed('region')).toBe('"${x} \\""');
  });

  it.each([
    ['type = string', '[1]', '"[1]"', []],
    ['default = 1', '[1]', '"[1]"', []],
    ['type = any', '[1]', '[\n  1,\n]', []],
    ['type = number', '7', '7', []],
    ['type = number', ' 7', '(known after apply)', ['invalid-variable-value']],
    ['type = list(string)', '["a"]', 'tolist([\n  "a",\n])', []],
    ['type = list(string)', '[', 'tolist([\n  (known after apply),\n])', ['hcl-syntax']],
    ['type = list(string)', 'a', '(known after apply)', ['unknown-reference']],
  ])('on the command line mean what the type says: %s given %s', (declared, text, printed, codes) => {
    const module = evaluateText(`variable "v" {\n  ${declared}\n}\noutput "v" {\n  value = var.v\n}\n`, {
      variableSources: [{ kind: 'value', name: 'v', text }],
    });
    expect(module.printed('v')).toBe(printed);
    expect(module.diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  it('are declared, wherever they come from', () => {
    const { diagnostics } = evaluateText(
      { 'main.tf': region, 'terraform.tfvars.json': '{"regoin": 1, "region": "a", "region": "b"}' },
      {
        variableSources: [
          { kind: 'value', name: 'zone', text: 'x' },
          { kind: 'file', file: 'x.tfvars.json', text: '[]' },
        ],
      },
    );
    expect(diagnostics.map(({ code, location }) => `${code} in ${location?.file}`)).toEqual([
      'undeclared-variable in --var zone',
      'undeclared-variable in terraform.tfvars.json',
      'hcl-duplicate-argument in terraform.tfvars.json',
      'hcl-syntax in x.tfvars.json',
    ]);
  });

  it('are unknown when the caller says so, or when there are none and that is allowed', () => {
    const { printed, faults } = evaluateText(region, { unknownVariables: ['region'] });
    expect([printed('region'), faults]).toEqual(['(known after apply)', []]);
    const bare = 'variable "v" {\n  type = string\n}\n';
    expect(evaluateText(bare).faults).toEqual([]);
    expect(evaluateText(bare, { missingVariables: 'fault' }).faults).toEqual(['missing-variable at variable "v"']);
  });

  it('get the defaults of optional attributes, and are converted', () => {
    const { printed, faults } = evaluateText({
      'main.tf': `
        variable "subnets" {
          type = map(object({
            cidr    = string
            private = optional(bool, true)
            tags    = optional(list(string))
            log     = optional(object({ days = optional(number, 7) }), {})
          }))
        }
        output "subnets" { value = var.subnets }`,
      'terraform.tfvars':
        'subnets = {\n  a = { cidr = 5, extra = 1 }\n  b = { cidr = "x", private = null, log = { days = "3" } }\n}\n',
    });
    expect(faults).toEqual([]);
    expect(printed('subnets').replace(/\s+/g, ' ')).toBe(
      'tomap({ "a" = { "cidr" = "5" "log" = { "days" = 7 } "private" = true "tags" = tolist(null) /* of string */ } ' +
        '"b" = { "cidr" = "x" "log" = { "days" = 3 } "private" = true "tags" = tolist(null) /* of string */ } })',
    );
  });

  it('take null as no value only where they are not nullable', () => {
    const text = (nullable: boolean) =>
      `variable "v" {\n  default  = "d"\n  nullable = ${nullable}\n}\noutput "v" {\n  value = var.v\n}\n`;
    const tfvars = { 'terraform.tfvars': 'v = null\n' };
    expect(evaluateText({ 'main.tf': text(false), ...tfvars }).printed('v')).toBe('"d"');
    expect(evaluateText({ 'main.tf': text(true), ...tfvars }).printed('v')).toBe('null');
    const required = evaluateText({ 'main.tf': 'variable "v" {\n  nullable = false\n}\n', ...tfvars });
    expect(required.faults).toEqual(['invalid-variable-value at null']);
  });

  it('are sensitive as declared, and make root outputs say so', () => {
    const { output, faults } = evaluateText(
      'variable "v" {\n  default   = "x"\n  sensitive = true\n}\noutput "v" {\n  value = "a-${var.v}"\n}\n',
    );
    expect(output('v')).toMatchObject({ kind: 'string', value: 'a-x', sensitive: true });
    expect(faults).toEqual(['sensitive-output at output "v"']);
  });

  it('are refused where they are written: type, validation, name', () => {
    const { faults } = evaluateText({
      'main.tf': `
        variable "port" {
          type = number
          validation {
            condition     = var.port < 10
            error_message = "Too large: \${var.port}."
          }
        }
        variable "sizes" {
          type = list(object({ n = number }))
        }
        variable "fallback" {
          type    = list(string)
          default = "none"
        }`,
      'terraform.tfvars': 'port  = 12\nsizes = [{ n = 1 }, { n = "two" }]\nprot  = 1\nblock {}\n',
    });
    expect(faults).toEqual([
      'invalid-variable-value at "none"',
      'invalid-variable-value at 12',
      'invalid-variable-value at "two"',
      'undeclared-variable at prot',
      'unsupported-block at block',
    ]);
  });

  it('are constants in tfvars files', () => {
    const { faults } = evaluateText({
      'main.tf': region,
      'terraform.tfvars': 'region = "${var.other}-${upper("a")}"\n',
    });
    expect(faults).toEqual(['unknown-reference at var.other']);
  });

  it('may not be given under a name that the module does not have', () => {
    const { faults } = evaluateText(region, { variables: new Map([['regoin', integerValue(1)]]) });
    expect(faults).toEqual(['undeclared-variable at ']);
  });
});
