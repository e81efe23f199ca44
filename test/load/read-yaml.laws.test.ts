import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { decodeUtf8 } from '../../src/load/decode-utf8.ts';
import type { JsonObject, JsonValue } from '../../src/load/document.ts';
import { splitPointer } from '../../src/load/pointer.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import { fc } from '../properties.ts';

/** Pieces that mean something in YAML, so that random texts get past the first character. */
const pieces = [
  ...[
    'a',
    'b: ',
    '- ',
    ': ',
    '\n',
    '\n  ',
    '\n    ',
    '\t',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '#',
    ' # ',
    '&a ',
    '*a',
    '!x ',
    '!!str ',
  ],
  ...[
    '|',
    '>-',
    '|2',
    '? ',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '\r\n',
    '\ufeff',
    '<<: ',
    '1',
    '0x1f',
    '1e5',
    '.inf',
    'null',
    '~',
    '\\',
    '\\u0041',
  ],
  ...['é', '😀', '\u0000', '\u001f', '\u0002', '\u2028', '\ud800'],
];
const yamlish = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'yes',
    '007',
    '1.10',
    'null',
    '- a',
    'a: b',
    '# x',
    '',
    ' ',
    '\n',
    'x\ny',
    '{{ x }}',
    '*a',
    '&a',
    '!x',
    '<<',
    '%a',
    '@',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('readYaml', () => {
  it('neither throws nor points outside, whatever the text', () => {
    fc.assert(
      fc.property(yamlish, (text) => {
        const { value, diagnostics } = readYaml(text, 'f.yaml');
        const ranges = [
          ...diagnostics.flatMap(({ location }) => location?.range ?? []),
          ...[...(value?.positions.values() ?? [])].flatMap((position) => [
            position.value,
            ...(position.key ? [position.key] : []),
          ]),
        ];
        for (const { start, end } of ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        expect(value !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('neither throws nor stays silent on bytes that are not UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const { text, fault, hasByteOrderMark } = decodeUtf8(bytes);
        const isWellFormed = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).equals(
          Buffer.from(bytes),
        );
        expect(fault === undefined).toBe(isWellFormed);
        if (!fault)
          expect(Buffer.from((hasByteOrderMark ? '\ufeff' : '') + text).equals(Buffer.from(bytes))).toBe(true);
        else expect(text.slice(fault.offset, fault.offset + 1)).toBe('\ufffd');
        readYaml(text, 'f.yaml');
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what a YAML writer wrote, and each scalar stands where its position says', () => {
    fc.assert(
      fc.property(jsonValue, fc.boolean(), (value, isCrLf) => {
        const written = stringify(value, { aliasDuplicateObjects: false });
        fc.pre(isCrLf ? !/[|>]/.test(written) : true);
        const text = isCrLf ? written.replaceAll('\n', '\r\n') : written;
        const { value: read, diagnostics } = readYaml(text, 'f.yaml');
        fc.pre(!diagnostics.some(({ message }) => message.startsWith('control character')));
        if (value === null) return;
        expect(diagnostics).toEqual([]);
        expect(read?.value).toEqual(value);
        for (const [pointer, position] of read?.positions ?? []) {
          const expected = valueAt(value, pointer);
          if (typeof expected === 'object' || /[|>\n]/.test(text.slice(position.value.start, position.value.end)))
            continue;
          expect(parse(text.slice(position.value.start, position.value.end))).toEqual(expected);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const key of splitPointer(pointer)) at = (at as JsonObject)[key];
  return at;
}
