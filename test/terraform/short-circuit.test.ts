import { describe, expect, it } from 'vitest';
import { evaluateText } from './evaluate-text.ts';

const module = (expression: string): string => `
  variable "none" {
    type    = object({ a = string })
    default = null
  }
  resource "a_b" "c" {}
  locals {
    yes  = true
    no   = false
    open = a_b.c.id == "x"
  }
  output "o" { value = ${expression} }`;

describe('&& and ||', () => {
  it.each([
    ['var.none == null || var.none.a == "x"', 'true'],
    ['var.none.a == "x" || var.none == null', 'true'],
    ['var.none != null && var.none.a == "x"', 'false'],
    ['var.none.a == "x" && var.none != null', 'false'],
    ['local.yes || local.open', 'true'],
    ['local.open && local.no', 'false'],
    ['local.no || local.yes', 'true'],
    ['local.yes && local.yes', 'true'],
    ['local.open || var.none.a == "x"', '(known after apply)'],
    ['local.open && local.yes', '(known after apply)'],
  ])('are decided by one operand since 1.12: %s', (expression, printed) => {
    const tested = evaluateText(module(expression), { terraformVersion: '1.12.0' });
    expect(tested.faults).toEqual([]);
    expect(tested.printed('o')).toBe(printed);
  });

  it.each(['var.none == null || var.none.a == "x"', 'var.none != null && var.none.a == "x"'])(
    'have no operand that is passed over before: %s',
    (expression) => {
      const { faults } = evaluateText(module(expression), { terraformVersion: '1.11.4' });
      expect(faults).toEqual(['unsupported-attribute at .a']);
    },
  );

  it.each([
    ['var.none != null || var.none.a == "x"', 'unsupported-attribute at .a'],
    ['var.none.a == "x" || local.open', 'unsupported-attribute at .a'],
    ['local.yes || []', 'type-mismatch at []'],
    ['local.yes || null', 'type-mismatch at null'],
  ])('tell the faults of what decides nothing: %s', (expression, fault) => {
    expect(evaluateText(module(expression), { terraformVersion: '1.12.0' }).faults).toEqual([fault]);
  });
});
