import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/diagnostics/suggest.ts';

describe('suggest', () => {
  it.each([
    ['regoin', ['region', 'reason'], 'region'],
    ['Region', ['region'], 'region'],
    ['validte', ['validate', 'delete'], 'validate'],
    ['formt', ['format', 'from'], 'format'],
    ['x', ['region'], undefined],
    ['lables', ['labels', 'tables'], 'labels'],
    ['', ['a'], 'a'],
    ['completely', ['different'], undefined],
    ['region', ['region'], undefined],
  ])('%j among %j: %j', (word, candidates, expected) => {
    expect(suggest(word, candidates)).toBe(expected);
  });
});
