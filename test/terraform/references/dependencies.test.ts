import { describe, expect, it } from 'vitest';
import { evaluateText } from '../evaluate-text.ts';

const declared = `variable "x" {
  default = 1
}
resource "a_b" "a" {
  count = 1
}
resource "a_b" "c" {}
module "m" {
  source = "./m"
}
`;

describe('depends_on', () => {
  it.each([
    ['a_b.a', []],
    ['a_b.a[0]', []],
    ['a_b.c, module.m, var.x, module.m.x', []],
    // As terraform does: it waits for the module, whose outputs nobody asks for here.
    ['module.m.y', []],
    ['a_b.c[0]', ['invalid-index at [0]']],
    ['a_b.c.id', ['invalid-declaration at .id']],
    ['a_b.a[0].id', ['invalid-declaration at .id']],
    ['a_b.nope.id', ['unknown-reference at a_b.nope']],
    ['var.nope', ['unknown-reference at var.nope']],
  ])('[%s]', (names, faults) => {
    const files = {
      'main.tf': `${declared}resource "a_b" "d" {\n  depends_on = [${names}]\n}\n`,
      'm/main.tf': 'output "x" {\n  value = 1\n}\n',
    };
    expect(evaluateText(files).faults).toEqual(faults);
  });
});

describe('features newer than the version', () => {
  it.each([
    ['variable "v" {\n  type = object({ a = optional(string) })\n}\n', '1.2.9', 'optional', '1.3'],
    ['resource "terraform_data" "d" {}\n', '1.3.9', '"terraform_data"', '1.4'],
    ['moved {\n  from = a_b.x\n  to   = a_b.y\n}\n', '1.0.11', 'moved', '1.1'],
    ['removed {\n  from = a_b.x\n}\n', '1.6.0', 'removed', '1.7'],
    ['import {\n  for_each = {}\n  to       = a_b.x[each.key]\n  id       = "x"\n}\n', '1.6.0', 'for_each', '1.7'],
    [
      'check "c" {\n  assert {\n    condition     = path.root != ""\n    error_message = "x"\n  }\n}\n',
      '1.4.0',
      'check',
      '1.5',
    ],
    ['ephemeral "a_b" "e" {}\n', '1.9.0', 'ephemeral', '1.10'],
  ])('%s by %s', (text, terraformVersion, at, since) => {
    const { faults } = evaluateText(text, { terraformVersion, mode: 'validate' });
    expect(faults).toContain(`newer-terraform at ${at}`);
    const newer = evaluateText(text, { terraformVersion: since, mode: 'validate' });
    expect(newer.faults.filter((fault) => fault.startsWith('newer'))).toEqual([]);
  });
});
