import { describe, expect, it } from 'vitest';
import { leafChanges, pathSteps, shownValues } from '../../src/submit/previews/property-values.ts';
import { fc } from '../properties.ts';

const secret = 'the-secret-itself';

describe('pathSteps', () => {
  it.each<[string, readonly (string | number)[]]>([
    ['location', ['location']],
    ['labels.env', ['labels', 'env']],
    ['versioning[0].enabled', ['versioning', 0, 'enabled']],
    ['versioning.0.enabled', ['versioning', 0, 'enabled']],
    ['labels["a.b"].c', ['labels', 'a.b', 'c']],
    ['labels["say \\"x\\""]', ['labels', 'say "x"']],
    ['', []],
  ])('of %s', (path, steps) => {
    expect(pathSteps(path)).toEqual(steps);
  });
});

describe('shownValues', () => {
  it('hides what is sensitive, and only that', () => {
    expect(
      shownValues({
        path: 'auth',
        before: { user: 'a', keys: ['x', secret] },
        beforeSensitivePaths: ['keys[1]'],
        after: secret,
        afterSensitivePaths: [''],
      }),
    ).toEqual({ before: { user: 'a', keys: ['x', '(sensitive value)'] }, after: '(sensitive value)' });
  });

  it('tells null from a value that is not told', () => {
    expect(shownValues({ before: null })).toEqual({ before: null });
  });

  it('shows no secret, whatever path the service gives for it', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const shown = shownValues({
          before: { a: [secret], '': secret },
          beforeSensitivePaths: [path, 'a[0]', '[""]'],
        });
        expect(JSON.stringify(shown)).not.toContain(secret);
      }),
    );
  });
});

describe('leafChanges', () => {
  it('goes into lists and objects to what differs', () => {
    const before = [{ age: 30, type: 'Delete' }];
    const after = [{ age: 60, type: 'Delete', note: 'x' }, { age: 1 }];
    expect(leafChanges('rule', before, after)).toEqual([
      { path: 'rule[0].age', before: 30, after: 60 },
      { path: 'rule[0].note', after: 'x' },
      { path: 'rule[1]', before: null, after: { age: 1 } },
    ]);
  });

  it('gives paths that lead there again, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const [leaf] = leafChanges('labels', { [key]: 'a' }, { [key]: 'b' });
        expect(pathSteps(leaf?.path ?? '')).toEqual(['labels', /^\d+$/.test(key) ? Number(key) : key]);
      }),
    );
  });

  it('leaves a side that is not told as it is', () => {
    expect(leafChanges('id', 'a', undefined)).toEqual([{ path: 'id', before: 'a' }]);
  });
});
