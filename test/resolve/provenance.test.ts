import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/load/document.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import { flattenSettings } from '../../src/resolve/flatten-settings.ts';
import { mergeMaps } from '../../src/resolve/merge-settings.ts';
import { noOverrides } from '../../src/resolve/overrides.ts';
import { locateSetting, provenanceOf } from '../../src/resolve/provenance.ts';
import { readMap } from '../../src/resolve/read-setting.ts';
import { resolveEnvironment } from '../../src/resolve/resolve-environment.ts';
import type { ResolvedEnvironment } from '../../src/resolve/resolved-environment.ts';
import type { MapSetting } from '../../src/resolve/setting.ts';
import { fc } from '../properties.ts';
import { blueprintText, environmentText, smallWorkspace } from './small-workspace.ts';

const names = ['a', 'b', 'c'];
const scalar = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom('x', 'y: z', "it's", '"', '~', '007', 'ü😀', '#', ' '),
  fc.boolean(),
);

/** Values as documents hold them: maps over few names, so that layers meet; lists, list patches and null among them. */
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.constant(null),
    tie('list'),
    tie('map'),
    tie('patch'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 3 }),
  patch: fc
    .record({ operator: fc.constantFrom('$append', '$prepend'), items: tie('list') })
    .map(({ operator, items }) => ({ [operator]: items })),
}));
const anyMap = fc.dictionary(fc.constantFrom(...names), anyValue) as fc.Arbitrary<Record<string, JsonValue>>;

function layer(value: Record<string, JsonValue>, file: string): MapSetting {
  return readMap(value, '', (pointer) => ({ kind: 'document', location: { file, pointer } }));
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => (item === null ? null : withoutNulls(item)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}

describe('merging', () => {
  it('is associative, provenance included', () => {
    fc.assert(
      fc.property(anyMap, anyMap, anyMap, (first, second, third) => {
        const [a, b, c] = [layer(first, 'a'), layer(second, 'b'), layer(third, 'c')];
        expect(mergeMaps(mergeMaps(a, b), c)).toEqual(mergeMaps(a, mergeMaps(b, c)));
      }),
      { numRuns: 3000 },
    );
  });

  it('over nothing, or an empty layer below or above, changes no value', () => {
    fc.assert(
      fc.property(anyMap, (value) => {
        const alone = flattenSettings(mergeMaps(undefined, layer(value, 'a'))).value;
        expect(flattenSettings(mergeMaps(layer({}, 'empty'), layer(value, 'a'))).value).toEqual(alone);
        expect(flattenSettings(mergeMaps(layer(value, 'a'), layer({}, 'empty'))).value).toEqual(alone);
      }),
    );
  });

  it('with plain values keeps the upper one and what only the lower one has', () => {
    const plain = fc.dictionary(fc.constantFrom(...names), scalar);
    fc.assert(
      fc.property(plain, plain, (lower, upper) => {
        expect(flattenSettings(mergeMaps(layer(lower, 'a'), layer(upper, 'b'))).value).toEqual({ ...lower, ...upper });
      }),
    );
  });

  it('with null takes the lower value away, and says so of what comes after', () => {
    fc.assert(
      fc.property(anyMap, anyValue as fc.Arbitrary<JsonValue>, (lower, later) => {
        const unset = mergeMaps(layer({ ...lower, a: 1 }, 'a'), layer({ a: null }, 'b'));
        expect(flattenSettings(unset).value).not.toHaveProperty('a');
        const again = flattenSettings(mergeMaps(unset, layer({ a: later }, 'c')));
        expect(again.value).toEqual(
          flattenSettings(mergeMaps(layer(lower, 'a'), layer({ a: null }, 'x'))).value['a'] === undefined &&
            later === null
            ? flattenSettings(unset).value
            : flattenSettings(mergeMaps(layer({ ...lower, a: null }, 'a'), layer({ a: later }, 'c'))).value,
        );
        if (later !== null)
          expect(again.provenance.get('/a')?.overrode.map(({ location }) => location?.file)).toEqual(['b', 'a']);
      }),
    );
  });

  it('appends and prepends around any list', () => {
    const list = fc.array(scalar, { maxLength: 4 });
    fc.assert(
      fc.property(list, list, list, (own, before, after) => {
        const merged = [{ a: own }, { a: { $append: after } }, { a: { $prepend: before } }]
          .map((value, at) => layer(value as Record<string, JsonValue>, String(at)))
          .reduce(mergeMaps);
        expect(flattenSettings(merged).value).toEqual({ a: [...before, ...own, ...after] });
      }),
    );
  });
});

/** Environments `low` < `mid` < `e` with these parameters, over a blueprint that takes anything and has a default. */
function chain(low: JsonValue, mid: JsonValue, own: JsonValue): ReturnType<typeof smallWorkspace> {
  const spec = (extend: string, parameters: JsonValue): string =>
    `${extend}parameters:\n  free: ${JSON.stringify(parameters)}`;
  return smallWorkspace({
    'blueprints/app/blueprint.yaml': blueprintText(
      'app',
      'properties:\n  free: {}\n  other: {default: {x: [1, "two"], y: 3}}',
    ),
    'blueprints/app/environments/low.yaml': environmentText('low', spec('', low), 'abstract: true'),
    'blueprints/app/environments/mid.yaml': environmentText('mid', spec('extends: [low]\n', mid), 'abstract: true'),
    'blueprints/app/environments/e.yaml': environmentText('e', spec('extends: [mid]\n', own)),
  });
}

function leaves(value: JsonValue, pointer: string): [string, JsonValue][] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue, index) => leaves(item, `${pointer}/${index}`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => leaves(item, `${pointer}/${key}`));
  return [[pointer, value]];
}

