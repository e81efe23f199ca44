import { expect, it } from 'vitest';
import { affectedEnvironments } from '../../src/check/affected-environments.ts';
import { loadWorkspace } from '../../src/load/load-workspace.ts';
import { prepareTemplates } from '../../src/render/template-set.ts';
import { temporaryFolder } from '../load/temporary-folder.ts';

const blueprint = (name: string): string => `apiVersion: imprint/v1
kind: Blueprint
metadata: {name: ${name}, version: 1.0.0}
spec:
  parameters: {properties: {}}
  terraform: {version: ">= 1.5.7", providers: {}}
  templates: [{source: main.tf.hbs}]
`;
const environment = (name: string): string => `apiVersion: imprint/v1
kind: Environment
metadata: {name: ${name}}
spec: {blueprint: {name: ${name}, version: ^1.0.0}, project: acme-${name}, location: us-central1}
`;
const files = {
  'blueprints/partials/labels.hbs': 'labels = {}\n',
  'blueprints/partials/region.hbs': 'region = var.region\n',
  'blueprints/shop/blueprint.yaml': blueprint('shop'),
  'blueprints/shop/environments/shop.yaml': environment('shop'),
  'blueprints/shop/templates/main.tf.hbs': 'locals {\n  {{> labels}}\n  {{> region}}\n}\n',
  'blueprints/shop/templates/partials/labels.hbs': 'labels = { own = true }\n',
  'blueprints/mill/blueprint.yaml': blueprint('mill'),
  'blueprints/mill/environments/mill.yaml': environment('mill'),
  'blueprints/mill/templates/main.tf.hbs': 'locals {\n  {{> labels}}\n}\n',
};

function load(texts: Readonly<Record<string, string>>) {
  const { value, diagnostics } = loadWorkspace(temporaryFolder(texts));
  if (value === undefined) throw new Error('there is always a workspace');
  const setOf = (name: string) => {
    const found = value.blueprints.get(name);
    if (found === undefined) throw new Error(`there is no blueprint ${name}`);
    return prepareTemplates(found);
  };
  return { workspace: value, diagnostics, setOf };
}

it('gives every blueprint the partials they share, and its own before one of the same name', () => {
  const { diagnostics, setOf } = load(files);
  expect(diagnostics).toEqual([]);
  for (const name of ['shop', 'mill']) expect(setOf(name).diagnostics).toEqual([]);
  expect(setOf('shop').partials.of('labels')?.file).toBe('blueprints/shop/templates/partials/labels.hbs');
  expect(setOf('mill').partials.of('labels')?.file).toBe('blueprints/partials/labels.hbs');
});

it('reports a fault of a shared partial where it stands', () => {
  const { setOf } = load({ ...files, 'blueprints/partials/region.hbs': 'region = {{#if}}\n' });
  expect(setOf('shop').diagnostics.map(({ location }) => location?.file)).toContain('blueprints/partials/region.hbs');
});

it('takes a changed shared partial for a change of every environment', () => {
  const { workspace } = load(files);
  const affected = affectedEnvironments(workspace, ['shop/shop', 'mill/mill'], ['blueprints/partials/labels.hbs']);
  expect(affected.map(({ because }) => because)).toEqual([
    'blueprints/partials/labels.hbs, which blueprints share, changed',
    'blueprints/partials/labels.hbs, which blueprints share, changed',
  ]);
});
