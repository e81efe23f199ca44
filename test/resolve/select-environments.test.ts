import { describe, expect, it } from 'vitest';
import { selectEnvironments } from '../../src/resolve/select-environments.ts';
import { blueprintText, brief, environmentText, smallWorkspace } from './small-workspace.ts';

const workspace = smallWorkspace({
  'blueprints/app/blueprint.yaml': blueprintText('app', 'properties: {}'),
  'blueprints/app/environments/base.yaml': environmentText('base', '', 'abstract: true'),
  'blueprints/app/environments/dev.yaml': environmentText('dev', ''),
  'blueprints/app/environments/prod-eu.yaml': environmentText('prod-eu', ''),
  'blueprints/app/environments/prod-us.yaml': environmentText('prod-us', ''),
  'blueprints/net/blueprint.yaml': blueprintText('net', 'properties: {}'),
  'blueprints/net/environments/dev.yaml': environmentText('dev', ''),
  'blueprints/net/environments/broken.yaml': '{{{',
  'environments/edge.yaml': environmentText('edge', 'blueprint: {name: net}'),
  'environments/child.yaml': environmentText('child', 'extends: [edge]'),
});

function select(...selectors: string[]): { names: readonly string[] | undefined; faults: string[] } {
  const { value, diagnostics } = selectEnvironments(workspace, selectors);
  return {
    names: value,
    faults: diagnostics.map((one) => `${brief(workspace, one)}${one.hint ? ` | ${one.hint}` : ''}`),
  };
}

describe('selectEnvironments', () => {
  const all = ['app/dev', 'app/prod-eu', 'app/prod-us', 'net/child', 'net/dev', 'net/edge'];

  it.each<[string, string[], string[]]>([
    ['everything but abstract ones without a selector', [], all],
    ['a full name', ['app/dev'], ['app/dev']],
    ['a unique short name', ['prod-eu'], ['app/prod-eu']],
    ['the blueprint by what the document says', ['net/edge'], ['net/edge']],
    ['the blueprint by what a base says', ['child'], ['net/child']],
    ['a file', ['blueprints/net/environments/dev.yaml'], ['net/dev']],
    ['a pattern over short names', ['prod-*'], ['app/prod-eu', 'app/prod-us']],
    ['a pattern over full names', ['app/*'], ['app/dev', 'app/prod-eu', 'app/prod-us']],
    [
      'alternatives and single characters',
      ['prod-{eu,us}', '*/d?v'],
      ['app/dev', 'app/prod-eu', 'app/prod-us', 'net/dev'],
    ],
    ['each once', ['app/dev', 'app/*', 'dev*'], ['app/dev', 'app/prod-eu', 'app/prod-us', 'net/dev']],
    ['everything by **', ['**'], all],
  ])('selects %s', (_, selectors, names) => {
    expect(select(...selectors)).toEqual({ names, faults: [] });
  });

  it.each<[string, string[]]>([
    ['prd-eu', ['unknown-environment - there is no environment `prd-eu` | did you mean `prod-eu`?']],
    ['app/dve', ['unknown-environment - there is no environment `app/dve` | did you mean `app/dev`?']],
    ['zzz', ['unknown-environment - there is no environment `zzz`']],
    ['zzz*', ['unknown-environment - pattern `zzz*` matches no environment']],
    ['base*', ['unknown-environment - pattern `base*` matches no environment']],
    ['dev', ['ambiguous-environment - `dev` may mean `app/dev` or `net/dev` | write the full name']],
    [
      'app/base',
      [
        'abstract-environment - `app/base` is abstract: a base of others, never an environment of its own | name an environment that extends it',
      ],
    ],
    ['broken', []],
    ['a+b.(c', ['unknown-environment - there is no environment `a+b.(c`']],
    ['{a', ['unknown-environment - pattern `{a` matches no environment']],
  ])('selects nothing by %s', (selector, faults) => {
    expect(select(selector)).toEqual({ names: [], faults });
  });

  it('keeps what the other selectors select', () => {
    expect(select('nothing-like-it', 'edge').names).toEqual(['net/edge']);
  });

  it('reports documents whose blueprint nobody names, and two of one name', () => {
    const other = smallWorkspace({
      'blueprints/app/blueprint.yaml': blueprintText('app', 'properties: {}'),
      'blueprints/app/environments/dev.yaml': environmentText('dev', ''),
      'environments/dev.yaml': environmentText('dev', 'blueprint: {name: app}'),
      'environments/lost.yaml': environmentText('lost', ''),
    });
    const { value, diagnostics } = selectEnvironments(other, []);
    expect(value).toEqual(['app/dev']);
    expect(diagnostics.map((one) => brief(other, one))).toEqual([
      'duplicate-environment environments/dev.yaml:3 [dev] there are two environments `app/dev`',
      'missing-blueprint environments/lost.yaml:4 [spec] environment `lost` does not say which blueprint it is of',
    ]);
    expect(selectEnvironments(other, ['lost']).diagnostics).toHaveLength(1);
  });
});
