import { describe, expect, it } from 'vitest';
import { readSourceIgnores } from '../../src/check/source-ignores.ts';

/** Code, reason, comment and the line spoken of, as text. */
function read(text: string) {
  return readSourceIgnores(text).map(({ code, reason, range, line }) => [
    code,
    reason,
    text.slice(range.start, range.end),
    text.slice(line.start, line.end),
  ]);
}

describe('readSourceIgnores', () => {
  it.each([
    [
      'a = 1 # imprint:ignore im-backend we keep it\n',
      'im-backend',
      'we keep it',
      '# imprint:ignore im-backend we keep it',
      'a = 1 # imprint:ignore im-backend we keep it',
    ],
    ['  // imprint:ignore x y\n  a = 1\n', 'x', 'y', '// imprint:ignore x y', '  a = 1'],
    ['# imprint:ignore x y\n# more\n\na = 1\n', 'x', 'y', '# imprint:ignore x y', ''],
    ['-- imprint:ignore x y\nSELECT 1', 'x', 'y', '-- imprint:ignore x y', 'SELECT 1'],
    ['{{! imprint:ignore x y z }}\na', 'x', 'y z', '{{! imprint:ignore x y z }}', 'a'],
    ['{{!-- imprint:ignore x y --}}\na', 'x', 'y', '{{!-- imprint:ignore x y --}}', 'a'],
    ['{{! imprint:ignore x}}\na', 'x', '', '{{! imprint:ignore x}}', 'a'],
    ['a # imprint:ignore x\r\nb', 'x', '', '# imprint:ignore x', 'a # imprint:ignore x\r'],
    ['# imprint:ignore', '', '', '# imprint:ignore', '# imprint:ignore'],
  ])('%j', (text, code, reason, comment, line) => {
    expect(read(text)).toEqual([[code, reason, comment, line]]);
  });

  it('speaks of the same line from several comments above it', () => {
    expect(read('# imprint:ignore a b\n# imprint:ignore c d\nx = 1').map(([code, , , line]) => [code, line])).toEqual([
      ['a', 'x = 1'],
      ['c', 'x = 1'],
    ]);
  });

  it.each(['# imprint:ignored x y', '# see imprint:ignore x', 'a = "imprint:ignore x y"', ''])(
    'finds none in %j',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );
});
