import { describe, expect, it } from 'vitest';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { blueprintText, brief, environmentText, smallWorkspace } from './small-workspace.ts';

const workspace = smallWorkspace({
  'blueprints/app/blueprint.yaml': blueprintText(
    'app',
    `properties:
  text: {type: string, default: x}
  word: {type: string, minLength: 3}
  count: {type: integer}
  ratio: {type: number}
  on: {type: boolean}
  list: {type: array, items: {type: string}}
  disks: {type: array, items: {type: object, properties: {gb: {type: integer}, kind: {type: string}}}}
  map: {type: object, additionalProperties: {type: string}}
  closed: {type: object, additionalProperties: false, properties: {a: {type: integer}, b: {type: integer, default: 2}}}
  either: {type: [string, integer]}
  free: {}
  given: {type: string, x-override: required, default: inherited}`,
  ),
  'blueprints/app/environments/e.yaml': environmentText(
    'e',
    'parameters: {list: [a, b], disks: [{gb: 1, kind: ssd}], given: own}',
  ),
});

function resolve(
  sets: string[],
  files: Record<string, string> = {},
): { parameters: Record<string, unknown>; faults: string[] } {
  const valuesFiles = Object.entries(files).map(([file, text]) => ({ file, text }));
  const { value, diagnostics } = resolveEnvironment(workspace, 'app/e', { sets, valuesFiles });
  const sources = new Map([...workspace.sources, ...Object.entries(files)]);
  return {
    parameters: value?.parameters as Record<string, unknown>,
    faults: diagnostics.map((one) => `${brief({ ...workspace, sources }, one)}${one.hint ? ` | ${one.hint}` : ''}`),
  };
}

describe('--set', () => {
  it.each<[string, string, unknown]>([
    ['text=007', 'text', '007'],
    ['text=true', 'text', 'true'],
    ['text=null', 'text', 'null'],
    ['text="q"', 'text', '"q"'],
    ['text=', 'text', ''],
    ['text=a=b', 'text', 'a=b'],
    ['count=42', 'count', 42],
    ['count=9007199254740991', 'count', 9007199254740991],
    ['count=-0', 'count', -0],
    ['ratio=1.50', 'ratio', 1.5],
    ['on=false', 'on', false],
    ['list=["x", "y"]', 'list', ['x', 'y']],
    ['list=[]', 'list', []],
    ['list={"$append": ["c"]}', 'list', ['a', 'b', 'c']],
    ['list[0]=z', 'list', ['z', 'b']],
    ['list.1=z', 'list', ['a', 'z']],
    ['list[2]=z', 'list', ['a', 'b', 'z']],
    ['disks[0].gb=5', 'disks', [{ gb: 5, kind: 'ssd' }]],
    ['/disks/0/gb=5', 'disks', [{ gb: 5, kind: 'ssd' }]],
    ['map.a=1', 'map', { a: '1' }],
    ['map["a.b/c=d"]=1', 'map', { 'a.b/c=d': '1' }],
    ['map.a\\.b=1', 'map', { 'a.b': '1' }],
    ['map={"k": "v"}', 'map', { k: 'v' }],
    ['closed.a=1', 'closed', { a: 1, b: 2 }],
    ['either=5', 'either', 5],
    ['either=007', 'either', '007'],
    ['either=12345678901234567890', 'either', '12345678901234567890'],
    ['either=x', 'either', 'x'],
    ['free=[1]', 'free', [1]],
    ['free=word', 'free', 'word'],
    ['given=x', 'given', 'x'],
  ])('%s', (argument, name, value) => {
    const { parameters, faults } = resolve([argument]);
    expect(faults).toEqual([]);
    expect(parameters[name]).toEqual(value);
  });

  it.each<[string, string]>([
    ['txt=1', '`--set txt`: there is no parameter `txt` | did you mean `text`?'],
    ['closed.c=1', '`--set closed.c`: there is no parameter `c` | did you mean `a`?'],
    ['text.a=1', '`--set text.a`: `text` is no map'],
    ['list[5]=x', '`--set list[5]`: there is no item 5: `list` is a list of 2, counted from 0'],
    ['list.x=1', '`--set list.x`: there is no item x: `list` is a list of 2, counted from 0'],
    ['count=007', '`--set count`: `007` would be read as 7: leading zeros are lost'],
    [
      'count=9007199254740993',
      '`--set count`: `9007199254740993` would be read as 9007199254740992: numbers keep about 16 digits',
    ],
    ['list=[1', '`--set list`: the value is no JSON: '],
    ['list=[9007199254740993]', '`--set list`: the value is no JSON: `9007199254740993` would be read as'],
    ['map={"a": "1", "a": "2"}', '`--set map`: the value is no JSON: '],
    ['text', '`--set`: there is no `=` between path and value | write `--set name=value`'],
    ['=x', '`--set `: the path cannot be read | write'],
    ['a..b=x', '`--set a..b`: the path cannot be read | write'],
    ['a[=x', '`--set a[`: the path cannot be read | write'],
  ])('refuses %s', (argument, fault) => {
    const { faults } = resolve([argument]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`invalid-override - ${fault}`);
  });

  it.each<[string, string]>([
    ['count=many', 'wrong-type - `count` is "many", expected a whole number (given by `--set count=many`)'],
    ['word=ab', 'value-length - `word` has 2 characters, expected at least 3 (given by `--set word=ab`)'],
    ['on=yes', 'wrong-type - `on` is "yes", expected true or false (given by `--set on=yes`)'],
  ])('says that %s gave the wrong value', (argument, fault) => {
    expect(resolve([argument]).faults).toEqual([expect.stringContaining(fault)]);
  });

  it('applies arguments in order', () => {
    expect(resolve(['list=["x"]', 'list[1]=y', 'count=1', 'count=null']).parameters).toMatchObject({
      list: ['x', 'y'],
    });
    expect(resolve(['count=1', 'count=null']).parameters).not.toHaveProperty('count');
  });

  it('records what was typed and what it took the place of', () => {
    const { value } = resolveEnvironment(workspace, 'app/e', { sets: ['list[0]=z'], valuesFiles: [] });
    expect(value?.provenance.get('/parameters/list/0')).toMatchObject({
      source: { kind: 'command line', argument: '--set list[0]=z' },
      overrode: [{ kind: 'document' }],
    });
    expect(value?.provenance.get('/parameters/list/1')).toMatchObject({ source: { kind: 'document' } });
  });
});

describe('--values-file', () => {
  it('lies over the documents and under --set', () => {
    const { parameters, faults } = resolve(['count=3'], {
      'ci.yaml': 'count: 1\nratio: 2\nlist: {$append: [c]}\n',
      'more.yaml': 'ratio: 4\n',
    });
    expect(faults).toEqual([]);
    expect(parameters).toMatchObject({ count: 3, ratio: 4, list: ['a', 'b', 'c'] });
  });

  it('has its faults at its own lines', () => {
    expect(resolve([], { 'ci.yaml': 'text: a\ncount: many\nnope: 1\n' }).faults).toEqual([
      'wrong-type ci.yaml:2 [many] `count` is "many", expected a whole number',
      expect.stringMatching(/^unknown-key ci.yaml:3 \[nope\] /),
    ]);
    expect(resolve([], { 'ci.yaml': '- 1\n' }).faults[0]).toContain(
      'invalid-override ci.yaml:1 [] values file `ci.yaml` holds no map',
    );
    expect(resolve([], { 'ci.yaml': 'a: [\n' }).faults[0]).toContain('ci.yaml');
    expect(resolve([], { 'ci.yaml': 'text: {$append: [1]}\n' }).faults).toHaveLength(1);
  });
});
