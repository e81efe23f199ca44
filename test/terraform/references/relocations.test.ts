import { describe, expect, it } from 'vitest';
import { evaluateText } from '../evaluate-text.ts';

const declared = `resource "a_b" "a" {}
resource "a_b" "c" {
  count = 1
}
data "a_b" "d" {}
module "m" {
  source = "./m"
}
`;
function faultsOf(text: string, mode: 'validate' | 'plan' = 'validate'): readonly string[] {
  const files = { 'main.tf': declared, 'm/main.tf': 'resource "a_b" "i" {}\n', 'x.tf': text };
  return evaluateText(files, { terraformVersion: '1.11.4', mode }).faults;
}
const moved = (from: string, to: string) => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
const imported = (to: string) => `import {\n  to = ${to}\n  id = "x"\n}\n`;
const removed = (from: string) => `removed {\n  from = ${from}\n}\n`;

describe('moved, removed and import blocks', () => {
  it.each([
    [moved('a_b.x', 'a_b.y'), []],
    [moved('module.m["x"].a_b.q[0]', 'module.m.a_b.i'), []],
    [moved('module.x', 'module.m'), []],
    [moved('a_b.x[0]', 'a_b.a.x'), ['invalid-declaration at .x']],
    [moved('module.x', 'a_b.y'), ['invalid-declaration at moved']],
    [moved('"a_b.x"', 'a_b.y'), ['invalid-declaration at "a_b.x"']],
    [moved('var.x', 'a_b.y'), ['invalid-declaration at var.x']],
    [moved('a_b.q[var.x]', 'a_b.y'), ['invalid-declaration at [var.x]']],
    [moved('a_b', 'a_b.y'), ['invalid-declaration at a_b']],
    [removed('a_b.x'), []],
    [removed('a_b.x[0]'), ['invalid-declaration at [0]']],
    [removed('data.a_b.x'), ['invalid-declaration at data.a_b.x']],
    [imported('a_b.a'), []],
    [imported('a_b.nope'), []],
    [imported('module.m.a_b.i'), []],
    [imported('a_b.c[0]'), []],
    [imported('module.m.a_b.nope'), ['invalid-declaration at module.m.a_b.nope']],
    [imported('module.no.a_b.nope'), ['invalid-declaration at module.no.a_b.nope']],
    [imported('data.a_b.d'), ['invalid-declaration at data.a_b.d']],
    [imported('module.m'), ['invalid-declaration at module.m']],
    [imported('a_b.a.id'), ['invalid-declaration at .id']],
    [imported('a_b.a[0]'), ['invalid-declaration at a_b.a[0]']],
    [imported('a_b.c["x"]'), ['invalid-declaration at a_b.c["x"]']],
    [imported('a_b.a') + imported('a_b.a'), ['duplicate-declaration at a_b.a']],
  ])('%s', (text, faults) => expect(faultsOf(text)).toEqual(faults));

  it.each([
    [moved('a_b.a', 'a_b.a')],
    [moved('a_b.a', 'a_b.z')],
    [moved('module.m', 'module.n')],
    [moved('a_b.x', 'a_b.a') + moved('a_b.y', 'a_b.a')],
    [moved('a_b.x', 'a_b.a') + moved('a_b.x', 'a_b.c')],
    [removed('a_b.a')],
    [removed('module.m')],
    [removed('module.m.a_b.i')],
    [imported('a_b.nope')],
  ])('are refused when planned only: %s', (text) => {
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text, 'plan')).toHaveLength(1);
  });

  it.each([
    [moved('a_b.c', 'a_b.c[0]')],
    [moved('a_b.a[0]', 'a_b.a')],
    [moved('a_b.x', 'a_b.y') + moved('a_b.y', 'a_b.a')],
    [removed('a_b.x')],
  ])('are planned: %s', (text) => expect(faultsOf(text, 'plan')).toEqual([]));
});

describe('check blocks', () => {
  const assertion = '  assert {\n    condition     = a_b.a.id != ""\n    error_message = "x"\n  }\n';

  it.each([
    [`check "c" {\n${assertion}}\n`, []],
    ['check "c" {\n}\n', ['invalid-declaration at check "c"']],
    [`check "c" {\n${assertion}}\ncheck "c" {\n${assertion}}\n`, ['duplicate-declaration at check "c"']],
    [
      `check "c" {\n  data "a_b" "x" {}\n  data "a_b" "y" {}\n${assertion}}\n`,
      ['invalid-declaration at data "a_b" "y"'],
    ],
  ])('%s', (text, faults) => expect(faultsOf(text)).toEqual(faults));
});
