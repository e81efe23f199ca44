import { describe, expect, it } from 'vitest';
import { unicodeTest } from '../../src/regex/unicode-test.ts';
import { fc } from '../properties.ts';

describe('unicodeTest', () => {
  const source = '^[\\p{L}\\p{N}][\\p{L}\\p{N}-]*$';
  const pattern = new RegExp(source, 'u');
  const name = unicodeTest(/^[a-z\d][a-z\d-]*$/i, source);

  it('says what the pattern with classes says', () => {
    const letters = fc.constantFrom(...'azAZ09-_ .é٣ßЖ\u0301\ud800', '\u{10400}', '\u{1f600}');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: letters }), fc.string({ unit: 'binary' })), (text) => {
        expect(name.test(text)).toBe(pattern.test(text));
      }),
    );
  });

  it('says so of every ASCII character, first and later', () => {
    for (let code = 0; code < 0x80; code++) {
      const character = String.fromCharCode(code);
      expect([name.test(character), name.test(`a${character}`)]).toEqual([
        pattern.test(character),
        pattern.test(`a${character}`),
      ]);
    }
  });
});
