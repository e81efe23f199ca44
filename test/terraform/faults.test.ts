import { describe, expect, it } from 'vitest';
import { checkModule } from '../../src/terraform/check-module.ts';
import { evaluateText } from './evaluate-text.ts';

const faultsOf = (text: string): readonly string[] => evaluateText(text).faults;

describe('count and for_each', () => {
  it.each([
    ['count = -1', ['invalid-count at -1']],
    ['count = 1.5', ['invalid-count at 1.5']],
    ['count = "2"', []],
    ['count = "x"', ['invalid-count at "x"']],
    ['count = null', ['invalid-count at null']],
    ['count = sensitive(1)', []],
    ['count = 1e9', ['invalid-count at 1e9']],
    ['count = a_b.other.size', []],
    ['for_each = ["a"]', ['invalid-for-each at ["a"]']],
    ['for_each = toset([1])', ['invalid-for-each at toset([1])']],
    ['for_each = toset([])', []],
    ['for_each = null', ['invalid-for-each at null']],
    ['for_each = "a"', ['invalid-for-each at "a"']],
    ['for_each = toset(["a", null])', ['invalid-for-each at toset(["a", null])']],
    ['for_each = { a = sensitive(1) }', []],
    ['for_each = sensitive({ a = 1 })', ['invalid-for-each at sensitive({ a = 1 })']],
    ['for_each = toset([a_b.other.name])', []],
    ['for_each = a_b.other', []],
  ])('%s', (argument, expected) => {
    expect(faultsOf(`resource "a_b" "r" {\n  ${argument}\n}\nresource "a_b" "other" {}\n`)).toEqual(expected);
  });
});

describe('references', () => {
  it('are not the keywords of a provisioner', () => {
    const provisioner =
      'provisioner "local-exec" {\n    command    = self.id\n    when       = destroy\n    on_failure = continue\n  }';
    expect(faultsOf(`resource "a_b" "r" {\n  ${provisioner}\n}\n`)).toEqual([]);
  });

  it.each([
    ['var.zones', 'unknown-reference at var.zones', 'did you mean "var.zone"?'],
    ['local.x', 'unknown-reference at local.x', undefined],
    ['a_b.q.id', 'unknown-reference at a_b.q', 'did you mean "a_b.r"?'],
    ['data.a_b.r.id', 'unknown-reference at data.a_b.r', undefined],
    ['module.m.out', 'unknown-reference at module.m', undefined],
    ['each.key', 'unknown-reference at each.key', undefined],
    ['count.index', 'unknown-reference at count.index', undefined],
    ['self.id', 'unknown-reference at self', undefined],
    ['zone', 'unknown-reference at zone', 'did you mean "var.zone"?'],
    ['path.modul', 'unknown-reference at path.modul', 'there are path.module, path.root, path.cwd'],
    ['var', 'unknown-reference at var', undefined],
    ['false ? var.nope : 1', 'unknown-reference at var.nope', undefined],
    ['[for x in var.nope : x]', 'unknown-reference at var.nope', undefined],
    ['"${x}"', 'unknown-reference at x', undefined],
  ])('%s', (expression, fault, hint) => {
    const { faults, diagnostics } = evaluateText(
      `variable "zone" {}\nresource "a_b" "r" {}\noutput "o" {\n  value = ${expression}\n}\n`,
    );
    expect(faults).toEqual([fault]);
    if (hint !== undefined) expect(diagnostics[0]?.hint).toBe(hint);
  });

  it.each([
    '[for x in [1] : x]',
    '{ for k, v in { a = 1 } : k => v }',
    '[{ a = 1 }][*].a',
    '"%{ for x in [1] }${x}%{ endfor }"',
  ])('are not what the expression binds itself: %s', (expression) =>
    expect(faultsOf(`output "o" {\n  value = ${expression}\n}\n`)).toEqual([]),
  );

  it('are found in blocks that no instance uses, where the module is checked for all values', () => {
    const text = 'resource "a_b" "r" {\n  count = 0\n  name  = var.nope\n  size  = upper()\n}\n';
    expect(faultsOf(text)).toEqual(['unknown-reference at var.nope']);
    const { validation } = checkModule({ files: new Map([['main.tf', text]]), terraformVersion: '1.5.7' });
    expect(validation.map(({ code }) => code)).toEqual(['unknown-reference', 'invalid-function-argument']);
  });

  it('to self mean the resource in postconditions', () => {
    const text = (condition: string) =>
      `resource "a_b" "r" {\n  size = 1\n  lifecycle {\n    postcondition {\n      condition     = ${condition}\n      error_message = "No \${self.size}."\n    }\n  }\n}\n`;
    expect(faultsOf(text('self.size == 1'))).toEqual([]);
    expect(faultsOf(text('self.computed == 1'))).toEqual([]);
    const failed = evaluateText(text('self.size == 2'));
    expect(failed.diagnostics).toMatchObject([
      { code: 'failed-condition', address: 'a_b.r', message: 'postcondition of a_b.r: No 1' },
    ]);
  });
});

