import { describe, expect, it } from 'vitest';
import { stringValue } from '../../src/hcl/values/values.ts';
import { evaluateText } from './evaluate-text.ts';

describe('resources', () => {
  it('are expanded by count and for_each, with addresses as terraform writes them', () => {
    const { evaluation, faults } = evaluateText(`
      resource "a_b" "single" {}
      resource "a_b" "counted" {
        count = 2
        name  = "n-\${count.index}"
      }
      resource "a_b" "each" {
        for_each = { "x y" = 1, "q\\"" = 2 }
        name     = "\${each.key}=\${each.value}"
      }
      data "a_d" "d" {
        for_each = toset(["b", "a"])
        name     = each.value
      }`);
    expect(faults).toEqual([]);
    expect(evaluation.resources.map(({ address, key }) => [address, key])).toEqual([
      ['a_b.counted[0]', 0],
      ['a_b.counted[1]', 1],
      ['a_b.each["q\\""]', 'q"'],
      ['a_b.each["x y"]', 'x y'],
      ['a_b.single', undefined],
      ['data.a_d.d["a"]', 'a'],
      ['data.a_d.d["b"]', 'b'],
    ]);
  });

  it('give what they do not set as unknown, and what they set as it is', () => {
    const { printed, faults } = evaluateText(`
      resource "a_b" "one" {
        name = "x"
        block {
          size = 3
        }
      }
      resource "a_b" "many" {
        count = 2
        name  = "m\${count.index}"
      }
      output "name" { value = a_b.one.name }
      output "id" { value = a_b.one.id }
      output "size" { value = a_b.one.block[0].size }
      output "kind" { value = a_b.one.block[0].kind }
      output "names" { value = a_b.many[*].name }
      output "ids" { value = length(a_b.many[*].id) }
      output "first" { value = a_b.many[0].name }
      output "text" { value = "id \${a_b.one.id}" }`);
    expect(faults).toEqual([]);
    const names = ['name', 'id', 'size', 'kind', 'ids', 'first', 'text'];
    expect(names.map(printed)).toEqual([
      '"x"',
      '(known after apply)',
      '3',
      '(known after apply)',
      '2',
      '"m0"',
      '(known after apply)',
    ]);
    expect(printed('names')).toBe('[\n  "m0",\n  "m1",\n]');
  });

  it('have one instance with an unknown key where their number is not known', () => {
    const { evaluation, printed, faults } = evaluateText(`
      data "a_d" "zones" {}
      resource "a_b" "z" {
        for_each = toset(data.a_d.zones.names)
        name     = each.key
      }
      output "z" { value = a_b.z }`);
    expect(faults).toEqual([]);
    expect(evaluation.resources.map(({ address, key }) => [address, key])).toEqual([
      ['a_b.z[*]', { unknown: true }],
      ['data.a_d.zones', undefined],
    ]);
    expect(printed('z')).toBe('(known after apply)');
  });

  it('write dynamic blocks like those written out', () => {
    const { resource, faults } = evaluateText(`
      resource "a_b" "r" {
        rule { port = 1 }
        dynamic "rule" {
          for_each = { a = 2, b = 3 }
          iterator = each_rule
          content {
            port = each_rule.value
            name = each_rule.key
            dynamic "inner" {
              for_each = [each_rule.key]
              content { text = "\${inner.value}\${each_rule.value}" }
            }
          }
        }
        dynamic "none" {
          for_each = []
          content {}
        }
        dynamic "open" {
          for_each = a_b.other.list
          content {}
        }
      }
      resource "a_b" "other" {}`);
    expect(faults).toEqual([]);
    const { entries } = resource('a_b.r').values;
    const rules = entries.get('rule');
    expect(rules).toMatchObject({ kind: 'tuple', items: [{ kind: 'object' }, { kind: 'object' }, { kind: 'object' }] });
    expect(entries.get('none')).toMatchObject({ kind: 'tuple', items: [] });
    expect(entries.get('open')).toMatchObject({ kind: 'unknown' });
  });

  it('know which resources they read, by way of locals, variables and outputs of modules', () => {
    const { resource } = evaluateText({
      'main.tf': `
        resource "a_b" "root" {}
        locals { id = a_b.root.id }
        module "m" {
          source = "./m"
          id     = local.id
        }
        resource "a_b" "last" {
          name       = module.m.name
          depends_on = [a_b.other]
        }
        resource "a_b" "other" {}`,
      'm/main.tf': `
        variable "id" {}
        resource "a_c" "child" { parent = var.id }
        output "name" { value = a_c.child.name }`,
    });
    expect(resource('module.m.a_c.child').dependencies).toEqual(['a_b.root']);
    expect(resource('a_b.last').dependencies).toEqual(['a_b.other', 'module.m.a_c.child']);
  });

  it('name the root provider they use, through the calls that pass it on', () => {
    const { evaluation } = evaluateText({
      'main.tf': `
        provider "google" { alias = "eu" }
        resource "google_x" "a" { provider = google.eu }
        resource "google_x" "b" {}
        module "m" {
          source    = "./m"
          providers = { google = google.eu }
        }`,
      'm/main.tf': 'resource "google_x" "c" {}',
    });
    expect(evaluation.resources.map(({ address, provider }) => [address, provider])).toEqual([
      ['google_x.a', 'google.eu'],
      ['google_x.b', 'google'],
      ['module.m.google_x.c', 'google.eu'],
    ]);
    expect([...evaluation.providers.keys()]).toEqual(['google.eu']);
  });
});

