import { describe, expect, it } from 'vitest';
import { constraints } from '../../../src/policy/constraints/constraint-table.ts';
import type { AttributeFacts, BlockFacts } from '../../../src/terraform/facts/facts.ts';
import { openProviderFacts } from '../../../src/terraform/facts/provider-facts.ts';

const facts = openProviderFacts(['schemas/providers']);

describe('the table of constraints', () => {
  it('holds at least a hundred constraints, each once, in order', () => {
    const names = constraints.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...names].sort()).toEqual(names);
    expect(constraints.filter(({ checker }) => checker !== undefined).length).toBeGreaterThanOrEqual(100);
  });

  it.each(constraints.map((row) => [row.name, row] as const))(
    '%s has a checker, or says why there is none',
    (_, row) => {
      expect(row.checker === undefined).toBe(row.undecidable !== undefined);
      expect(row.summary).toMatch(/^[A-Z].*[^.]$/);
      expect(row.source).toMatch(/^https:\/\/cloud\.google\.com\//);
    },
  );

  it('names twins that name each other', () => {
    const byName = new Map(constraints.map((row) => [row.name, row]));
    const lonely = constraints.filter(({ name, twin }) => twin !== undefined && byName.get(twin)?.twin !== name);
    expect(lonely.map(({ name }) => name)).toEqual([]);
  });

  it('reads attributes that the provider has', () => {
    const wrong = constraints.flatMap(({ name, checker }) =>
      [...(checker?.attributes ?? [])].flatMap(([type, paths]) =>
        type.includes('*') ? [] : paths.filter((path) => !exists(type, path)).map((path) => `${name}: ${type}.${path}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

function exists(type: string, path: string): boolean {
  const known = ['hashicorp/google', 'hashicorp/google-beta'].flatMap(
    (source) => facts.provider(source)?.type('managed', type) ?? [],
  );
  return known.some((one) => has(one, path.split(/\.|(?=\[)/)));
}

function has(block: BlockFacts, [name = '', ...rest]: readonly string[]): boolean {
  const nested = block.blocks?.[name];
  if (nested !== undefined) return rest.length === 0 || has(nested, rest);
  const attribute = block.attributes?.[name];
  return attribute !== undefined && (rest.length === 0 || hasMember(attribute, rest));
}

function hasMember({ type }: AttributeFacts, rest: readonly string[]): boolean {
  if (typeof type !== 'string' && 'nesting' in type) return has({ attributes: type.attributes }, rest);
  return Array.isArray(type) && type[0] === 'map';
}
