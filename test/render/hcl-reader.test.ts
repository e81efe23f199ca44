import { describe, expect, it } from 'vitest';
import { parseBody } from '../../src/hcl/syntax/parse.ts';
import type { JsonValue } from '../../src/load/document.ts';
import { hcl } from '../../src/render/languages/hcl.ts';
import { fc } from '../properties.ts';
import { holdLaw, renderText, sequence, soup, textOf } from './language-laws.ts';

const slots = ['{{v}}', '{{v}}', '{{v}}'];
const inText = soup(
  [...slots, '$', '%', '{', '}', '$$', '%%', 'a', ' ', '\\n', '\\"', '\\\\', '#', '//', '/*', '~', 'EOT'],
  6,
);
const { file } = fc.letrec<Record<'file' | 'expression' | 'text' | 'line', string>>((tie) => ({
  text: fc.oneof(
    { weight: 3, arbitrary: inText },
    { weight: 1, arbitrary: sequence(inText, '${', tie('expression'), '}', inText) },
  ),
  expression: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      '{{v}}',
      'a',
      '1',
      'var.{{v}}',
      'a.b_{{v}}.c',
      '/* c */ {{v}}',
      'f({{v}})',
      '-{{v}}',
      '{{v}}[0]',
      '{{v}}.a',
    ),
    sequence('"', tie('text'), '"'),
    sequence('[', tie('expression'), ', ', tie('expression'), ']'),
    sequence('{ ', fc.constantFrom('a', '{{v}}', '"{{v}}"', '(x)'), ' = ', tie('expression'), ' }'),
    sequence('[for a in ', tie('expression'), ' : ', tie('expression'), ']'),
    sequence('{for k, a in ', tie('expression'), ' : ', tie('expression'), ' => ', tie('expression'), '}'),
    sequence(tie('expression'), fc.constantFrom(' + ', ' ? 1 : ', ' == ', '/', ' * '), tie('expression')),
    sequence(fc.constantFrom('<<EOT\n', '<<-EOT\n  '), tie('text'), fc.constantFrom('\n', '\n  {{v}}\n'), 'EOT'),
  ),
  line: fc.oneof(
    sequence('x = ', tie('expression'), '\n'),
    sequence('x = ', tie('expression'), fc.constantFrom(' # {{v}}', ' # c'), '\n'),
    sequence('{{v}} = ', tie('expression'), '\n'),
    sequence('b "', tie('text'), '" {\n  y = ', tie('expression'), '\n}\n'),
  ),
  file: fc.array(tie('line'), { minLength: 1, maxLength: 2 }).map((lines) => lines.join('')),
}));

describe('HCL', () => {
  it('reads any value as that value, whatever template it stands in', () => {
    const { accepted, refused } = holdLaw(hcl, file, readTree, 3000, tidy);
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(10);
  });
});

/** The syntax tree without places; undefined for faulty text. */
function readTree(text: string): unknown {
  const { value, diagnostics } = parseBody(text, '');
  return diagnostics.length > 0 ? undefined : strip(value);
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !/range$/i.test(key))
      .map(([key, value]) => [key, strip(value)]),
  );
}

function tidy(node: unknown): unknown {
  if (Array.isArray(node)) return mergeText(node.map(tidy));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, tidy(value)]));
}

/** How text is cut into parts is no matter of meaning; an empty part is none. */
function mergeText(items: unknown[]): unknown[] {
  const merged: unknown[] = [];
  for (const item of items) {
    const last = merged.at(-1);
    if (isText(item) && isText(last)) merged[merged.length - 1] = { ...last, text: last.text + item.text };
    else if (!isText(item) || item.text !== '') merged.push(item);
  }
  return merged;
}

function isText(item: unknown): item is { kind: 'text'; text: string } {
  return typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'text';
}

