import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/hcl/ast.ts';
import { parseBody, parseExpression } from '../../src/hcl/syntax/parse.ts';
import { brokenTexts } from './broken-texts.ts';

/** `line code: message` of every fault; `-> line` for the second place. */
function faultsOf(text: string): readonly string[] {
  const line = (offset = 0): number => text.slice(0, offset).split('\n').length;
  return parseBody(text, 'x.tf').diagnostics.map(({ code, message, location, related }) => {
    const second = related?.[0] ? ` -> ${line(related[0].location.range?.start)}` : '';
    return `${line(location?.range?.start)} ${code}: ${message}${second}`;
  });
}

/** Names of what was read, nested in braces. */
function outline({ items }: Body): string {
  return items.map((item) => (item.kind === 'attribute' ? item.name : `${item.type}{${outline(item.body)}}`)).join(' ');
}

describe('parseBody with faults', () => {
  it.each(brokenTexts)('%j', (text, faults, items) => {
    expect(faultsOf(text)).toEqual(faults);
    expect(outline(parseBody(text, 'x.tf').value)).toBe(items);
  });

  it('reports faults in several items and elements, each once, and keeps the rest', () => {
    const text =
      'a {\n  b =\n  c = [1, ], 2]\n  d = f(,1)\n}\n}\n\ne "x" {\n  g = {\n    h 1\n    i = 2\n    j = (\n  }\n  k = 3\n}\n\nl = 4\n';
    expect(faultsOf(text).map((fault) => Number.parseInt(fault, 10))).toEqual([2, 3, 4, 10, 13]);
    expect(outline(parseBody(text, 'x').value)).toBe('a{b c d} e{g k} l');
  });

  it('stands an invalid expression where one could not be read', () => {
    const { value, diagnostics } = parseExpression('[1, +, 2]', 'x');
    expect(diagnostics).toHaveLength(1);
    expect(value).toMatchObject({
      kind: 'tuple',
      items: [{ kind: 'literal' }, { kind: 'invalid' }, { kind: 'literal' }],
    });
  });
});
