import { describe, expect, it } from 'vitest';
import { readYaml, readYamlStream } from '../../src/load/read-yaml.ts';

/** Code, underlined text and hint of each fault. */
function faults(text: string): { code: string; at: string | undefined; message: string; hint: string | undefined }[] {
  return readYaml(text, 'f.yaml').diagnostics.map(({ code, message, hint, location }) => ({
    code,
    at: location?.range && text.slice(location.range.start, location.range.end),
    message,
    hint,
  }));
}

describe('readYaml', () => {
  it.each<[string, unknown]>([
    ['a: 1\nb:\nc: # note\n  d: [1, 2]\n', { a: 1, b: null, c: { d: [1, 2] } }],
    ['a: yes\nb: on\nc: 12:30:45\nd: 2026-01-01\n', { a: 'yes', b: 'on', c: '12:30:45', d: '2026-01-01' }],
    ['a: 0x10\nb: 0o17\nc: 1e3\nd: -0\ne: 1.10\n', { a: 16, b: 15, c: 1000, d: 0, e: 1.1 }],
    ['a: |\n  one\n  two\nb: >-\n  one\n  two\n', { a: 'one\ntwo\n', b: 'one two' }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: &x 1\nb: &x 2\nc: *x\n', { a: 1, b: 2, c: 2 }],
    ['---\na: !!str 12\n...\n', { a: '12' }],
    ['a: 1\r\nb:\r\n  - "x"\r\n', { a: 1, b: ['x'] }],
    ['\ufeffa: 1\n', { a: 1 }],
    ['"<<": 1\n"1": 2\n', { '<<': 1, '1': 2 }],
    ['null\n', null],
    ['""\n', ''],
  ])('reads %j', (text, value) => {
    expect(readYaml(text, 'f.yaml')).toMatchObject({ value: { value }, diagnostics: [] });
  });

  it('keeps `__proto__` a plain key', () => {
    const value = readYaml('__proto__: {polluted: true}\n', 'f.yaml').value?.value;
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ['\ta: 1\n', 'yaml-tab', '\t', /tab/],
    ['a: b: c\n', 'yaml-syntax', 'b: c', /second `: `/],
    ['a:b\nc: d\n', 'yaml-syntax', 'a:b\nc', /one line/],
    ['a: "x\nb: 1\n', 'yaml-syntax', '"', /`"` is not closed/],
    ["a: 'x\nb: 1\n", 'yaml-syntax', "'", /`'` is not closed/],
    ['a: [1,2\nb: 3\n', 'yaml-syntax', '[', /`\[` is not closed/],
    ['a: [{b: 1}, {c: 2', 'yaml-syntax', '{', /`\{` is not closed/],
    ['a: @x\n', 'yaml-syntax', '@', /cannot start with `@`/],
    ['a: `x`\n', 'yaml-syntax', '`', /backtick/],
    ['- a\nb: 1\n', 'yaml-syntax', 'b: 1', /does not belong/],
    ["a: 'it's'\n", 'yaml-syntax', "s'", /does not belong/],
    ['a: "\\q"\n', 'yaml-syntax', '\\q', /not an escape/],
    ['a: 1\nb\n', 'yaml-syntax', 'b', /where a key is expected/],
    ['a: - b\n', 'yaml-syntax', '-', /list item/],
    ['a: 1,\n  b: 2\n', 'yaml-syntax', '1,', /both a value/],
    ['a: x\u0007\n', 'yaml-syntax', '\u0007', /U\+0007/],
    ['a: "\ud800"\n', 'yaml-syntax', '\ud800', /U\+D800/],
    ['a: 1\nb: 2\na: 3\n', 'yaml-duplicate-key', 'a', /set twice/],
    ['a: {"b": 1, b: 2}\n', 'yaml-duplicate-key', 'b', /set twice/],
    ['a: 1\n---\nb: 2\n', 'yaml-several-documents', '---', /second document/],
    ['%YAML 1.1\n---\na: 1\n', 'yaml-directive', '%YAML 1.1', /YAML 1\.2/],
    ['%TAG ! tag:x,2000:\n---\na: 1\n', 'yaml-directive', '%TAG ! tag:x,2000:', /changes how/],
    ['a: *x\n', 'yaml-alias', '*x', /no anchor/],
    ['a: &a [*a]\n', 'yaml-alias', '*a', /inside the value/],
    ['a: &a {}\nb:\n  <<: *a\n', 'yaml-merge-key', '<<', /merge key/],
    ['a: !env X\n', 'yaml-tag', 'X', /`!env`/],
    ['a: !!binary aGk=\n', 'yaml-tag', 'aGk=', /`!!binary`/],
    ['1: a\n', 'yaml-key-not-string', '1', /not a string/],
    ['null: a\n', 'yaml-key-not-string', 'null', /not a string/],
    ['? [a]\n: 1\n', 'yaml-key-not-string', '[a]', /list cannot be a key/],
    ['a: {{ b }}\n', 'yaml-key-not-string', '{ b }', /map cannot be a key/],
    ['a: 9007199254740993\n', 'yaml-number', '9007199254740993', /9007199254740992/],
    ['a: 0.12345678901234567891\n', 'yaml-number', '0.12345678901234567891', /16 digits/],
    ['a: 007\n', 'yaml-number', '007', /leading zeros/],
    ['a: .inf\n', 'yaml-number', '.inf', /no number JSON/],
    ['a: 1e999\n', 'yaml-number', '1e999', /too large/],
    ['', 'empty-document', undefined, /no document/],
    ['# a comment\n---\n', 'empty-document', undefined, /no document/],
  ])('finds one fault in %j', (text, code, at, message) => {
    const found = faults(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code, at, message: expect.stringMatching(message) });
  });

  it('says where a misspelt key was set first', () => {
    const text = 'a: 1\nb: 2\na: 3\n';
    expect(readYaml(text, 'f.yaml').diagnostics[0]?.related).toEqual([
      { message: 'first set here', location: { file: 'f.yaml', range: { start: 0, end: 1 } } },
    ]);
  });

  it('offers the missing space after a colon', () => {
    expect(faults('a: 1\nport:80\n')[0]?.hint).toBe('write a space after the colon: `port: 80`');
  });

  it('reports several faults of one file, one for each line', () => {
    expect(faults('a: @x\nb: 1\nc: `y`\nd: %z\n').map(({ at }) => at)).toEqual(['@', '`', '%']);
    expect(faults('a: 1\nb: 007\na: 2\nc: *x\n').map(({ code }) => code)).toEqual([
      'yaml-number',
      'yaml-duplicate-key',
      'yaml-alias',
    ]);
  });

  it('does not report what a tab shifts', () => {
    expect(faults('a:\n  b: 1\n\tc: 2\n  d: 3\n').map(({ code }) => code)).toEqual(['yaml-tab']);
  });

  it('reports no more than ten syntax faults of a file', () => {
    expect(faults('a: @x\n'.repeat(50))).toHaveLength(10);
  });

  it('ends an alias bomb at 10,000 values, with one diagnostic', () => {
    const levels = [...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(10)}]`);
    const text = `a: &a [${'x,'.repeat(10)}]\n${levels.join('\n')}\n`;
    expect(faults(text).map(({ code }) => code)).toEqual(['yaml-alias']);
  });

  it.each([
    ['flow lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['flow maps', (depth: number) => '{a: '.repeat(depth) + '}'.repeat(depth)],
    ['lists on one line', (depth: number) => `${'- '.repeat(depth)}x\n`],
    [
      'maps by indentation',
      (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ],
  ])('reads 100 levels of %s, refuses 101 and 5,000', (_, nested) => {
    expect(faults(nested(100))).toEqual([]);
    expect(faults(nested(101)).map(({ code }) => code)).toEqual(['yaml-nesting']);
    expect(faults(`${nested(5000)}\nb: 1\n`).map(({ code }) => code)).toEqual(['yaml-nesting']);
  });

  it('does not compare each of 100,000 keys with all others', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `key${index}: ${index}\n`).join('');
    expect(Object.keys(readYaml(text, 'f.yaml').value?.value as object)).toHaveLength(100_000);
  });
});

describe('positions', () => {
  const text = 'a: 1\nb:\n  - x   # note\n  - {c: "q"}\n\nd: |\n  text\n\ne:\nf: &n [1]\ng: *n\n';
  const positions = readYaml(text, 'f.yaml').value?.positions;

  it.each<[string, string | undefined, string]>([
    ['/a', 'a', '1'],
    ['/b', 'b', '- x   # note\n  - {c: "q"}'],
    ['/b/0', undefined, 'x'],
    ['/b/1', undefined, '{c: "q"}'],
    ['/b/1/c', 'c', '"q"'],
    ['/d', 'd', '|\n  text'],
    ['/e', 'e', ''],
    ['/f/0', undefined, '1'],
    ['/g', 'g', '*n'],
    ['/g/0', undefined, '1'],
  ])('of %s are its key and value', (pointer, key, value) => {
    const position = positions?.get(pointer);
    expect(position?.key && text.slice(position.key.start, position.key.end)).toBe(key);
    expect(position && text.slice(position.value.start, position.value.end)).toBe(value);
  });

  it('escape keys as RFC 6901 does', () => {
    const found = readYaml('a/b:\n  c~d: 1\n', 'f.yaml').value?.positions;
    expect([...(found?.keys() ?? [])]).toEqual(['', '/a~1b', '/a~1b/c~0d']);
  });
});

describe('ignore comments', () => {
  it.each<[string, { code: string; reason: string; line: string }]>([
    [
      'a: 1 # imprint:ignore x-y because so\n',
      { code: 'x-y', reason: 'because so', line: 'a: 1 # imprint:ignore x-y because so' },
    ],
    ['# imprint:ignore x-y because\na: 1\n', { code: 'x-y', reason: 'because', line: 'a: 1' }],
    ['# imprint:ignore x-y because\r\n# more\r\na: 1\r\n', { code: 'x-y', reason: 'because', line: 'a: 1' }],
    ['a: 1\n# imprint:ignore x-y\n', { code: 'x-y', reason: '', line: '' }],
    ['a: 1 # imprint:ignore\n', { code: '', reason: '', line: 'a: 1 # imprint:ignore' }],
  ])('are read from %j', (text, expected) => {
    const [ignore, ...others] = readYaml(text, 'f.yaml').value?.ignores ?? [];
    expect(others).toEqual([]);
    expect(
      ignore && { code: ignore.code, reason: ignore.reason, line: text.slice(ignore.line.start, ignore.line.end) },
    ).toEqual(expected);
  });

  it('are no comments inside of texts', () => {
    const text = 'a: "# imprint:ignore x y"\nb: |\n  # imprint:ignore x y\nc: x# imprint:ignore x y\n';
    expect(readYaml(text, 'f.yaml').value?.ignores).toEqual([]);
  });
});

describe('readYamlStream', () => {
  it('reads all documents that hold something, each with its own pointers and all with places in the text', () => {
    const text = '---\na: 1\n---\n# nothing\n---\n- b # imprint:ignore some-code why\n...\n';
    const { value, diagnostics } = readYamlStream(text, 'f.yaml');
    expect(diagnostics).toEqual([]);
    expect(value?.documents.map((document) => document.value)).toEqual([{ a: 1 }, ['b']]);
    const { start, end } = value?.documents[1]?.positions.get('/0')?.value ?? {};
    expect(text.slice(start, end)).toBe('b');
    expect(value?.ignores.map(({ code }) => code)).toEqual(['some-code']);
  });

  it('takes a text without documents for an empty stream', () => {
    expect(readYamlStream('# nothing\n', 'f.yaml')).toEqual({ value: { documents: [], ignores: [] }, diagnostics: [] });
  });

  it('is as strict as reading one document', () => {
    const { value, diagnostics } = readYamlStream('a: 1\n---\nb: 1\nb: 2\n', 'f.yaml');
    expect(value?.documents.map((document) => document.value)).toEqual([{ a: 1 }, { b: 1 }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-duplicate-key']);
    expect(readYamlStream('a: 1\n---\nb: [\n', 'f.yaml').value).toBeUndefined();
  });
});
