import { describe, expect, it } from 'vitest';
import { hcl } from '../../src/render/languages/hcl.ts';
import { plain } from '../../src/render/languages/plain.ts';
import { yaml } from '../../src/render/languages/yaml.ts';
import { parseTemplate } from '../../src/render/template/parse-template.ts';
import { renderText, textOf } from './language-laws.ts';

const values = { a: 'x', n: 0, list: ['p', 'q'], map: { b: 1, a: 2 }, deep: { er: { name: 'd' } }, no: [], off: false };
const render = (source: string, partials?: Record<string, string>): unknown =>
  textOf(renderText(source, plain, values, partials));

describe('templates', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['values and paths', '{{a}} {{deep.er.name}} {{deep/er/name}} {{map.[b]}} {{list.[1]}}', 'x d d 1 q'],
    ['literals', '{{"{{"}} {{5}} {{true}}', '{{ 5 true'],
    [
      'conditions',
      '{{#if a}}1{{else}}2{{/if}}{{#if n}}1{{else}}2{{/if}}{{#if no}}1{{/if}}{{#unless off}}3{{/unless}}',
      '123',
    ],
    ['chains', '{{#if off}}1{{else if n}}2{{else if a}}3{{else}}4{{/if}}', '3'],
    ['loops over lists', '{{#each list}}{{@index}}{{this}}{{#unless @last}},{{/unless}}{{/each}}', '0p,1q'],
    ['loops over maps, keys sorted', '{{#each map}}{{@key}}={{this}}{{#if @first}};{{/if}}{{/each}}', 'a=2;b=1'],
    ['block parameters', '{{#each map as |value key|}}{{key}}{{value}} {{/each}}', 'a2 b1 '],
    ['loops over nothing', '{{#each no}}x{{else}}none{{/each}}', 'none'],
    ['contexts', '{{#with deep}}{{er.name}}{{../a}}{{@root.a}}{{/with}}{{#with off}}x{{else}}y{{/with}}', 'dxxy'],
    [
      'nested loops',
      '{{#each list as |l|}}{{#each @root.map as |m k|}}{{l}}{{k}}{{@../index}}{{/each}}{{/each}}',
      'pa0pb0qa1qb1',
    ],
    ['helpers', '{{#if (and a (not off) (eq n 0) (ne a "y") (or off a))}}{{concat a "-" n}}{{/if}}', 'x-0'],
    [
      'more helpers',
      '{{join list "+"}} {{length list}} {{upper a}} {{replace a "x" "z"}} {{json map}}',
      'p+q 2 X z {"b":1,"a":2}',
    ],
    ['membership', '{{#if (includes list "p")}}1{{/if}}{{#if (includes map "c")}}2{{/if}}', '1'],
    [
      'presence',
      '{{#if (has deep.er.name)}}1{{/if}}{{#if (has deep.other.name)}}2{{/if}}{{#if (has zz)}}3{{/if}}',
      '1',
    ],
    ['white space control', 'a \n {{~a~}} \n b', 'axb'],
    ['comments', 'a{{! x }}b{{!-- {{y}} --}}c', 'abc'],
    ['lines of tags alone', 'a\n  {{#if a}}\n  b\n  {{else}}\n  c\n  {{/if}}\nd\n', 'a\n  b\nd\n'],
    ['lines of chained tags alone', '{{#if off}}\nb\n{{else if a}}\n  c\n  {{/if}}\nd\n', '  c\nd\n'],
    ['tags that share a line', 'a {{#if a}}b{{/if}}\nc', 'a b\nc'],
    ['carriage returns', 'a\r\n{{#if a}}\r\nb\r\n{{/if}}\r\nc', 'a\nb\nc'],
  ];
  it.each(cases)('have %s', (_name, source, text) => {
    expect(render(source)).toBe(text);
  });

  it('have literal braces anywhere, even where no value can stand', () => {
    expect(renderText('# {{"{{"}}a{{"}}"}}\n', hcl, {})).toEqual({ text: '# {{a}}\n' });
  });

  it('keep a carriage return that ends no line', () => {
    expect(render('a\rb')).toBe('a\rb');
  });
});

