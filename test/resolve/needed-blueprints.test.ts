import { describe, expect, it } from 'vitest';
import { neededBlueprints } from '../../src/resolve/needed-blueprints.ts';
import { environmentText, smallWorkspace } from './small-workspace.ts';

const workspace = smallWorkspace({
  'blueprints/shop/environments/dev.yaml': environmentText('dev', 'extends: [base]'),
  'blueprints/shop/environments/base.yaml': environmentText(
    'base',
    'inputsFrom: {network: {environment: network/main, output: id}}',
    'abstract: true',
  ),
  'blueprints/network/environments/main.yaml': environmentText('main', 'dependsOn: [audit/all]'),
  'blueprints/audit/environments/all.yaml': environmentText('all', ''),
  'environments/gone.yaml': environmentText('gone', 'blueprint: {name: gone}'),
});

function needed(...selectors: string[]): string[] | undefined {
  const names = neededBlueprints(workspace, selectors);
  return names && [...names].sort();
}

describe('neededBlueprints', () => {
  it('names the blueprint of an environment and those it reads outputs of, also by its bases', () => {
    expect(needed('shop/dev')).toEqual(['network', 'shop']);
    expect(needed('audit/*')).toEqual(['audit']);
    expect(needed('audit/all', 'shop/dev')).toEqual(['audit', 'network', 'shop']);
  });

  it('names a blueprint that is not there', () => {
    expect(needed('gone')).toEqual(['gone']);
  });

  it('asks for all where everything is selected, or a selector has a fault', () => {
    expect(needed()).toBeUndefined();
    expect(needed('shop/dve')).toBeUndefined();
    expect(needed('shop/dev', 'nothing*')).toBeUndefined();
  });
});
