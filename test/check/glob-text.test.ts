import { describe, expect, it } from 'vitest';
import { fitsGlob } from '../../src/check/glob-text.ts';
import { fc } from '../properties.ts';

describe('fitsGlob', () => {
  it.each([
    ['google_storage_bucket.a', 'google_storage_bucket.*', true],
    ['module.a["x"].b.c[0]', 'module.a["x"].*', true],
    ['module.a["x"].b.c[0]', 'module.a[*].b.c[?]', true],
    ['a', 'a*', true],
    ['a', '*a*', true],
    ['', '*', true],
    ['', '?', false],
    ['ab', 'a', false],
    ['abc', 'a*d', false],
    ['aXbXc', '*X?', true],
    ['a.b', 'a?b', true],
    ['(a+)', '(a+)', true],
  ])('%j fits %j: %s', (text, glob, expected) => {
    expect(fitsGlob(text, glob)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 }).map((all) => all.join(''));
    const globs = fc.array(fc.constantFrom('a', 'b', '.', '*', '?'), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(letters, globs, (text, glob) => {
        const pattern = glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        expect(fitsGlob(text, glob)).toBe(new RegExp(`^${pattern}$`).test(text));
      }),
    );
  });

  it('takes no exponential time', () => {
    expect(fitsGlob('a'.repeat(20_000), `${'*a'.repeat(50)}*b`)).toBe(false);
  });
});
