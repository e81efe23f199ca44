import { celEnv, isCelError, isCelMap, parse, plan } from '@bufbuild/cel';
import { describe, expect, it } from 'vitest';
import { celFunctions } from '../../../src/cel/functions.ts';
import { compilePartial } from '../../../src/cel/partial/compile-partial.ts';
import {
  type FieldType,
  type MessageSchema,
  type PartialValue,
  scalar,
} from '../../../src/cel/partial/partial-value.ts';
import { showValue } from '../../../src/cel/partial/show-value.ts';
import { fc } from '../../properties.ts';

const unknown: PartialValue = { kind: 'unknown', paths: [['u']] };
const text: FieldType = { kind: 'string' };

const inner: MessageSchema = {
  name: 'Inner',
  fields: new Map([
    ['on', { type: { kind: 'bool' }, path: ['inner', 'on'] }],
    ['count', { type: { kind: 'int' }, path: ['inner', 'count'] }],
  ]),
};

const schema: MessageSchema = {
  name: 'Thing',
  fields: new Map([
    ['name', { type: text, path: ['name'] }],
    ['period', { type: text, path: ['period'] }],
    ['ratio', { type: { kind: 'double' }, path: ['ratio'] }],
    ['flag', { type: text, path: ['flag'] }],
    ['tags', { type: { kind: 'list', element: text }, path: ['tags'] }],
    ['labels', { type: { kind: 'map', value: text }, path: ['labels'] }],
    ['inner', { type: { kind: 'message', schema: inner }, path: ['inner'] }],
    ['items', { type: { kind: 'list', element: { kind: 'message', schema: inner } }, path: ['items'] }],
    ['hidden', { type: text, path: ['hidden'] }],
  ]),
};

const item = (fields: Record<string, PartialValue>): PartialValue => ({
  kind: 'message',
  schema: inner,
  fields: new Map(Object.entries(fields)),
  paths: [],
});

const thing: PartialValue = {
  kind: 'message',
  schema,
  paths: [],
  fields: new Map<string, PartialValue>([
    ['name', scalar('acme', { paths: [['name']] })],
    ['period', scalar('7200s', { paths: [['period']] })],
    ['flag', scalar('TRUE', { paths: [['flag']] })],
    ['hidden', scalar('hunter2', { paths: [['hidden']], sensitive: true })],
    ['tags', { kind: 'list', items: [scalar('a'), unknown], paths: [['tags']] }],
    ['labels', { kind: 'map', entries: new Map([['team', unknown]]), paths: [['labels']] }],
    ['items', { kind: 'list', items: [item({ count: scalar(3n) }), item({ count: unknown })], paths: [['items']] }],
  ]),
};

function evaluate(condition: string): PartialValue {
  const program = compilePartial(condition, { variables: ['resource', 'u'] });
  if ('error' in program) throw new Error(`${program.error} at ${program.offset}`);
  return program.evaluate(
    new Map([
      ['resource', thing],
      ['u', unknown],
    ]),
  );
}

