import { describe, expect, it } from 'vitest';
import { checkModule } from '../../src/terraform/check-module.ts';

/** Faults of a module as `code at line`, those of planning with the values at hand last. */
function faultsOf(text: string): readonly string[] {
  const { validation, planning } = checkModule({ files: new Map([['main.tf', text]]), terraformVersion: '1.5.7' });
  return [...validation, ...planning]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, location }) => `${code} at ${text.slice(0, location?.range?.start).split('\n').length}`);
}

describe('what may turn out to have no instances', () => {
  it('is not planned with faults that only instances would have', () => {
    const faults = faultsOf(`
      variable "given" { type = bool }
      variable "name" {
        type    = string
        default = null
      }
      resource "a_b" "c" {
        count = var.given ? 1 : 0
        name  = "x\${var.name}"
      }
      module "m" {
        source   = "./none"
        for_each = var.given ? toset(["a"]) : []
        name     = "x\${var.name}"
      }`);
    expect(faults.filter((fault) => fault.startsWith('type-mismatch'))).toEqual([]);
  });

  it('is still validated', () => {
    const faults = faultsOf(`
      variable "given" { type = bool }
      variable "other" { default = 1 }
      resource "a_b" "c" {
        count = var.given ? 1 : 0
        name  = 1 + []
      }`);
    expect(faults).toContain('type-mismatch at 6');
  });

  it('is planned like all else once the number is known', () => {
    const faults = faultsOf(`
      variable "name" {
        type    = string
        default = null
      }
      resource "a_b" "c" {
        count = 1
        name  = "x\${var.name}"
      }`);
    expect(faults).toEqual(['type-mismatch at 8']);
  });
});
