import { describe, expect, it } from 'vitest';
import { checkModule } from '../../src/terraform/check-module.ts';

/** Faults of a resource with one dynamic block, as `severity code`. */
function faultsOf(forEach: string, content: string): readonly string[] {
  const text = `
    variable "given" {}
    variable "none" { default = [] }
    variable "some" { default = [1] }
    resource "a_b" "c" {
      dynamic "part" {
        for_each = ${forEach}
        content {
          name = ${content}
        }
      }
    }`;
  const { validation, planning } = checkModule({ files: new Map([['main.tf', text]]), terraformVersion: '1.5.7' });
  return [...validation, ...planning].map(({ severity, code }) => `${severity} ${code}`);
}

describe('a reference to nothing in the content of a dynamic block', () => {
  it.each(['var.nope', 'local.nope', 'each.value', 'a_b.nope.id', 'data.a_b.nope.id'])(
    'is a fault once generated: %s',
    (nope) => {
      expect(faultsOf('[1]', nope)).toEqual(['error unknown-reference']);
      expect(faultsOf('var.some', nope)).toEqual(['error unknown-reference']);
      expect(faultsOf('{ a = var.given }', nope)).toEqual(['error unknown-reference']);
    },
  );

  it.each(['[]', 'var.none', 'var.given', 'var.given ? [1] : []'])(
    'is pointed out where it is not: for_each = %s',
    (forEach) => {
      expect(faultsOf(forEach, 'var.nope')).toEqual(['warning unknown-reference']);
    },
  );

  it('is none where the iterator or a variable is meant', () => {
    expect(faultsOf('[1]', 'part.value')).toEqual([]);
    expect(faultsOf('[]', 'var.given')).toEqual([]);
  });

  it('in its for_each is a fault in any case', () => {
    expect(faultsOf('var.nope', '1')).toEqual(['error unknown-reference']);
  });

  it('within another dynamic block is one where both are generated', () => {
    const within = (inner: string, content: string): string => `1
          dynamic "piece" {
            for_each = ${inner}
            content {
              name = ${content}
            }
          }`;
    expect(faultsOf('[1]', within('[1]', 'var.nope'))).toEqual(['error unknown-reference']);
    expect(faultsOf('[[1]]', within('part.value', 'var.nope'))).toEqual(['error unknown-reference']);
    expect(faultsOf('[[]]', within('part.value', 'var.nope'))).toEqual(['warning unknown-reference']);
    expect(faultsOf('[1]', within('[]', 'var.nope'))).toEqual(['warning unknown-reference']);
    expect(faultsOf('[]', within('[1]', 'var.nope'))).toEqual(['warning unknown-reference']);
    expect(faultsOf('[1]', within('var.nope', '1'))).toEqual(['error unknown-reference']);
    expect(faultsOf('[]', within('var.nope', '1'))).toEqual(['warning unknown-reference']);
  });
});
