import { describe, expect, it } from 'vitest';
import { compileCel } from '../../src/cel/compile-cel.ts';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import { blueprintText, brief, environmentText, smallWorkspace } from './small-workspace.ts';

const cel = { compile: compileCel };

interface Case {
  readonly parameters: string;
  readonly spec?: string;
  readonly own?: string;
  readonly base?: string;
  readonly sets?: readonly string[];
}

/** Faults of `app/e`, which extends `base`, each as one line with its related places and hint. */
function faultsOf({ parameters, spec = '', own = '', base = '', sets = [] }: Case): readonly string[] {
  const workspace = smallWorkspace({
    'blueprints/app/blueprint.yaml': blueprintText('app', parameters, spec),
    'blueprints/app/environments/base.yaml': environmentText('base', base, 'abstract: true'),
    'blueprints/app/environments/e.yaml': environmentText('e', `extends: [base]\n${own}`),
  });
  const { diagnostics } = resolveEnvironment(workspace, 'app/e', { ...noOverrides, sets }, cel);
  return diagnostics.map((one) => {
    const related =
      one.related?.map(
        ({ message, location }) =>
          ` < ${brief(workspace, { code: 'yaml-syntax', severity: 'info', message, location }).replace('yaml-syntax ', '').replaceAll('blueprints/app/', '')}`,
      ) ?? [];
    return (
      brief(workspace, one).replaceAll('blueprints/app/', '') + related.join('') + (one.hint ? ` | ${one.hint}` : '')
    );
  });
}

describe('a fault of a value', () => {
  const parameters =
    'properties:\n  size: {type: integer, maximum: 9}\n  text: {type: string}\n  map: {type: object, additionalProperties: false, required: [k], properties: {k: {type: integer}}}';

  it('stands where the value was authored', () => {
    expect(faultsOf({ parameters, own: 'parameters: {size: 10}' })[0]).toMatch(
      /^value-range environments\/e.yaml:8 \[10\] /,
    );
    expect(faultsOf({ parameters, base: 'parameters: {size: 10}' })[0]).toMatch(
      /^value-range environments\/base.yaml:5 \[10\] /,
    );
    expect(faultsOf({ parameters, base: 'parameters: {size: 10}', own: 'parameters: {size: 1}' })).toEqual([]);
    expect(faultsOf({ parameters, base: 'parameters: {map: {k: x}}', own: 'parameters: {map: {}}' })[0]).toMatch(
      /^wrong-type environments\/base.yaml:5 \[x\] /,
    );
  });

  it('stands at the key for a wrong name, with what was probably meant', () => {
    expect(faultsOf({ parameters, own: 'parameters: {szie: 1}' })).toEqual([
      expect.stringMatching(/^unknown-key environments\/e.yaml:8 \[szie\] .*`size`/),
    ]);
    expect(faultsOf({ parameters, own: 'parameters: {map: {k: 1, kk: 2}}' })).toEqual([
      expect.stringMatching(/^unknown-key environments\/e.yaml:8 \[kk\] /),
    ]);
  });

  it('stands at `spec.parameters` of the environment itself for a parameter nobody sets', () => {
    const required = `${parameters}\nrequired: [text]`;
    expect(faultsOf({ parameters: required, own: 'parameters: {size: 1}' })).toEqual([
      expect.stringMatching(
        /^missing-key environments\/e.yaml:8 \[parameters\] .* < blueprint.yaml:10 \[text\] `text` is declared here/,
      ),
    ]);
    expect(faultsOf({ parameters: required })).toEqual([
      expect.stringMatching(/^missing-key environments\/e.yaml:4 \[spec\] /),
    ]);
  });

  it('stands at the key of the map that lacks something', () => {
    expect(faultsOf({ parameters, base: 'parameters: {map: {}}' })).toEqual([
      expect.stringMatching(/^missing-key environments\/base.yaml:5 \[map\] /),
    ]);
  });

  it('is the same diagnostic for all environments that extend the base', () => {
    const workspace = smallWorkspace({
      'blueprints/app/blueprint.yaml': blueprintText(
        'app',
        `${parameters}\nx-rules: [{expression: parameters.size < 5, message: too big}, {expression: size(parameters.text) < 5, message: too long}]`,
      ),
      'blueprints/app/environments/base.yaml': environmentText(
        'base',
        'parameters: {size: 10, text: abcdef, nope: 1}',
        'abstract: true',
      ),
      'blueprints/app/environments/a.yaml': environmentText('a', 'extends: [base]'),
      'blueprints/app/environments/b.yaml': environmentText('b', 'extends: [base]'),
    });
    const [a, b] = ['app/a', 'app/b'].map((name) => resolveEnvironment(workspace, name, noOverrides, cel).diagnostics);
    expect(a).toHaveLength(3);
    expect(b).toEqual(a);
  });
});

