import { describe, expect, it } from 'vitest';
import { formatEdits } from '../../src/hcl/format/format.ts';
import { parseBody, parseExpression, parseTemplate } from '../../src/hcl/syntax/parse.ts';
import { maxDepth, maxFaults } from '../../src/hcl/syntax/parse-cursor.ts';

const deep = 10_000;
const nested: readonly (readonly [string, string])[] = [
  ['brackets', `${'['.repeat(deep)}1${']'.repeat(deep)}`],
  ['open brackets', '['.repeat(deep)],
  ['parentheses', `${'('.repeat(deep)}1${')'.repeat(deep)}`],
  ['objects', `${'{ a = '.repeat(deep)}1${' }'.repeat(deep)}`],
  ['calls', `${'f('.repeat(deep)}1${')'.repeat(deep)}`],
  ['indexes', `${'a['.repeat(deep)}1${']'.repeat(deep)}`],
  ['for expressions', `${'[for a in '.repeat(deep)}b${': a]'.repeat(deep)}`],
  ['strings', `${'"${'.repeat(deep)}a${'}"'.repeat(deep)}`],
  ['directives', `"${'%{ if a }'.repeat(deep)}${'%{ endif }'.repeat(deep)}"`],
  ['signs', `${'-'.repeat(deep)}1`],
  ['conditions', `${'a ? b : '.repeat(deep)}c`],
  ['sums', `1${' + 1'.repeat(deep)}`],
  ['steps', `a${'.b'.repeat(deep)}`],
  ['splats', `a${'[*]'.repeat(deep)}`],
  ['sums in sums', `${'('.repeat(150)}1${`${' + 1'.repeat(300)})`.repeat(150)}`],
];

/** Height of a tree, without recursion. */
function heightOf(root: unknown): number {
  let height = 0;
  let level: unknown[] = [root];
  for (; level.length > 0; height++)
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  return height;
}

describe('what is nested too deep', () => {
  it.each(nested)('is one fault: %s', (_name, text) => {
    const { value, diagnostics } = parseExpression(text, 'x');
    expect(diagnostics.map(({ code }) => code)).toContain('hcl-nesting');
    expect(diagnostics.length).toBeLessThanOrEqual(2);
    // A level of the tree has at most three objects: the node, a list in it, an item of the list.
    expect(heightOf(value)).toBeLessThan(3 * maxDepth + 20);
    expect(formatEdits(`a  = ${text}\n`)).toEqual([]);
  });

  it('is one fault: blocks', () => {
    const { value, diagnostics } = parseBody('a {\n'.repeat(deep) + '}\n'.repeat(deep), 'x');
    expect(diagnostics.map(({ code }) => code)).toEqual(['hcl-nesting']);
    expect(value.items).toHaveLength(1);
  });

  it('is allowed as deep as anybody writes', () => {
    expect(parseExpression(`${'['.repeat(150)}1${']'.repeat(150)}`, 'x').diagnostics).toEqual([]);
    expect(parseExpression(`1${' + 1'.repeat(300)}`, 'x').diagnostics).toEqual([]);
  });
});

describe('what is large', () => {
  it('reports no more than so many faults', () => {
    const { diagnostics } = parseBody('a =\n'.repeat(5 * maxFaults), 'x');
    expect(diagnostics).toHaveLength(maxFaults);
  });

  // A quadratic reader would need minutes for any of these.
  const repeated: readonly (readonly [string, string])[] = [
    ['arguments', 'abc = "d ${e} f" # g\n'],
    ['open brackets', 'a = [\n'],
    ['open braces', '{'],
    ['open blocks', 'a {\n'],
    ['quotes', '"'],
    ['open sequences', '"${'],
    ['open sequences in lines', 'a = "${\n'],
    ['open strings', 'a = "b\n'],
    ['unknown characters', '@'],
    ['minus signs', '-'],
    ['heredocs with open sequences', 'a = <<E\n${\nE\n'],
    ['closers', '}'],
    ['elements without commas', 'a = [1 2]\n'],
    ['carriage returns', '\r'],
    ['names', 'a '],
    ['dollars', '$'],
  ];
  it.each(repeated)('is read in linear time: %s', (_name, unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    expect(parseBody(text, 'x').value.kind).toBe('body');
    expect(parseTemplate(text, 'x').value).toBeInstanceOf(Array);
    expect(formatEdits(text)).toBeInstanceOf(Array);
  });
});
