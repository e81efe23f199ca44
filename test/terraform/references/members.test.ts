import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { newBudget } from '../../../src/hcl/evaluate/budget.ts';
import { unknownAny } from '../../../src/hcl/values/values.ts';
import { readModuleTree } from '../../../src/terraform/config/module-tree.ts';
import type { FactsOfProvider, ProviderFacts, TypeFacts } from '../../../src/terraform/facts/facts.ts';
import { checkReferences } from '../../../src/terraform/references/check-references.ts';
import { evaluateText, textAt } from '../evaluate-text.ts';

const disk: TypeFacts = {
  type: 'cloud_disk',
  mode: 'managed',
  attributes: {
    id: { type: 'string', mode: 'computed' },
    labels: { type: ['map', 'string'], mode: 'optional' },
    names: { type: ['list', 'string'], mode: 'optional' },
    tags: { type: ['set', 'string'], mode: 'optional' },
    state: { type: ['list', ['object', { phase: 'string' }]], mode: 'computed' },
    free: { type: 'dynamic', mode: 'optional' },
  },
  blocks: {
    image: { nesting: 'list', attributes: { url: { type: 'string', mode: 'optional' } } },
    key: { nesting: 'set', attributes: { url: { type: 'string', mode: 'optional' } } },
    timeouts: { nesting: 'single', attributes: { create: { type: 'string', mode: 'optional' } } },
  },
};
const cloud: FactsOfProvider = {
  source: 'hashicorp/cloud',
  version: '1.0.0',
  type: (mode, name) => (name === disk.type && mode !== 'provider' ? { ...disk, mode } : undefined),
  names: () => [disk.type],
};
const facts: ProviderFacts = { provider: (source) => (source === cloud.source ? cloud : undefined) };

const resources = `resource "cloud_disk" "d" {
  lifecycle {
    postcondition {
      condition     = self.idd != ""
      error_message = "x"
    }
  }
}
resource "cloud_disk" "n" {
  count = 2
}
resource "cloud_disk" "e" {
  for_each = {}
}
data "cloud_disk" "d" {}
resource "other_thing" "o" {}
`;

function faultsOf(expression: string): readonly (readonly [string, string | undefined])[] {
  const files = new Map([
    ['main.tf', resources],
    ['o.tf', `output "o" {\n  value = ${expression}\n}\n`],
  ]);
  const faults: Diagnostic[] = [];
  const functions = {
    terraformVersion: '1.5.7',
    files,
    engines: {},
    budget: newBudget(),
    template: () => unknownAny,
  };
  const names = { resolve: () => ({ value: unknownAny, used: 0 }) };
  const tree = readModuleTree(files, {
    terraformVersion: '1.5.7',
    faults,
    scope: { file: '', names, functions, faults },
  });
  for (const node of tree.nodes) checkReferences(node, faults, facts);
  return faults
    .filter(({ location }) => location?.file === (expression === '1' ? 'main.tf' : 'o.tf'))
    .map(({ code, location, hint }) => [`${code} at ${textAt(files, location)}`, hint] as const);
}

describe('references to members of resources', () => {
  it.each([
    ['cloud_disk.d.idd', 'unsupported-attribute at .idd', 'did you mean "id"?'],
    ['data.cloud_disk.d.idd', 'unsupported-attribute at .idd', 'did you mean "id"?'],
    ['resource.cloud_disk.d.idd', 'unsupported-attribute at .idd', 'did you mean "id"?'],
    ['cloud_disk.n[0].imag', 'unsupported-attribute at .imag', 'did you mean "image"?'],
    ['cloud_disk.d.id.x', 'unsupported-attribute at .x', undefined],
    ['cloud_disk.d.id[0]', 'invalid-index at [0]', undefined],
    ['cloud_disk.d.names.x', 'unsupported-attribute at .x', 'name one element by its number, or all by [*]'],
    ['cloud_disk.d.tags[0]', 'invalid-index at [0]', undefined],
    ['cloud_disk.d.state[0].phas', 'unsupported-attribute at .phas', 'did you mean "phase"?'],
    ['cloud_disk.d.image.url', 'invalid-operation at .url', 'write image[0]'],
    ['cloud_disk.d.image[0].urll', 'unsupported-attribute at .urll', 'did you mean "url"?'],
    ['cloud_disk.d.key[0]', 'invalid-index at [0]', expect.any(String)],
    ['cloud_disk.d.timeouts.creat', 'unsupported-attribute at .creat', 'did you mean "create"?'],
    ['cloud_disk.d[0].id', 'invalid-index at [0]', 'remove the key'],
    ['cloud_disk.n.id', 'invalid-index at .id', 'name an instance as in cloud_disk.n[0], or all of them by [*]'],
    ['cloud_disk.e.id', 'invalid-index at .id', 'name an instance as in cloud_disk.e["…"], or all of them by [*]'],
  ])('%s', (expression, fault, hint) => expect(faultsOf(expression)).toEqual([[fault, hint]]));

  it.each([
    'cloud_disk.d',
    'cloud_disk.d.labels.any',
    'cloud_disk.d.labels["any"]',
    'cloud_disk.d.names[0]',
    'cloud_disk.d.names["0"]',
    'cloud_disk.d.free.a[0].b',
    'cloud_disk.d.image[0].url',
    'cloud_disk.d.image.0.url',
    'cloud_disk.d.timeouts.create',
    'cloud_disk.n[*].nope',
    'cloud_disk.n[length([])].nope',
    'cloud_disk.n[0]',
    'cloud_disk.e["a"].id',
    '[for k, v in cloud_disk.e : v.nope]',
    'other_thing.o.nope',
  ])('leave alone what may be there: %s', (expression) => expect(faultsOf(expression)).toEqual([]));

  it('report self like the resource it stands for', () => {
    expect(faultsOf('1')).toEqual([['unsupported-attribute at .idd', 'did you mean "id"?']]);
  });
});

describe('ignore_changes', () => {
  it('names what the type has', () => {
    const ignored = 'all_of, labels["x"], image[0].urll, id.x, free.x, names';
    const text = `resource "cloud_disk" "d" {\n  lifecycle {\n    ignore_changes = [${ignored}]\n  }\n}\nresource "cloud_disk" "all" {\n  lifecycle {\n    ignore_changes = all\n  }\n}\n`;
    expect(evaluateText(text, { facts, mode: 'validate' }).faults).toEqual([
      'unsupported-attribute at all_of',
      'unsupported-attribute at .urll',
      'unsupported-attribute at .x',
    ]);
  });
});

describe('a faulty reference', () => {
  it.each(['cloud_disk.n.id', 'cloud_disk.n[0].idd', 'cloud_disk.d.image.url', 'cloud_disk.d.id.x'])(
    'is reported once: %s',
    (expression) => {
      const declared = 'resource "cloud_disk" "d" {}\nresource "cloud_disk" "n" {\n  count = 2\n}\n';
      for (const mode of ['validate', 'plan'] as const) {
        const { faults } = evaluateText(`${declared}output "o" {\n  value = ${expression}\n}\n`, { facts, mode });
        expect(faults).toHaveLength(1);
      }
    },
  );
});
