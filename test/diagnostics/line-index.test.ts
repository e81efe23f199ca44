import { describe, expect, it } from 'vitest';
import { createLineIndex } from '../../src/diagnostics/line-index.ts';
import { fc } from '../properties.ts';

describe('createLineIndex', () => {
  it.each([
    // text, offset, line, column, utf16Column, byte
    ['', 0, 1, 1, 1, 0],
    ['abc', 0, 1, 1, 1, 0],
    ['abc', 3, 1, 4, 4, 3],
    ['abc', 99, 1, 4, 4, 3],
    ['abc', -5, 1, 1, 1, 0],
    ['a\nb', 1, 1, 2, 2, 1],
    ['a\nb', 2, 2, 1, 1, 2],
    ['a\n', 2, 2, 1, 1, 2],
    ['a\r\nb', 3, 2, 1, 1, 3],
    ['ä=1', 1, 1, 2, 2, 2],
    ['ä\nx', 2, 2, 1, 1, 3],
    ['👍x', 2, 1, 2, 3, 4],
    ['👩‍👩‍👧‍👦x', 11, 1, 2, 12, 25],
    ['e\u0301x', 2, 1, 2, 3, 3],
    ['日本x', 2, 1, 3, 3, 6],
    ['x\u{1F1E9}\u{1F1EA}y', 5, 1, 3, 6, 9],
  ])('places offset %2$i of %1$j', (text, offset, line, column, utf16Column, byte) => {
    expect(createLineIndex(text).position(offset)).toEqual({ line, column, utf16Column, byte });
  });

  it('counts a cluster the offset cuts through as not yet begun', () => {
    expect(createLineIndex('e\u0301x').position(1).column).toBe(1);
    expect(createLineIndex('ae\u0301x').position(2).column).toBe(2);
  });

  it('gives lines without their breaks', () => {
    const index = createLineIndex('one\r\ntwo\n\nfour');
    const lines = Array.from({ length: index.lineCount }, (_, line) => index.lineRange(line + 1));
    expect(lines.map(({ start, end }) => index.text.slice(start, end))).toEqual(['one', 'two', '', 'four']);
  });

  it('agrees with counting from the start, for any text', () => {
    const text = fc
      .array(fc.constantFrom('a', '\n', '\r\n', '\t', 'ä', '日', '👍', 'e\u0301', '👩‍👧'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), (content, at) => {
        const offset = Math.min(at, content.length);
        const before = content.slice(0, offset);
        const lastBreak = before.lastIndexOf('\n');
        const position = createLineIndex(content).position(offset);
        expect(position.line).toBe(before.split('\n').length);
        expect(position.utf16Column).toBe(offset - lastBreak);
        expect(position.byte).toBe(Buffer.byteLength(before));
        expect(position.column).toBeLessThanOrEqual(position.utf16Column);
      }),
    );
  });
});