describe('a value in HCL', () => {
  const cases: readonly (readonly [string, string, JsonValue, string])[] = [
    ['stands as a literal after `=`', 'a = {{v}}\n', 'x "y"', 'a = "x \\"y\\""\n'],
    ['stands as a number', 'a = {{v}}\n', 1e21, 'a = 1e+21\n'],
    ['stands as null', 'a = {{v}}\n', null, 'a = null\n'],
    ['stands as a list', 'a = {{v}}\n', ['x', 1, true], 'a = ["x", 1, true]\n'],
    [
      'stands as a map with quoted, sorted keys',
      'a = {{v}}\n',
      { b: 1, 'a-${x}': '2' },
      'a = {\n  "a-$${x}" = "2"\n  "b"       = 1\n}\n',
    ],
    ['is escaped in quotes', 'a = "x-{{v}}"\n', '${y}"\\', 'a = "x-$${y}\\"\\\\"\n'],
    ['keeps its last dollar from what follows', 'a = "{{v}}{b}"\n', 'x$', 'a = "x\\u0024{b}"\n'],
    ['keeps its last dollar from an interpolation', 'a = "{{v}}${b}"\n', 'x$', 'a = "x\\u0024${b}"\n'],
    ['is quoted as a key', 'a = {\n  {{v}} = 1\n}\n', 'x y', 'a = {\n  "x y" = 1\n}\n'],
    ['is a name after a dot', 'a = b.{{v}}.c\n', 'x-1', 'a = b.x-1.c\n'],
    ['is part of a name', 'a = b.topic_{{v}}.c\n', '1', 'a = b.topic_1.c\n'],
    ['is text in a heredoc', 'a = <<EOT\n{{v}}\nEOT\n', '${x} "y"', 'a = <<EOT\n$${x} "y"\nEOT\n'],
    ['stands in an interpolation', 'a = "${ {{v}} }"\n', 'x', 'a = "${ "x" }"\n'],
  ];
  it.each(cases)('%s', (_name, template, v, text) => {
    expect(renderText(template, hcl, { v })).toEqual({ text });
  });

  const refusals: readonly (readonly [string, string, JsonValue, 'static' | 'values'])[] = [
    ['in a line comment', '# {{v}}\n', 'x', 'static'],
    ['in a block comment', '/* {{v}} */\n', 'x', 'static'],
    ['straight after a dollar', 'a = "cost ${{v}}"\n', '{path}', 'static'],
    ['straight after a percent sign', 'a = "%{{v}}"\n', '{ if true }', 'static'],
    ['straight after a backslash', 'a = "\\{{v}}"\n', 'n', 'static'],
    ['after an operand', 'a = b {{v}}\n', 'x', 'static'],
    ['as a list in quotes', 'a = "{{v}}"\n', ['x'], 'values'],
    ['as a map as key', 'a = {\n  {{v}} = 1\n}\n', {}, 'values'],
    ['as a name with a blank', 'a = b.{{v}}\n', 'x y', 'values'],
    ['as an attribute name that is none', '{{v}} = 1\n', 'x = 1\ny', 'values'],
    ['with a line break in a heredoc', 'a = <<EOT\n{{v}}\nEOT\n', 'x\ny', 'values'],
    ['with the end tag in a heredoc', 'a = <<EOT\n{{v}}\nEOT\n', 'EOT', 'values'],
    ['completing the end tag from its left', 'a = <<EOT\nE{{v}}\nEOT\n', 'OT', 'values'],
    ['completing the end tag from its right', 'a = <<EOT\n{{v}}T\nEOT\n', 'EO', 'values'],
    ['empty behind the end tag and a blank', 'a = <<EOT\nEOT {{v}}\nEOT\n', '', 'values'],
    ['white between the end tag and other white space', 'a = <<EOT\n\u3000EOT{{v}}\nEOT\n', '\u00a0', 'values'],
    ['empty before the end tag', 'a = <<EOT\n{{v}}EOT\nEOT\n', '', 'values'],
    ['with a dollar before a brace in a heredoc', 'a = <<EOT\n{{v}}{b}\nEOT\n', '$', 'values'],
    ['with half of a surrogate pair', 'a = {{v}}\n', '\ud800', 'values'],
  ];
  it.each(refusals)('is refused %s', (_name, template, v, when) => {
    expect(renderText(template, hcl, { v })).toMatchObject({ when });
  });

  it('does not join with digits after it', () => {
    expect(renderText('a = {{v}}5\n', hcl, { v: 1 })).toMatchObject({ refused: 'template-text' });
    expect(renderText('a = {{v}}.5\n', hcl, { v: 1 })).toMatchObject({ refused: 'template-text' });
  });
});

describe('the static pass over HCL', () => {
  const faults: readonly (readonly [string, string])[] = [
    ['a string that one branch leaves open', 'a = "{{#if v}}x"{{else}}y{{/if}}\n'],
    ['a missing else that would have closed a block', 'a {\n{{#if v}}\n}\n{{/if}}\n'],
    ['a loop that opens more than it closes', '{{#each v}}a {\n{{/each}}\n'],
    ['a file that ends in a block', 'a {\n'],
    ['a file that ends in a heredoc', 'a = <<EOT\nx\n'],
  ];
  it.each(faults)('reports %s', (_name, template) => {
    expect(renderText(template, hcl, { v: [] })).toMatchObject({ refused: 'template-branches', when: 'static' });
  });

  it('accepts branches that differ only in what they write', () => {
    const template = 'a = {{#if v}}"x"{{else}}1{{/if}}\n{{#each v}}b {\n}\n{{/each}}';
    expect(textOf(renderText(template, hcl, { v: ['1', '2'] }))).toBe('a = "x"\nb {\n}\nb {\n}\n');
  });
});
