import { describe, expect, it } from 'vitest';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { blueprintText, brief, environmentText, smallWorkspace } from './small-workspace.ts';

const open = blueprintText(
  'app',
  'properties:\n  a: {}\n  b: {}\n  list: {type: array, default: [0]}\n  map: {type: object}',
);

function environments(all: Record<string, string>, blueprint = open): ReturnType<typeof smallWorkspace> {
  const files = Object.entries(all).map(([name, spec]) => [
    `blueprints/app/environments/${name}.yaml`,
    environmentText(name, spec, name.startsWith('base') ? 'abstract: true' : ''),
  ]);
  return smallWorkspace({ 'blueprints/app/blueprint.yaml': blueprint, ...Object.fromEntries(files) });
}

function resolve(
  workspace: ReturnType<typeof smallWorkspace>,
  name = 'app/e',
): { parameters: unknown; faults: string[] } {
  const { value, diagnostics } = resolveEnvironment(workspace, name, noOverrides);
  return { parameters: value?.parameters, faults: diagnostics.map((diagnostic) => brief(workspace, diagnostic)) };
}

describe('inheritance', () => {
  it.each<[string, Record<string, string>, unknown]>([
    [
      'takes over what is not set',
      { base: 'parameters: {a: 1}', e: 'extends: [base]\nparameters: {b: 2}' },
      { a: 1, b: 2, list: [0] },
    ],
    [
      'merges maps at any depth',
      { base: 'parameters: {map: {x: {y: 1, z: 1}}}', e: 'extends: [base]\nparameters: {map: {x: {z: 2}}}' },
      { list: [0], map: { x: { y: 1, z: 2 } } },
    ],
    [
      'replaces lists',
      { base: 'parameters: {list: [1, 2]}', e: 'extends: [base]\nparameters: {list: [3]}' },
      { list: [3] },
    ],
    [
      'appends and prepends',
      {
        base: 'parameters: {list: [1, 2]}',
        base2: 'extends: [base]\nparameters: {list: {$append: [3]}}',
        e: 'extends: [base2]\nparameters: {list: {$prepend: [4]}}',
      },
      { list: [4, 1, 2, 3] },
    ],
    ['appends to the default', { e: 'parameters: {list: {$append: [3]}}' }, { list: [0, 3] }],
    [
      'appends to the default after unsetting',
      {
        base: 'parameters: {list: [9]}',
        base2: 'extends: [base]\nparameters: {list: null}',
        e: 'extends: [base2]\nparameters: {list: {$append: [3]}}',
      },
      { list: [0, 3] },
    ],
    [
      'unsets with null, which brings the default back',
      { base: 'parameters: {a: 1, list: [5]}', e: 'extends: [base]\nparameters: {a: null, list: null}' },
      { list: [0] },
    ],
    [
      'unsets inside maps',
      { base: 'parameters: {map: {x: 1, y: 2}}', e: 'extends: [base]\nparameters: {map: {x: null}}' },
      { list: [0], map: { y: 2 } },
    ],
    [
      'replaces a map that was unset in between',
      {
        base: 'parameters: {map: {x: 1}}',
        base2: 'extends: [base]\nparameters: {map: null}',
        e: 'extends: [base2]\nparameters: {map: {y: 2}}',
      },
      { list: [0], map: { y: 2 } },
    ],
    [
      'replaces a map by a scalar and back',
      {
        base: 'parameters: {a: {x: 1}}',
        base2: 'extends: [base]\nparameters: {a: 1}',
        e: 'extends: [base2]\nparameters: {a: {y: 2}}',
      },
      { a: { y: 2 }, list: [0] },
    ],
    [
      'lays later bases over earlier ones',
      { base1: 'parameters: {a: 1, b: 1}', base2: 'parameters: {b: 2}', e: 'extends: [base1, base2]' },
      { a: 1, b: 2, list: [0] },
    ],
    [
      'counts the top of a diamond once, below both sides',
      {
        base: 'parameters: {a: 0, b: 0}',
        base1: 'extends: [base]\nparameters: {a: 1}',
        base2: 'extends: [base]\nparameters: {b: 2}',
        e: 'extends: [base1, base2]',
      },
      { a: 1, b: 2, list: [0] },
    ],
    [
      'keeps a base below what extends it, however they are listed',
      { base: 'parameters: {a: 0}', base1: 'extends: [base]\nparameters: {a: 1}', e: 'extends: [base1, base]' },
      { a: 1, list: [0] },
    ],
    ['finds bases by full name', { base: 'parameters: {a: 1}', e: 'extends: [app/base]' }, { a: 1, list: [0] }],
    [
      'takes null in a list for a value',
      { e: 'parameters: {list: [null, {x: null, y: 1}]}' },
      { list: [null, { y: 1 }] },
    ],
    [
      'sorts keys',
      { e: 'parameters: {map: {z: 1, a: 1}, b: 1, a: 1}' },
      { a: 1, b: 1, list: [0], map: { a: 1, z: 1 } },
    ],
    [
      'takes `__proto__` for a key like any other',
      { e: 'parameters: {map: {__proto__: {x: 1}}}' },
      { list: [0], map: JSON.parse('{"__proto__": {"x": 1}}') },
    ],
  ])('%s', (_, specs, parameters) => {
    const result = resolve(environments(specs));
    expect(result.faults).toEqual([]);
    expect(JSON.stringify(result.parameters)).toBe(JSON.stringify(parameters));
  });

  it('reports a missing base at its name, with what was probably meant', () => {
    const workspace = environments({ base: '', e: 'extends: [bse]' });
    const { value, diagnostics } = resolveEnvironment(workspace, 'app/e', noOverrides);
    expect(value).toBeUndefined();
    expect(diagnostics.map((one) => [brief(workspace, one), one.hint])).toEqual([
      [
        'unknown-base blueprints/app/environments/e.yaml:7 [bse] there is no environment `bse` to extend in blueprint `app`',
        'did you mean `base`?',
      ],
    ]);
  });

  it('says nothing more of a base whose file is broken', () => {
    const workspace = smallWorkspace({
      'blueprints/app/blueprint.yaml': open,
      'blueprints/app/environments/base.yaml': '{{{',
      'blueprints/app/environments/e.yaml': environmentText('e', 'extends: [base]'),
    });
    expect(resolveEnvironment(workspace, 'app/e', noOverrides)).toEqual({ diagnostics: [] });
  });

  it('reports a circle of bases once, whichever member is resolved', () => {
    const workspace = environments({ c: 'extends: [b]', b: 'extends: [d]', d: 'extends: [c]', e: 'extends: [d]' });
    const all = ['app/b', 'app/c', 'app/d', 'app/e'].map(
      (name) => resolveEnvironment(workspace, name, noOverrides).diagnostics,
    );
    expect(brief(workspace, all[0]![0]!)).toBe(
      'extends-cycle blueprints/app/environments/b.yaml:7 [d] environments extend each other in a circle: `app/b` extends `app/d` extends `app/c` extends `app/b`',
    );
    for (const diagnostics of all) expect(diagnostics).toEqual(all[0]);
  });

  it('reports an environment that extends itself', () => {
    expect(resolve(environments({ e: 'extends: [e]' })).faults).toEqual([
      'extends-cycle blueprints/app/environments/e.yaml:7 [e] environments extend each other in a circle: `app/e` extends `app/e`',
    ]);
  });

  it('walks a ladder of diamonds in linear time', () => {
    const rungs = Array.from({ length: 60 }, (_, n) => n);
    const specs = Object.fromEntries(
      rungs.flatMap((n) => [
        [`basel${n}`, n === 0 ? 'extends: [nowhere]' : `extends: [basel${n - 1}, baser${n - 1}]`],
        [`baser${n}`, n === 0 ? '' : `extends: [basel${n - 1}, baser${n - 1}]`],
      ]),
    );
    expect(resolve(environments({ ...specs, e: 'extends: [basel59, baser59]' })).faults).toHaveLength(1);
  });

  it.each([
    [
      'beside other keys',
      'parameters: {list: {$append: [1], x: 2}}',
      '7 [$append] `$append` stands beside other keys, it has to be the only one',
    ],
    ['without a list', 'parameters: {list: {$prepend: 1}}', '7 [$prepend] `$prepend` takes a list'],
  ])('reports a list patch %s', (_, spec, fault) => {
    expect(resolve(environments({ e: spec })).faults).toEqual([
      `list-patch blueprints/app/environments/e.yaml:${fault}`,
    ]);
  });

  it('reports a list patch over something that is no list', () => {
    expect(
      resolve(environments({ base: 'parameters: {a: 5}', e: 'extends: [base]\nparameters: {a: {$append: [1]}}' }))
        .faults,
    ).toEqual([
      'list-patch blueprints/app/environments/e.yaml:8 [{$append: [1]}] `a` is no list where it comes from, so nothing can be added to it',
    ]);
  });
});