describe('cycles', () => {
  it.each([
    ['locals {\n  a = local.b\n  b = local.a\n}\n', 'these depend on each other: local.a, local.b'],
    ['locals {\n  a = local.a\n}\n', 'these depend on each other: local.a'],
    [
      'resource "a_b" "x" {\n  n = a_b.y.n\n}\nresource "a_b" "y" {\n  n = a_b.x.n\n}\n',
      'these depend on each other: a_b.x, a_b.y',
    ],
    ['resource "a_b" "x" {\n  n = a_b.x.n\n}\n', 'a_b.x refers to itself'],
    [
      'resource "a_b" "x" {\n  depends_on = [a_b.y]\n}\nresource "a_b" "y" {\n  n = a_b.x.n\n}\n',
      'these depend on each other: a_b.x, a_b.y',
    ],
  ])('%s', (text, message) => {
    expect(evaluateText(text).diagnostics.map((each) => each.message)).toEqual([message]);
  });

  it('do not hide what does not depend on them', () => {
    const { printed } = evaluateText('locals {\n  a = local.b\n  b = local.a\n}\noutput "x" {\n  value = 1 + 1\n}\n');
    expect(printed('x')).toBe('2');
  });
});

describe('the language level', () => {
  it.each([
    ['1.5.7', []],
    ['1.4.7', ['newer-terraform at check', 'newer-terraform at strcontains', 'newer-terraform at import']],
  ])('of %s', (terraformVersion, expected) => {
    const text = `
      check "c" {
        assert {
          condition     = !strcontains(path.module, "b")
          error_message = "No."
        }
      }
      import {
        to = a_b.r
        id = "x"
      }
      resource "a_b" "r" {}`;
    expect(evaluateText(text, { terraformVersion }).faults).toEqual(expected);
  });
});

it('reports a failing check as a warning, and leaves conditions on unknown values open', () => {
  const { diagnostics } = evaluateText(`
    data "a_d" "d" {}
    locals {
      one = 1
    }
    check "c" {
      assert {
        condition     = local.one == 2
        error_message = "Never."
      }
      assert {
        condition     = data.a_d.d.status == 200
        error_message = "Not up."
      }
    }`);
  expect(diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(['warning: check "c": Never']);
});

it('never shows a sensitive value in a message', () => {
  const { diagnostics } = evaluateText(`
    variable "token" {
      default   = "hunter2"
      sensitive = true
      validation {
        condition     = length(var.token) > 20
        error_message = "Too short: \${var.token}."
      }
    }
    locals {
      number = tonumber(var.token)
      member = { a = 1 }[var.token]
      format = format("%d", var.token)
    }`);
  expect(diagnostics.length).toBeGreaterThan(2);
  expect(JSON.stringify(diagnostics)).not.toContain('hunter2');
});