describe('x-override: required', () => {
  const parameters =
    'properties:\n  id: {type: string, x-override: required, default: d}\n  map: {type: object, properties: {id: {x-override: required}}}';
  const message = '`id` has to be set by each environment itself, an inherited value or default does not count';

  it('is satisfied by the own document and by the command line', () => {
    expect(faultsOf({ parameters, own: 'parameters: {id: x}' })).toEqual([]);
    expect(faultsOf({ parameters, sets: ['id=x'] })).toEqual([]);
  });

  it('is satisfied neither by a default nor by a base', () => {
    expect(faultsOf({ parameters })).toEqual([
      `override-required environments/e.yaml:4 [spec] ${message} < blueprint.yaml:9 [required] required here | set \`id\` below \`spec.parameters\` of blueprints/app/environments/e.yaml`,
    ]);
    expect(faultsOf({ parameters, base: 'parameters: {id: x}' })[0]).toContain(
      `${message} < environments/base.yaml:5 [x] inherited from here < blueprint.yaml:9 [required] required here`,
    );
  });

  it('holds inside maps, once there is one', () => {
    expect(faultsOf({ parameters, base: 'parameters: {map: {id: 1}}', own: 'parameters: {id: x}' })).toHaveLength(1);
    expect(
      faultsOf({ parameters, base: 'parameters: {map: {id: 1}}', own: 'parameters: {id: x, map: {id: 2}}' }),
    ).toEqual([]);
  });

  it('says nothing beside the fault of a required parameter that nobody sets', () => {
    expect(faultsOf({ parameters: 'properties: {id: {type: string, x-override: required}}\nrequired: [id]' })).toEqual([
      expect.stringMatching(/^missing-key /),
    ]);
  });
});

describe('deprecation', () => {
  const parameters =
    'properties:\n  old: {type: integer, deprecated: true, x-replaced-by: new}\n  new: {type: integer, default: 1}\n  gone: {type: integer, deprecated: true, default: 1}';

  it('warns at the key', () => {
    expect(faultsOf({ parameters, base: 'parameters: {old: 1}' })).toEqual([
      'deprecated-parameter environments/base.yaml:5 [old] `old` is deprecated | set `new` instead',
    ]);
    expect(faultsOf({ parameters, sets: ['gone=1'] })).toEqual([
      'deprecated-parameter - `gone` is deprecated (given by `--set gone=1`) | remove it',
    ]);
  });

  it('says nothing of defaults', () => {
    expect(faultsOf({ parameters })).toEqual([]);
  });

  it('refuses old and new together', () => {
    expect(faultsOf({ parameters, base: 'parameters: {new: 2}', own: 'parameters: {old: 1}' })).toEqual([
      'replaced-parameter environments/e.yaml:8 [old] `old` is given although its replacement `new` is < environments/base.yaml:5 [new] `new` is set here | remove `old`',
    ]);
  });
});

