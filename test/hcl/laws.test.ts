import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/hcl/format/edits.ts';
import { formatEdits } from '../../src/hcl/format/format.ts';
import { lex } from '../../src/hcl/syntax/lexer.ts';
import { parseBody, parseExpression, parseTemplate } from '../../src/hcl/syntax/parse.ts';
import * as tokenKinds from '../../src/hcl/syntax/token-kinds.ts';
import { fc } from '../properties.ts';
import { modules, shakenModules } from './shaken-module.ts';

/** Pieces that mean something to the lexer or parser, so that random texts reach every corner. */
const pieces = fc.constantFrom(
  ...[
    'a',
    'for',
    'in',
    'if',
    'else',
    'endif',
    'endfor',
    'true',
    'null',
    '1',
    '1.5',
    '.',
    '..',
    '...',
    ',',
    ':',
    '::',
    '?',
    '=',
    '=>',
    '==',
  ],
  ...[
    '!',
    '-',
    '+',
    '*',
    '/',
    '%',
    '&&',
    '||',
    '<',
    '<<',
    '<<EOT\n',
    '<<-EOT\n',
    'EOT\n',
    '  EOT\r\n',
    '{',
    '}',
    '~}',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '"',
    '$',
    '$$',
    '${',
    '${~',
    '%{',
    '%{ if a }',
    '%{ for x in y ~}',
    '$${',
    '\\',
    '\\n',
    '\\u00',
    '#',
    '//',
    '/*',
    '*/',
    '\n',
    '\r\n',
    '\r',
  ],
  ...[
    ' ',
    '\t',
    'é',
    '日',
    '😀',
    '\ud800',
    '\0',
    '\ufeff',
    '\u00a0',
    "'",
    '`',
    ';',
    '@',
    'x = 1\n',
    'b "c" {\n',
    'd {}\n',
  ],
);
const soup = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
);

/** A module with a piece of text taken out and another put in. */
const wounded = fc
  .tuple(fc.constantFrom(...modules), fc.nat(), fc.nat({ max: 30 }), soup)
  .map(([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length));

/** Checks of every node and part: ranges lie in the text, and children within their parents when the text has no fault. */
function expectRangesWithin(node: unknown, start: number, end: number, isFaulty: boolean): void {
  if (Array.isArray(node)) for (const child of node) expectRangesWithin(child, start, end, isFaulty);
  else if (typeof node === 'object' && node !== null) {
    let [from, to] = [start, end];
    if ('range' in node) {
      const range = node.range as { start: number; end: number };
      if (!(range.start >= start && range.end <= end && range.start <= range.end)) {
        throw new Error(`${JSON.stringify(range)} of ${JSON.stringify(node)} is not within ${start}-${end}`);
      }
      if (!isFaulty) [from, to] = [range.start, range.end];
    }
    for (const [name, child] of Object.entries(node))
      if (name !== 'range') expectRangesWithin(child, from, to, isFaulty);
  }
}

describe('any text', () => {
  const texts = fc.oneof(soup, wounded, shakenModules);

  it('gives tokens that follow each other and, with the white space between them, are the text', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('code', 'template'), (text, form) => {
        const { tokens } = lex(text, { form: form === 'code' ? 'code' : 'template' });
        let position = 0;
        for (let index = 0; index < tokens.length; index++) {
          expect(text.slice(position, tokens.start(index))).toMatch(/^\ufeff?[ \t]*$/);
          expect(tokens.end(index)).toBeGreaterThanOrEqual(tokens.start(index));
          position = tokens.end(index);
        }
        expect(tokens.kind(tokens.length - 1)).toBe(tokenKinds.end);
        expect(position).toBe(text.length);
      }),
      { numRuns: 400 },
    );
  });

  it('gives a body, an expression and a template with sound ranges, and faults within the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const parse of [parseBody, parseExpression, parseTemplate]) {
          const { value, diagnostics } = parse(text, 'x');
          expectRangesWithin(value, 0, text.length, diagnostics.length > 0);
          expectRangesWithin(
            diagnostics.map(({ location }) => location),
            0,
            text.length,
            true,
          );
        }
      }),
      { numRuns: 600 },
    );
  });

  it('is formatted only when it has no fault, and formatting twice is formatting once', () => {
    fc.assert(
      fc.property(fc.oneof(soup, shakenModules), (text) => {
        const edits = formatEdits(text);
        if (parseBody(text, 'x').diagnostics.length > 0) expect(edits).toEqual([]);
        const formatted = applyEdits(text, edits);
        if (edits.length === 0) return;
        expect(parseBody(formatted, 'x').diagnostics).toEqual([]);
        expect(applyEdits(formatted, formatEdits(formatted))).toBe(formatted);
      }),
      { numRuns: 300 },
    );
  });

  it('has edits that are sorted, do not overlap and each change something', () => {
    fc.assert(
      fc.property(shakenModules, (text) => {
        let position = -1;
        for (const { range, text: replacement } of formatEdits(text)) {
          expect(range.start).toBeGreaterThan(position);
          expect(text.slice(range.start, range.end)).not.toBe(replacement);
          position = range.end;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('means the same after formatting', () => {
    const outline = (node: unknown): unknown => {
      if (Array.isArray(node)) return node.map(outline);
      if (typeof node !== 'object' || node === null) return node;
      return Object.fromEntries(
        Object.entries(node)
          .filter(([name]) => !/[rR]ange$|^quoted$/.test(name))
          .map(([name, value]) => [name, outline(value)]),
      );
    };
    for (const text of modules) {
      const formatted = applyEdits(text, formatEdits(text));
      if (text.includes('"${"')) continue;
      expect(outline(parseBody(formatted, 'x').value)).toEqual(outline(parseBody(text, 'x').value));
    }
  });
});
