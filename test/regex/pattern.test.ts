import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../src/regex/pattern.ts';
import { fc } from '../properties.ts';
import { checksWithin, shippedTypes } from '../terraform/provider-checks/shipped-facts.ts';

const patterns = [
  ...new Set([...shippedTypes()].flatMap((type) => [...checksWithin(type)].flatMap(({ pattern }) => pattern ?? []))),
].sort();

/** Patterns for corners of the syntax that the facts do not use. */
const corners = [
  '',
  'a|',
  '(|b)c',
  '^$',
  '^a$|b',
  'a{2}',
  'a{2,}b',
  'a{0}b',
  'x{,3}',
  'a*?b+?',
  '(a*)*b',
  '(?:a|ab)(?:c|bcd)(?:d*)',
  '[]a]',
  '[^]a]',
  '[a\\-z]',
  '[-a]',
  '[a-]',
  '[\\d-x]',
  '[^\\w\\s]',
  '\\pN',
  '\\P{L}',
  '\\Aab\\z',
  '(?P<name>a)b',
  '.',
  '\\.',
  'é+',
  '[α-ω]',
  'a\\n',
];

/** Texts near what a pattern matches: pieces of the pattern's own text, and letters it is about. */
function nearText(pattern: string): fc.Arbitrary<string> {
  const letters = [
    ...new Set(['a', 'b', 'z', 'Z', '0', '9', '-', '_', '.', '/', '@', ':', ' ', '\n', 'é', '😀', ...pattern]),
  ];
  const words = [
    'projects/',
    'global/networks/',
    'serviceAccounts/',
    '.iam.gserviceaccount.com',
    'composer-3-airflow-2.9',
    'my-project',
    ...(pattern.match(/[A-Za-z]{2,}/g) ?? []),
  ];
  const piece = fc.oneof(fc.constantFrom(...letters), fc.constantFrom(...words));
  return fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
}

/** Texts that match, cut and changed here and there. */
function matchingText(pattern: string): fc.Arbitrary<string> {
  try {
    return fc
      .tuple(fc.stringMatching(new RegExp(pattern, 'u')), fc.nat(), fc.constantFrom('', 'A', '-', '.', '\n'))
      .map(([text, at, letter]) => {
        const position = letter === '' ? text.length : at % (text.length + 1);
        return text.slice(0, position) + letter + text.slice(position + letter.length);
      });
  } catch {
    return nearText(pattern);
  }
}

describe('patterns', () => {
  it('are all understood that the facts have', () => {
    expect(patterns.length).toBeGreaterThan(30);
    expect(patterns.filter((pattern) => compilePattern(pattern) === undefined)).toEqual([]);
  });

  it.each([...patterns, ...corners])('%s matches what RE2 matches', (pattern) => {
    const ours = compilePattern(pattern);
    const re2 = RE2JS.compile(pattern);
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(nearText(pattern), matchingText(pattern)), (text) => {
        const expected = re2.matcher(text).find();
        outcomes.add(expected);
        expect(ours?.test(text), JSON.stringify(text)).toBe(expected);
      }),
      { numRuns: 150 },
    );
    expect(outcomes.size).toBeGreaterThan(0);
  });

  it.each([
    '(?i)a',
    '\\b',
    '(?=a)',
    '[[:alpha:]]',
    '(a',
    'a)',
    '*a',
    'a**',
    'a{1001}',
    'a{3,2}',
    '(a{100}){100}',
    '[b-a]',
    '\\p{Greek}',
    '\\1',
  ])('%s is not understood rather than guessed', (pattern) => expect(compilePattern(pattern)).toBeUndefined());

  it('are given up on when they are huge', () => {
    expect(compilePattern('(?:(?:a{100}){100}){100}')).toBeUndefined();
  });

  it('take no time that grows with the ways to match', () => {
    expect(compilePattern('^(a|aa|a*)*$')?.test(`${'a'.repeat(20_000)}!`)).toBe(false);
  });
});