describe('x-rules', () => {
  const properties =
    'properties:\n  low: {type: integer, default: 1}\n  high: {type: integer}\n  name: {type: string}\n';
  const rule = (expression: string, rest = ''): string =>
    `${properties}x-rules:\n  - expression: ${expression}\n    message: low goes first${rest}`;

  it('stand at the first parameter that was given, with the rule and the others beside it', () => {
    expect(
      faultsOf({
        parameters: rule('parameters.low < parameters.high'),
        base: 'parameters: {low: 5}',
        own: 'parameters: {high: 2}',
      }),
    ).toEqual([
      'parameter-rule environments/base.yaml:5 [5] low goes first < blueprint.yaml:13 [parameters.low < parameters.high] the rule < environments/e.yaml:8 [2] `high` is set here',
    ]);
    expect(faultsOf({ parameters: rule('parameters.low < parameters.high'), own: 'parameters: {high: 0}' })[0]).toMatch(
      /^parameter-rule environments\/e.yaml:8 \[0\]/,
    );
  });

  it('stand at the parameter they name', () => {
    expect(
      faultsOf({
        parameters: rule('parameters.low < parameters.high', '\n    parameter: high'),
        base: 'parameters: {low: 5}',
        own: 'parameters: {high: 2}',
      })[0],
    ).toMatch(/^parameter-rule environments\/e.yaml:8 \[2\]/);
    expect(faultsOf({ parameters: rule('has(parameters.name)', '\n    parameter: name') })[0]).toMatch(
      /^parameter-rule environments\/e.yaml:4 \[spec\]/,
    );
  });

  it('name the argument that broke them', () => {
    expect(faultsOf({ parameters: rule('parameters.low < 5'), sets: ['low=9'] })[0]).toMatch(
      /^parameter-rule - low goes first \(given by `--set low=9`\)/,
    );
  });

  it('stay silent about parameters that are faulty anyway', () => {
    expect(faultsOf({ parameters: rule('parameters.low < parameters.high'), own: 'parameters: {high: x}' })).toEqual([
      expect.stringMatching(/^wrong-type /),
    ]);
  });

  it.each<[string, string]>([
    [
      'parameters.low < parameters.hihg',
      'expression-syntax blueprint.yaml:13 [.hihg] the blueprint declares no parameter `hihg` | did you mean `high`?',
    ],
    [
      'low < 2',
      'expression-syntax blueprint.yaml:13 [low] `low` is not known to the expression, which reads `parameters` | did you mean `parameters.low`?',
    ],
    ['parameters.low <> 2', 'expression-syntax blueprint.yaml:13 [<] the expression cannot be read from `<` on'],
    ["'nofunc(parameters.low)'", 'expression-syntax blueprint.yaml:13 [nofunc] there is no function `nofunc`'],
    [
      '"\'\\u0061\' == nofunc()"',
      'expression-syntax blueprint.yaml:13 ["\'\\u0061\' == nofunc()"] there is no function `nofunc`',
    ],
    [
      '>-\n      parameters.low\n      < nofunc(2)',
      'expression-syntax blueprint.yaml:15 [nofunc] there is no function `nofunc`',
    ],
    ['parameters.low', 'expression-error blueprint.yaml:13 [parameters.low] the rule is neither true nor false'],
    [
      'parameters.high > 1',
      'expression-error blueprint.yaml:13 [.high] the rule cannot be evaluated: there is no `high` | ask with `has(…)` first when a parameter may be absent',
    ],
    [
      'parameters.low / 0 == 1',
      'expression-error blueprint.yaml:13 [parameters.low / 0 == 1] the rule cannot be evaluated: int divide by zero',
    ],
  ])('report %j at the expression', (expression, fault) => {
    const faults = faultsOf({ parameters: rule(expression) });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('need the engine', () => {
    const workspace = smallWorkspace({
      'blueprints/app/blueprint.yaml': blueprintText('app', rule('true')),
      'blueprints/app/environments/e.yaml': environmentText('e', ''),
    });
    expect(() => resolveEnvironment(workspace, 'app/e', noOverrides)).toThrow('no engine was handed over');
  });

  it('are looked at beside the `when` of templates', () => {
    expect(
      faultsOf({
        parameters: 'properties: {}',
        spec: 'templates: [{source: a, when: parameters.x}, {source: b, when: environment.name == "e"}]',
      }),
    ).toEqual(['expression-syntax blueprint.yaml:6 [.x] the blueprint declares no parameter `x`']);
  });
});

describe('the blueprint', () => {
  it.each<[string, string[]]>([
    ['{name: app, version: ^1.2.0}', []],
    [
      '{name: app, version: ">=1.0.0 <1.2.3"}',
      [
        'blueprint-version environments/e.yaml:8 [">=1.0.0 <1.2.3"] version 1.2.3 of blueprint `app` is not in the range `>=1.0.0 <1.2.3` < blueprint.yaml:3 [1.2.3] its version | widen the range after reading what changed',
      ],
    ],
    [
      '{name: app, version: newest}',
      [
        'blueprint-version environments/e.yaml:8 [newest] `newest` is no SemVer range < blueprint.yaml:3 [1.2.3] its version | write a range such as `^1.2.0`',
      ],
    ],
  ])('is held against %s', (blueprint, faults) => {
    expect(faultsOf({ parameters: 'properties: {}', own: `blueprint: ${blueprint}` })).toEqual(faults);
  });

  it('has to be there, and is not spoken of when it is broken', () => {
    const files = {
      'environments/e.yaml': environmentText('e', 'blueprint: {name: ap}'),
      'blueprints/app/blueprint.yaml': blueprintText('app', 'properties: {}'),
    };
    const workspace = smallWorkspace(files);
    expect(
      resolveEnvironment(workspace, 'ap/e', noOverrides).diagnostics.map((one) => brief(workspace, one) + one.hint),
    ).toEqual(['unknown-blueprint environments/e.yaml:7 [ap] there is no blueprint `ap`did you mean `app`?']);
    expect(
      resolveEnvironment(smallWorkspace({ ...files, 'blueprints/ap/blueprint.yaml': '{{' }), 'ap/e', noOverrides),
    ).toEqual({ diagnostics: [] });
  });
});

describe('settings', () => {
  it('need a project and a location', () => {
    const workspace = smallWorkspace({
      'blueprints/app/blueprint.yaml': blueprintText('app', 'properties: {}'),
      'blueprints/app/environments/e.yaml': environmentText('e', 'project: null\nlocation: null'),
    });
    const { value, diagnostics } = resolveEnvironment(workspace, 'app/e', noOverrides);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, args }) => [code, args?.['key']])).toEqual([
      ['missing-setting', 'location'],
      ['missing-setting', 'project'],
    ]);
  });

  it('have the defaults of imprint', () => {
    const workspace = smallWorkspace({
      'blueprints/app/blueprint.yaml': blueprintText('app', 'properties: {}'),
      'blueprints/app/environments/e.yaml': environmentText('e', 'deployment: {labels: {a: b}}'),
    });
    const { value } = resolveEnvironment(workspace, 'app/e', noOverrides);
    expect(value?.deployment).toEqual({ id: 'app-e', terraformVersion: '1.5.7', labels: { a: 'b' } });
    expect(value?.provenance.get('/deployment/id')).toEqual({ source: { kind: 'default' }, overrode: [] });
    expect(value?.files).toEqual(['blueprints/app/blueprint.yaml', 'blueprints/app/environments/e.yaml']);
  });
});
