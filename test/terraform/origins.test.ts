import { expect, it } from 'vitest';
import type { Value } from '../../src/hcl/value.ts';
import { evaluateText, type TestedModule, textAt } from './evaluate-text.ts';

function originOf(module: TestedModule, value: Value | undefined) {
  const { origin } = value ?? {};
  const { files } = module.evaluation;
  const show = (place: {
    readonly file: string;
    readonly range: { readonly start: number; readonly end: number };
  }): string => `${place.file}: ${textAt(files, place)}`;
  return (
    origin && {
      written: show(origin),
      variables: origin.variables,
      through: origin.through.map(show),
      sources: origin.sources?.map(show),
    }
  );
}

const module = evaluateText({
  'main.tf': `
variable "name" {}
variable "labels" {}
variable "size" {
  default = 3
}
locals {
  full   = "\${var.name}-x"
  config = { disk = var.size, kind = "ssd" }
}
resource "a_b" "r" {
  literal = "fixed"
  direct  = var.name
  local   = local.full
  member  = local.config.disk
  fixed   = local.config.kind
  labels  = var.labels
  team    = var.labels["team"]
  joined  = join("-", [var.name, local.config.disk])
  object  = { a = var.name, b = "c" }
  looped  = [for l in values(var.labels) : upper(l)]
  chosen  = var.size > 2 ? var.name : "none"
}
module "m" {
  source = "./m"
  given  = local.full
}
output "through" {
  value = module.m.result
}
`,
  'm/main.tf':
    'variable "given" {}\nresource "a_c" "c" {\n  name = var.given\n}\noutput "result" {\n  value = a_c.c.name\n}\n',
  'terraform.tfvars': 'name   = "app"\nlabels = {\n  team = "blue"\n  env  = "dev"\n}\n',
});
const attribute = (name: string) => originOf(module, module.resource('a_b.r').values.entries.get(name));

it('has no fault', () => {
  expect(module.faults).toEqual([]);
});

it.each([
  ['literal', { written: 'main.tf: "fixed"', variables: [], through: [], sources: undefined }],
  ['direct', { written: 'main.tf: var.name', variables: ['name'], through: [], sources: ['terraform.tfvars: "app"'] }],
  [
    'local',
    {
      written: 'main.tf: local.full',
      variables: ['name'],
      through: ['main.tf: "${var.name}-x"'],
      sources: ['terraform.tfvars: "app"'],
    },
  ],
  [
    'member',
    {
      written: 'main.tf: local.config.disk',
      variables: ['size'],
      through: ['main.tf: var.size'],
      sources: ['main.tf: 3'],
    },
  ],
  ['fixed', { written: 'main.tf: local.config.kind', variables: [], through: ['main.tf: "ssd"'], sources: undefined }],
  [
    'team',
    {
      written: 'main.tf: var.labels["team"]',
      variables: ['labels'],
      through: [],
      sources: ['terraform.tfvars: "blue"'],
    },
  ],
  [
    'joined',
    {
      written: 'main.tf: join("-", [var.name, local.config.disk])',
      variables: ['name', 'size'],
      through: ['main.tf: var.size'],
      sources: ['terraform.tfvars: "app"', 'main.tf: 3'],
    },
  ],
  [
    'chosen',
    {
      written: 'main.tf: var.size > 2 ? var.name : "none"',
      variables: ['name', 'size'],
      through: [],
      sources: ['terraform.tfvars: "app"'],
    },
  ],
])('tells where %s comes from', (name, expected) => {
  expect(attribute(name)).toEqual(expected);
});

it('tells it of every member', () => {
  const { entries } = module.resource('a_b.r').values;
  const object = entries.get('object');
  const labels = entries.get('labels');
  const looped = entries.get('looped');
  if (object?.kind !== 'object' || labels?.kind !== 'object' || looped?.kind !== 'tuple')
    throw new Error('unexpected values');
  expect(originOf(module, object.entries.get('a'))).toMatchObject({
    written: 'main.tf: var.name',
    variables: ['name'],
  });
  expect(originOf(module, object.entries.get('b'))).toMatchObject({ written: 'main.tf: "c"', variables: [] });
  expect(originOf(module, labels.entries.get('env'))).toMatchObject({
    written: 'terraform.tfvars: "dev"',
    variables: ['labels'],
  });
  expect(originOf(module, looped.items[0])).toMatchObject({
    written: 'main.tf: upper(l)',
    variables: ['labels'],
    sources: ['terraform.tfvars: "dev"'],
  });
});

it('lists the steps through a child module, nearest first', () => {
  const child = module.resource('module.m.a_c.c').values.entries.get('name');
  expect(originOf(module, child)).toEqual({
    written: 'm/main.tf: var.given',
    variables: ['name'],
    through: ['main.tf: local.full', 'main.tf: "${var.name}-x"'],
    sources: ['terraform.tfvars: "app"'],
  });
  expect(originOf(module, module.output('through'))).toEqual({
    written: 'main.tf: module.m.result',
    variables: ['name'],
    through: ['m/main.tf: a_c.c.name', 'm/main.tf: var.given', 'main.tf: local.full', 'main.tf: "${var.name}-x"'],
    sources: ['terraform.tfvars: "app"'],
  });
});