describe('partials', () => {
  it('see the caller’s context, their own, and their arguments', () => {
    const partials = { p: '{{#if (has a)}}{{a}}{{else}}{{name}}{{/if}}' };
    expect(render('{{> p}} {{> p deep.er}} {{> p a="z"}}', partials)).toBe('x d z');
  });

  it('see no block parameters of the caller', () => {
    expect(renderText('{{#each list as |item|}}{{> p}}{{/each}}', plain, values, { p: '{{item}}' })).toMatchObject({
      refused: 'template-path',
    });
  });

  it('are indented where they stand alone, values and blank lines aside', () => {
    const source = 'a:\n  {{> p}}\n';
    expect(textOf(renderText(source, yaml, { v: 'x\ny' }, { p: 'b: |\n  one\n\n  two\nc: {{v}}\n' }))).toBe(
      'a:\n  b: |\n    one\n\n    two\n  c: "x\\ny"\n',
    );
  });

  it('are indented once more inside each other', () => {
    expect(render('{{> p}}', { p: 'a\n  {{> q}}\n', q: 'b\n{{> r}}', r: 'c\n' })).toBe('a\n  b\n  c\n');
  });

  it.each([
    ['there is none', '{{> q}}', { p: '' }, 'there is no partial `q`'],
    ['it includes itself', '{{> p}}', { p: '{{> q}}', q: '{{> p}}' }, 'the partial `p` includes itself'],
  ])('are refused when %s', (_name, source, partials, message) => {
    expect(renderText(source, plain, values, partials as unknown as Record<string, string>)).toMatchObject({
      refused: 'template-partial',
      message,
    });
  });
});

describe('a missing path is a fault', () => {
  it.each([
    ['as a value', '{{b}}'],
    ['deep in a path', '{{deep.other.name}}'],
    ['of a value that is no map', '{{a.b}}'],
    ['in a condition', '{{#if b}}{{/if}}'],
    ['in `unless`', '{{#unless deep.b}}{{/unless}}'],
    ['in `each`', '{{#each b}}{{/each}}'],
    ['in `with`', '{{#with b}}{{/with}}'],
    ['in a helper', '{{#if (eq b 1)}}{{/if}}'],
    ['as a partial’s context', '{{> p b}}'],
    ['as a partial’s argument', '{{> p x=b}}'],
    ['above the top', '{{../a}}'],
    ['among the data', '{{@index}}'],
    ['of the prototype', '{{deep.constructor}}'],
    ['that is a list’s own property', '{{list.length}}'],
  ])('%s', (_name, source) => {
    expect(renderText(source, plain, values, { p: '' })).toMatchObject({ refused: 'template-path', when: 'values' });
  });

  it('is shown with what was meant', () => {
    const { value } = parseTemplate('{{deep.er.nam}}', 't');
    expect(value?.body[0]?.kind).toBe('output');
    expect(renderText('{{deep.er.nam}}', plain, values)).toMatchObject({
      message: '`deep.er.nam` has no value: there is no `nam`',
    });
  });
});

describe('refused constructs', () => {
  it.each([
    ['{{{a}}}', 0, 3],
    ['x {{&a}}', 2, 8],
    ['{{{{raw}}}}x{{{{/raw}}}}', 0, 4],
    ['\\{{a}}', 0, 3],
    ['{{#*inline "p"}}x{{/inline}}', 0, 16],
    ['{{* d}}', 0, 7],
    ['{{#> p}}x{{/p}}', 0, 8],
    ['{{> (lookup a "b")}}', 4, 18],
    ['{{> p a b}}', 0, 11],
    ['{{^a}}x{{/a}}', 0, 6],
    ['{{#a}}x{{/a}}', 3, 4],
    ['{{#if a b}}x{{/if}}', 0, 11],
    ['{{lookup a "b"}}', 2, 8],
    ['{{eq a b=1}}', 7, 10],
    ['{{#if undefined}}{{/if}}', 6, 15],
  ])('%s is refused at its place', (source, start, end) => {
    const { value, diagnostics } = parseTemplate(source, 'templates/a.tf');
    expect(value).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({
      code: 'template-unsupported',
      location: { file: 'templates/a.tf', range: { start, end } },
    });
  });

  it.each([
    ['a {{b', 2, 4],
    ['a {{}} b', 4, 6],
    ['{{#if a}}x{{/each}}', 3, 5],
    ['line\n{{#if a}}', 14, 14],
    ['{{/if}}', 0, 3],
    ['{{a b=}}', 6, 8],
  ])('%j cannot be read, and the place is told', (source, start, end) => {
    const [fault] = parseTemplate(source, 't').diagnostics;
    expect(fault).toMatchObject({ code: 'template-syntax', location: { range: { start, end } } });
    expect(fault?.message).not.toMatch(/\n|Expecting|\.$/);
  });

  it('may stand in comments', () => {
    expect(render('{{!-- {{{a}}} \\{{b}} --}}x{{! {{{ }}')).toBe('x');
  });
});

describe('helpers', () => {
  it.each([
    ['{{eqq a "x"}}', 'there is no helper `eqq`'],
    ['{{eq a}}', '`eq` takes 2 arguments, not 1'],
    ['{{join a ","}}', '`join` takes a list and a separator'],
    ['{{has a b}}', '`has` takes one path'],
    ['{{concat list}}', '`concat` takes texts and numbers only'],
    ['{{toString a}}', 'there is no helper `toString`'],
  ])('report a wrong call: %s', (source, message) => {
    expect(renderText(source, plain, values)).toMatchObject({ refused: 'template-helper', message });
  });
});