describe('child modules', () => {
  const child = 'variable "n" {\n  type = number\n}\noutput "double" {\n  value = var.n * 2\n}\n';

  it('are evaluated once for each instance', () => {
    const { printed, faults } = evaluateText({
      'main.tf': `
        module "c" {
          source = "./child"
          count  = 2
          n      = count.index + 1
        }
        module "e" {
          source   = "./child"
          for_each = { a = 5 }
          n        = each.value
        }
        output "c" { value = module.c[*].double }
        output "c1" { value = module.c[1].double }
        output "e" { value = module.e["a"].double }
        output "all" { value = { for k, m in module.e : k => m.double } }`,
      'child/main.tf': child,
    });
    expect(faults).toEqual([]);
    expect(['c', 'c1', 'e', 'all'].map(printed)).toEqual(['[\n  2,\n  4,\n]', '4', '10', '{\n  "a" = 10\n}']);
  });

  it('report wrong, missing and unknown arguments where the call stands', () => {
    const { faults } = evaluateText({
      'main.tf': `
        module "a" {
          source = "./child"
          n      = "many"
        }
        module "b" {
          source = "./child"
          m      = 1
        }
        output "x" { value = module.a.triple }`,
      'child/main.tf': child,
    });
    expect(faults).toEqual([
      'invalid-variable-value at "many"',
      'missing-argument at module "b"',
      'unsupported-argument at m',
      'unsupported-attribute at module.a.triple',
    ]);
  });

  it('may be nested, with paths relative to where they are called', () => {
    const { printed, faults } = evaluateText({
      'main.tf': 'module "a" {\n  source = "./a"\n}\noutput "path" {\n  value = module.a.path\n}\n',
      'a/main.tf': 'module "b" {\n  source = "../lib/b"\n}\noutput "path" {\n  value = module.b.path\n}\n',
      'lib/b/main.tf': 'output "path" {\n  value = path.module\n}\n',
    });
    expect(faults).toEqual([]);
    expect(printed('path')).toBe('"lib/b"');
  });

  it('are not followed for ever when they call themselves', () => {
    const { faults } = evaluateText('module "again" {\n  source = "./"\n}\n');
    expect(faults).toEqual(['reference-cycle at module "again"']);
  });
});

describe('computed attributes', () => {
  it('may be made up by the caller, in blocks and instances too', () => {
    const asked: string[] = [];
    const { printed } = evaluateText(
      `
      resource "a_b" "r" {
        for_each = toset(["x"])
        name     = each.key
        block {}
      }
      output "id" { value = a_b.r["x"].id }
      output "ip" { value = a_b.r["x"].block[0].ip }
      output "all" { value = [for r in a_b.r : "\${r.name}/\${r.id}"] }`,
      {
        resolveComputed: ({ address, path, values }) => {
          asked.push(`${address} ${path.join('.')}`);
          const name = values.entries.get('name');
          return path[0] === 'id' && name?.kind === 'string' ? stringValue(`id-of-${name.value}`) : undefined;
        },
      },
    );
    expect(printed('id')).toBe('"id-of-x"');
    expect(printed('ip')).toBe('(known after apply)');
    expect(printed('all')).toBe('[\n  "x/id-of-x",\n]');
    expect(asked).toEqual(['a_b.r["x"] id', 'a_b.r["x"] block.0.ip']);
  });
});

it('evaluates a long chain of locals', () => {
  const locals = Array.from({ length: 4000 }, (_, index) => `  l${index + 1} = local.l${index} + 1\n`).join('');
  const { printed, faults } = evaluateText(`locals {\n  l0 = 0\n${locals}}\noutput "last" { value = local.l4000 }`);
  expect(faults).toEqual([]);
  expect(printed('last')).toBe('4000');
});