describe('conditions on values that are known in part', () => {
  it.each([
    ['u == "x" || resource.name == "acme"', 'true'],
    ['resource.name == "acme" || u == "x"', 'true'],
    ['u == "x" && resource.name == "b"', 'false'],
    ['u == "x" && resource.name == "acme"', '(known after apply)'],
    ['!(u == "x")', '(known after apply)'],
    ['1 / 0 == 1 || true', 'true'],
    ['1 / 0 == 1 && false', 'false'],
    ['u ? 1 == 1 : true', 'true'],
    ['u ? true : false', '(known after apply)'],
    ['"a" in resource.tags', 'true'],
    ['"b" in resource.tags', '(known after apply)'],
    ['resource.tags.exists(t, t == "a")', 'true'],
    ['resource.tags.all(t, t == "b")', 'false'],
    ['resource.tags.all(t, t == "a")', '(known after apply)'],
    ['resource.tags.exists_one(t, t == "a")', '(known after apply)'],
    ['resource.tags == ["b", "c"]', 'false'],
    ['resource.tags == ["a", "c"]', '(known after apply)'],
    ['size(resource.tags) == 2', 'true'],
    ['"team" in resource.labels', 'true'],
    ['has(resource.labels.team)', 'true'],
    ['has(resource.labels.other)', 'false'],
    ['resource.labels["team"] == "a"', '(known after apply)'],
    ['resource.labels.all(k, k == "team")', 'true'],
    ['resource.items.exists(i, i.count > 2)', 'true'],
    ['resource.items.all(i, i.count > 2)', '(known after apply)'],
    ['resource.items.filter(i, i.count > 2).size() == 1', '(known after apply)'],
    ['resource.items.map(i, i.on) == [false, false]', 'true'],
    ['resource.inner.on == false', 'true'],
    ['resource.inner.count', '0 (not set)'],
    ['resource.ratio < 0.5', 'true'],
    ['has(resource.inner)', 'false'],
    ['has(resource.inner.on)', 'false'],
    ['resource.period > duration("1h")', 'true'],
    ['duration("2h") == resource.period', 'true'],
    ['resource.period in [duration("7200s")]', 'true'],
    ['resource.period.getHours() == 2', 'true'],
    ['resource.flag == true', 'true'],
    ['resource.flag', '"TRUE"'],
    ['resource.name == 3', 'error: a string is compared with a number'],
    ['resource.inner == null', 'error: a message is compared with a null'],
    ['resource.labels["nope"] == ""', 'error: there is no key "nope"'],
    ['resource.nope == 1', 'error: `nope` is no known field of Thing'],
    ['resource.hidden == "hunter2"', '(sensitive)'],
    ['resource.name.matches("^a.m")', 'true'],
    ['resource.name.size() == 4', 'true'],
    ['resource.name + "x" == "acmex"', 'true'],
    ['[1, 2][1] + int("3")', '5'],
    ['{"a": 1,}["a"]', '1'],
    ['timestamp("2024-01-01T00:00:00Z") < timestamp("2025-01-01T00:00:00Z")', 'true'],
  ])('%s is %s', (condition, shown) => {
    expect(showValue(evaluate(condition))).toBe(shown);
  });

  it('remembers which attribute decided', () => {
    expect(evaluate('u == "x" && resource.name == "b"').paths).toEqual([['name']]);
    expect(evaluate('resource.inner.on').paths).toEqual([['inner', 'on']]);
    expect(evaluate('u == "x"').paths).toEqual([['u']]);
  });

  it('takes the beginning of a text as known where it is', () => {
    const program = compilePartial('p.startsWith("projects/") && p != "" && !p.startsWith("x")', { variables: ['p'] });
    if ('error' in program) throw new Error(program.error);
    const prefix: PartialValue = { kind: 'unknown', prefix: 'projects/p1/', paths: [] };
    expect(showValue(program.evaluate(new Map([['p', prefix]])))).toBe('true');
  });

  it.each([
    ['resource.', 'it ends too early', 9],
    ['resource.a == ) && true', 'it cannot be read from `)` on', 14],
    ['resource.a == "b', 'it cannot be read from `=` on', 11],
    ['resource.name == “a”', '`“` stands where CEL has `"`', 17],
    ['resource.a ==', 'it ends too early', 13],
    ['nope.a == 1', '`nope` is not known', 0],
    ['resource.a.frobnicate()', 'there is no function `frobnicate`', 11],
    ['Thing{a: 1} == 1', 'messages such as `Thing` cannot be made', 0],
    ['resource.a.matches("(")', 'the pattern is none of RE2: error parsing regexp: missing closing ): `(`', 19],
  ])('says where %s does not compile', (condition, error, offset) => {
    expect(compilePartial(condition, { variables: ['resource'] })).toMatchObject({ offset, error });
  });

  it('takes loose spellings with a note', () => {
    const program = compilePartial('resource.a == True || resource.b == USER_MANAGED', { variables: ['resource'] });
    expect(program).toMatchObject({
      notes: [
        { message: '`True` is written `true` in CEL', start: 14, end: 18 },
        { message: '`USER_MANAGED` is written in quotes in CEL', start: 36, end: 48 },
      ],
    });
  });

  it('finds fields that messages do not have, below lists and in macros too', () => {
    const program = compilePartial(
      'resource.nam == "a" && resource.items.exists(i, has(i.cont)) && resource.inner.on.x',
      {
        variables: ['resource'],
      },
    );
    if ('error' in program) throw new Error(program.error);
    const fields = program.unknownFields(new Map([['resource', schema]]));
    expect(fields.map(({ field, start, message }) => [field, start, message.name])).toEqual([
      ['nam', 9, 'Thing'],
      ['cont', 54, 'Inner'],
    ]);
  });
});