function resolved(workspace: ReturnType<typeof smallWorkspace>): ResolvedEnvironment {
  const { value } = resolveEnvironment(workspace, 'app/e', noOverrides);
  if (value === undefined) throw new Error('not resolved');
  return value;
}

describe('resolving', () => {
  const layers = [anyMap, anyMap, anyMap] as const;

  it('is deterministic', () => {
    fc.assert(
      fc.property(...layers, (low, mid, own) => {
        const [first, second] = [resolved(chain(low, mid, own)), resolved(chain(low, mid, own))];
        expect(JSON.stringify([second.parameters, [...second.provenance]])).toBe(
          JSON.stringify([first.parameters, [...first.provenance]]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('gives every leaf a provenance whose text, read again, is the value', () => {
    fc.assert(
      fc.property(...layers, (low, mid, own) => {
        const workspace = chain(low, mid, own);
        const environment = resolved(workspace);
        for (const [pointer, value] of leaves(environment.parameters, '/parameters')) {
          const source = environment.provenance.get(pointer)?.source;
          const { file, range } = source?.location ?? { file: '' };
          const text = workspace.sources.get(file)?.slice(range?.start, range?.end) ?? '';
          expect(readYaml(text, '').value?.value, pointer).toEqual(value);
          expect(source?.kind).toBe(file.endsWith('blueprint.yaml') ? 'default' : 'document');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of one document alone gives what the document says, nulls aside', () => {
    const noPatch = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        scalar,
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('value')),
      ),
    })).value as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(
        noPatch.filter((value) => value !== null),
        (value) => {
          const environment = resolved(chain(null, null, value));
          expect(environment.parameters['free']).toEqual(withoutNulls(value));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('provenanceOf and locateSetting', () => {
  const workspace = chain({ a: { b: 1 } }, { a: { c: [1] } }, {});
  const environment = resolved(workspace);
  const textAt = (pointer: string, on: 'key' | 'value'): string => {
    const { file, range } = locateSetting(environment, pointer, on);
    return `${file.slice(file.lastIndexOf('/') + 1)} ${workspace.sources.get(file)?.slice(range?.start, range?.end)}`;
  };

  it.each<[string, 'key' | 'value', string]>([
    ['/parameters/free/a/b', 'value', 'low.yaml 1'],
    ['/parameters/free/a/b', 'key', 'low.yaml "b"'],
    ['/parameters/free/a/c', 'value', 'mid.yaml [1]'],
    ['/parameters/free/a/c/0', 'key', 'mid.yaml 1'],
    ['/parameters/free/a', 'value', 'mid.yaml {"c":[1]}'],
    ['/parameters/free/a/b/not/there', 'value', 'low.yaml 1'],
    ['/parameters/other/x/1', 'value', 'blueprint.yaml "two"'],
    ['/project', 'value', 'e.yaml some-project'],
    ['/deployment/id', 'value', 'e.yaml e'],
  ])('find %s (%s)', (pointer, on, text) => {
    expect(textAt(pointer, on)).toBe(text);
  });

  it('fall back to the nearest ancestor', () => {
    expect(provenanceOf(environment, '/parameters/free/a/zzz')).toBe(environment.provenance.get('/parameters/free/a'));
  });
});

describe('many environments on one base', () => {
  it('are resolved without merging or checking the base again', () => {
    const properties = Array.from({ length: 60 }, (_, n) => `  p${n}: {type: string, default: d}`).join('\n');
    const base = Array.from({ length: 50 }, (_, n) => `  p${n}: v${n}`).join('\n');
    const environments = Array.from({ length: 1000 }, (_, n) => [
      `blueprints/app/environments/e${n}.yaml`,
      environmentText(`e${n}`, `extends: [base]\nparameters: {p0: own${n}}`),
    ]);
    const workspace = smallWorkspace({
      'blueprints/app/blueprint.yaml': blueprintText('app', `properties:\n${properties}`),
      'blueprints/app/environments/base.yaml': environmentText('base', `parameters:\n${base}`, 'abstract: true'),
      ...Object.fromEntries(environments),
    });
    const results = environments.map((_, n) => resolveEnvironment(workspace, `app/e${n}`, noOverrides));
    expect(results.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    const [first, last] = [results[0]?.value, results[999]?.value];
    expect(last?.parameters).toMatchObject({ p0: 'own999', p1: 'v1', p59: 'd' });
    expect(last?.provenance.get('/parameters/p1')?.source).toBe(first?.provenance.get('/parameters/p1')?.source);
  });
});