describe('defaults', () => {
  it('fills in what is missing inside maps and lists too, but makes up no map', () => {
    const blueprint = blueprintText(
      'app',
      `properties:
  db: {type: object, properties: {tier: {default: small}, size: {default: 10}}}
  none: {type: object, properties: {x: {default: 1}}}
  whole: {type: object, default: {a: {}}, properties: {a: {type: object, properties: {b: {default: 2}}}}}
  disks: {type: array, items: {$ref: '#/$defs/disk'}}
  byName: {type: object, additionalProperties: {$ref: '#/$defs/disk'}}
$defs:
  disk: {type: object, properties: {kind: {type: string, default: ssd}, name: {type: string}}}`,
    );
    const { parameters, faults } = resolve(
      environments({ e: 'parameters: {db: {size: 20}, disks: [{name: x}], byName: {y: {}}}' }, blueprint),
    );
    expect(faults).toEqual([]);
    expect(parameters).toEqual({
      byName: { y: { kind: 'ssd' } },
      db: { size: 20, tier: 'small' },
      disks: [{ kind: 'ssd', name: 'x' }],
      whole: { a: { b: 2 } },
    });
  });

  it('stops at a schema whose default asks for itself', () => {
    const blueprint = blueprintText(
      'app',
      `properties:\n  node: {$ref: '#/$defs/node'}\n$defs:\n  node: {type: object, default: {}, properties: {next: {$ref: '#/$defs/node'}}}`,
    );
    expect(resolve(environments({ e: '' }, blueprint)).parameters).toHaveProperty('node.next.next');
  });
});