const anything = fc.constantFrom(
  '"a"',
  'l',
  'm',
  's',
  '[1, 2]',
  'l[0]',
  'm["k"]',
  'm.k',
  'm.z',
  'l[7]',
  '2.5',
  '[]',
  '""',
);
const depth = { maxDepth: 4, withCrossShrink: true };

/** Conditions whose parts mostly go together. */
const expression = fc.letrec<{ bool: string; number: string; text: string; any: string }>((tie) => ({
  any: fc.oneof({ ...depth, maxDepth: 2 }, anything, tie('bool'), tie('number'), tie('text')),
  text: fc.oneof(
    depth,
    fc.constantFrom('"a"', '"b"', 's', 'm.k', 'm["k"]', 'm.z'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
  ),
  number: fc.oneof(
    depth,
    fc.constantFrom('0', '1', '2', '2.0', 'n', 'l[1]', 'l[7]', 'size(l)', 'size(m)', 'size(s)'),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('bool'), tie('number'), tie('number')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie('bool').map((a) => `l.filter(n, ${a}).size()`),
  ),
  bool: fc.oneof(
    depth,
    fc.constantFrom(
      'true',
      'false',
      '"k" in m',
      'has(m.k)',
      'has(m.z)',
      '1 in l',
      'm == m',
      'l == [1, 2, 3]',
      's.startsWith("a")',
    ),
    fc
      .tuple(tie('bool'), fc.constantFrom('&&', '||', '==', '!='), tie('bool'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc
      .tuple(tie('number'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('number'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc
      .tuple(tie('text'), fc.constantFrom('==', '!=', '<', '>='), tie('text'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    tie('bool').map((a) => `!(${a})`),
    fc.tuple(fc.constantFrom('all', 'exists', 'exists_one'), tie('bool')).map(([macro, a]) => `l.${macro}(n, ${a})`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `(${a} in [${b}, n])`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a} == ${b})`),
  ),
})).bool;

describe('the laws of evaluation', () => {
  const known = { l: [1n, 2n, 3n], m: { k: 'a' }, s: 'a', n: 2n };
  const values = new Map<string, PartialValue>([
    ['l', { kind: 'list', items: [scalar(1n), scalar(2n), scalar(3n)], paths: [] }],
    ['m', { kind: 'map', entries: new Map([['k', scalar('a')]]), paths: [] }],
    ['s', scalar('a')],
    ['n', scalar(2n)],
  ]);
  const environment = celEnv({ funcs: celFunctions({ stepsLeft: 0 }) });

  it('agrees with the engine on values that are wholly known, apart from comparing unlike types', () => {
    fc.assert(
      fc.property(expression, (condition) => {
        const program = compilePartial(condition, { variables: ['l', 'm', 's', 'n'] });
        if ('error' in program) throw new Error(`${condition}: ${program.error}`);
        const mine = program.evaluate(values);
        fc.pre(mine.kind !== 'error');
        const theirs = plan(environment, parse(condition))(known);
        expect(isCelError(theirs) ? theirs.message : showResult(theirs)).toBe(showValue(mine));
      }),
      { numRuns: 300 },
    );
  });

  it('never decides otherwise once what was unknown is known', () => {
    fc.assert(
      fc.property(expression, fc.subarray(['l', 'm', 's', 'n']), (condition, hidden) => {
        const program = compilePartial(condition, { variables: ['l', 'm', 's', 'n'] });
        if ('error' in program) return;
        const before = program.evaluate(
          new Map([...values, ...hidden.map((name): [string, PartialValue] => [name, unknown])]),
        );
        const after = program.evaluate(values);
        if (before.kind === 'scalar' && after.kind === 'scalar') expect(before.value).toEqual(after.value);
      }),
      { numRuns: 1000 },
    );
  });

  it('neither hangs nor throws on any text', () => {
    const pieces = fc.constantFrom(
      'resource',
      '.a',
      '[',
      ']',
      '(',
      ')',
      '{',
      '}',
      '&&',
      '||',
      '!',
      '?',
      ':',
      ',',
      '"',
      "'",
      'r"',
      '\\',
      '.exists(x,',
      '.all(x,',
      '.map(y,',
      'x',
      'y',
      '==',
      'in',
      '+',
      '*',
      '[1,2,3,4,5,6,7,8,9]',
      '.matches("(a*)*$")',
      'has(',
      'size(',
      '\u{1f600}',
      ' ',
      '-',
      '1e999',
      '9223372036854775807',
      'duration("1h")',
      'int(',
      '[x,x,x,x]',
      '"aaaa"',
    );
    const condition = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(condition, (written) => {
        const program = compilePartial(written, { variables: ['resource'], maxLength: 1000 });
        if ('error' in program) {
          expect(program.offset).toBeLessThanOrEqual(Math.max(written.length, 1000));
          return;
        }
        const bindings = new Map([['resource', thing]]);
        expect(program.evaluate(bindings).kind).toBeTypeOf('string');
        expect(program.trace(bindings).length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [`${'[1,2,3,4,5,6,7,8,9].all(a, '.repeat(12)}true${')'.repeat(12)}`],
    [`${'[0,0,0,0,0,0,0,0,0].map(a, '.repeat(12)}a${')'.repeat(12)}.size() > 0`],
    [`${'('.repeat(450)}1${')'.repeat(450)} == 1`],
    [`${'!'.repeat(990)}true`],
    [`${'['.repeat(490)}${']'.repeat(490)} == 1`],
    [`"${'a'.repeat(900)}".matches("^(a+)+$")`],
    ['"a".matches("((a{100}){100}){100}")'],
    [doubled(18, 'x.matches("(a|b|ab)*c")')],
    [doubled(14, 'x.matches(x)')],
    [doubled(18, '[0,1,2,3,4,5,6,7,8].all(a, [0,1,2,3,4,5,6,7,8].all(b, x.contains("b" + x)))')],
    [`${'1+'.repeat(490)}1 == 1`],
    [`${'true?'.repeat(120)}true${':true'.repeat(120)}`],
  ])('stops at %.40s', (condition) => {
    const program = compilePartial(condition, { variables: ['resource'], maxLength: 1000 });
    const result = 'error' in program ? program.error : program.evaluate(new Map([['resource', thing]])).kind;
    expect(result).toBeTypeOf('string');
  });
});

function showResult(value: unknown): string {
  if (isCelMap(value))
    return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}: ${showResult(item)}`).join(', ')}}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null && Symbol.iterator in value)
    return `[${[...(value as Iterable<unknown>)].map(showResult).join(', ')}]`;
  return String(value);
}

/** A condition on a text that is doubled over and over. */
function doubled(times: number, condition: string): string {
  return `["aaaaaaaa"].all(x, ${'[x+x+x].all(x, '.repeat(times)}${condition}${')'.repeat(times + 1)}`;
}
