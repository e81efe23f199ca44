import { describe, expect, it } from 'vitest';
import { evaluateText } from '../evaluate-text.ts';

const main = `variable "a" {
  default = "x"
}
locals {
  size = 1
}
resource "a_b" "r" {
  zone = "main"
  size = local.size
  disk {
    gb = 1
  }
  disk {
    gb = 2
  }
  tag {
    key = "kept"
  }
  lifecycle {
    create_before_destroy = true
  }
}
module "m" {
  source = "./m"
  v      = "main"
}
output "o" {
  value = var.a
}
`;
const child = 'variable "v" {}\noutput "v" {\n  value = var.v\n}\n';
const evaluate = (override: string, name = 'override.tf') =>
  evaluateText({ 'main.tf': main, 'm/main.tf': child, [name]: override });

describe('override files', () => {
  it('replace arguments one by one and nested blocks type by type', () => {
    const { resource, faults } = evaluate(
      'resource "a_b" "r" {\n  zone = "over"\n  more = 1\n  dynamic "disk" {\n    for_each = [7]\n    content {\n      gb = disk.value\n    }\n  }\n}\n',
    );
    expect(faults).toEqual([]);
    const { entries } = resource('a_b.r').values;
    const disks = entries.get('disk');
    expect([...entries.keys()]).toEqual(['disk', 'more', 'size', 'tag', 'zone']);
    expect(disks?.kind === 'tuple' && disks.items.length).toBe(1);
    expect(entries.get('zone')).toMatchObject({ value: 'over', origin: { file: 'override.tf' } });
    expect(entries.get('size')).toMatchObject({ origin: { file: 'main.tf' } });
  });

  it('count in the order of their names, and several times in one file', () => {
    const { printed } = evaluateText({
      'main.tf': main,
      'm/main.tf': child,
      'a_override.tf': 'variable "a" {\n  default = "a"\n}\n',
      'b_override.tf': 'variable "a" {\n  default = "b"\n}\nvariable "a" {\n  default = "c"\n}\n',
    });
    expect(printed('o')).toBe('"c"');
  });

  it('replace local values, arguments of modules, outputs and providers', () => {
    const { printed, resource, evaluation, faults } = evaluate(
      'locals {\n  size = 2\n}\nmodule "m" {\n  v = "over"\n}\noutput "o" {\n  value = module.m.v\n}\nprovider "a" {\n  zone = "z"\n}\n',
    );
    expect(faults).toEqual([]);
    expect(printed('o')).toBe('"over"');
    expect(resource('a_b.r').values.entries.get('size')).toMatchObject({ kind: 'number' });
    expect(evaluation.providers.get('a')?.values.entries.get('zone')).toMatchObject({ value: 'z' });
  });

  it('name their own file in faults', () => {
    const { faults, diagnostics } = evaluate('output "o" {\n  value = var.b\n}\nmodule "m" {\n  w = 1\n}\n');
    expect(faults).toEqual(['unknown-reference at var.b', 'unsupported-argument at w']);
    expect(diagnostics.map(({ location }) => location?.file)).toEqual(['override.tf', 'override.tf']);
  });

  it.each([
    ['variable "nope" {}', 'variable "nope"'],
    ['locals {\n  y = 1\n}', 'y'],
    ['resource "a_b" "q" {}', 'resource "a_b" "q"'],
    ['data "a_b" "r" {}', 'data "a_b" "r"'],
    ['output "p" {}', 'output "p"'],
    ['module "n" {}', 'module "n"'],
    ['provider "a" {\n  alias = "x"\n}', 'provider "a"'],
    ['check "c" {}', 'check "c"'],
    ['moved {\n  from = a_b.x\n  to   = a_b.y\n}', 'moved'],
    ['import {\n  to = a_b.r\n  id = "x"\n}', 'import'],
    ['resource "a_b" "r" {\n  depends_on = [a_b.q]\n}', 'depends_on'],
    ['variable "a" {\n  validation {\n    condition     = var.a != ""\n    error_message = "x"\n  }\n}', 'validation'],
    [
      'resource "a_b" "r" {\n  lifecycle {\n    precondition {\n      condition     = var.a != ""\n      error_message = "x"\n    }\n  }\n}',
      'precondition',
    ],
  ])('cannot say %s', (override, at) => {
    expect(evaluate(override, 'x_override.tf').faults).toEqual([`invalid-declaration at ${at}`]);
  });

  it('replace required_version, and required providers one by one', () => {
    const base =
      'terraform {\n  required_version = ">= 99"\n  required_providers {\n    a = { source = "x/a" }\n  }\n}\n';
    const override =
      'terraform {\n  required_version = ">= 1"\n  required_providers {\n    b = { source = "x/b" }\n  }\n}\n';
    expect(evaluateText({ 'main.tf': base, 'override.tf': override }).faults).toEqual([]);
    expect(evaluateText({ 'main.tf': override, 'override.tf': base }).faults).toEqual(['required-version at ">= 99"']);
  });
});
