import { describe, expect, it } from 'vitest';
import { compileCel } from '../../src/cel/compile-cel.ts';
import type { CelJson, CelResult } from '../../src/cel/engine.ts';
import { celLimits } from '../../src/cel/limits.ts';
import { loadCel } from '../../src/cel/load-cel.ts';
import { fc } from '../properties.ts';

const parameters = {
  count: 3,
  ratio: 2.5,
  name: 'alpha',
  list: [1, 2.5, 'z'],
  map: { k: 1 },
  nothing: null,
  on: true,
};

function evaluate(expression: string, bindings: Record<string, CelJson> = { parameters }): CelResult {
  const program = compileCel(expression);
  return 'error' in program ? program : program.evaluate(bindings);
}

describe('compileCel', () => {
  it.each<[string, CelJson]>([
    ['parameters.count < parameters.ratio', false],
    ['parameters.count + parameters.ratio', 5.5],
    ['parameters.ratio * 2 == 5', true],
    ['parameters.count / 2', 1],
    ['parameters.count == 3.0', true],
    ['parameters.count in [1, 2, 3.0]', true],
    ['parameters.nothing == null', true],
    ['parameters["name"].startsWith("al")', true],
    ['parameters.list.exists(x, x == "z")', true],
    ['parameters.list.map(x, x)', [1, 2.5, 'z']],
    ['parameters.map', { k: 1 }],
    ['has(parameters.absent)', false],
    ['has(parameters.absent) && parameters.absent > 1', false],
    ['"a-b".split("-").join("+")', 'a+b'],
    ['"aXbX".replace("X", "yy")', 'ayybyy'],
    ['"aXbX".replace("X", "yy", 1)', 'ayybX'],
    ['"ab".replace("", "-")', '-a-b-'],
    ['duration("60s") == duration("1m")', true],
    ['parameters.name.matches("^a[a-z]+$")', true],
    ['matches(parameters.name, "^a[a-z]+$")', true],
    ['matches(parameters.name, "^b")', false],
  ])('evaluates %s', (expression, value) => {
    expect(evaluate(expression)).toEqual({ value });
  });

  it.each<[string, string, number]>([
    ['', 'the expression ends too early', 0],
    ['parameters.', 'the expression cannot be read from `.` on', 10],
    ['"abc', 'the expression cannot be read from `"` on', 0],
    ['😀', 'the expression cannot be read from `😀` on', 0],
    ['1 + nope(2)', 'there is no function `nope`', 4],
    ['parameters.list.all(x)', 'there is no function `all`', 15],
  ])('says where %j cannot be compiled', (expression, error, offset) => {
    expect(compileCel(expression)).toEqual({ error, offset });
  });

  it.each<[string, string, number | undefined]>([
    ['true && parameters.absent', 'there is no `absent`', 18],
    ['"😀" + parameters.absent', 'there is no `absent`', 17],
    ['parameters.count + "x"', '`+` does not take (int, string)', 17],
    ['size(parameters.nothing)', '`size` does not take (null_type)', 0],
    ['parameters.list[7]', 'there is no element 7', 0],
    ['other', 'a name is not known', 0],
    ['parameters.count / 0', 'int divide by zero', undefined],
    ['parameters.name.matches("(")', 'error parsing regexp: missing closing ): `(`', 15],
    ['matches(parameters.name, "(")', 'error parsing regexp: missing closing ): `(`', 0],
    ['b"a"', 'the result is no JSON value', undefined],
  ])('reports what %j fails at', (expression, error, offset) => {
    expect(evaluate(expression)).toEqual(offset === undefined ? { error } : { error, offset });
  });

  it('lists what an expression reads, without names it binds itself', () => {
    const program = compileCel('parameters.a.b > 1 && has(parameters["c"].d) && e.all(x, x.f == parameters.g)');
    expect(
      'error' in program ? program : program.references.map(({ path, testOnly }) => [path.join('.'), testOnly]),
    ).toEqual([
      ['parameters.a.b', false],
      ['parameters.c.d', true],
      ['e', false],
      ['parameters.g', false],
    ]);
  });

  it('gives the same program for the same text', () => {
    expect(compileCel('parameters.count == 1')).toBe(compileCel('parameters.count == 1'));
  });

  it('is what loadCel hands out', async () => {
    expect((await loadCel()).compile('1')).toBe(compileCel('1'));
  });
});

describe('the limits of an expression', () => {
  const list = Array.from({ length: 2000 }, (_, index) => index);

  it('leaves room for a rule over a long list', () => {
    expect(evaluate('size(list.map(x, x)) == 2000', { list })).toEqual({ value: true });
  });

  it.each([
    'list.all(x, list.all(y, list.all(z, x + y + z >= 0)))',
    'list.exists(x, list.exists(y, list.exists(z, x + y + z < 0)))',
  ])('stops %s', (expression) => {
    expect(evaluate(expression, { list })).toMatchObject({
      error: `more than ${celLimits.iterations} elements are looked at`,
    });
  });

  it('starts each evaluation with the full number of steps', () => {
    const expression = 'list.all(x, list.exists(y, y == 20))';
    for (let run = 0; run < 5; run += 1) expect(evaluate(expression, { list })).toEqual({ value: true });
  });

  it.each([
    ['lists', `[list]${'.map(x, x + x)'.repeat(20)}`],
    ['strings', `["abcdefgh"]${'.map(x, x + x)'.repeat(20)}`],
    ['replacements', `"aaaa"${'.replace("a", "aaaaaaaa")'.repeat(20)}`],
  ])('stops %s that grow without bound', (_, expression) => {
    expect(evaluate(expression, { list })).toMatchObject({ error: expect.stringMatching(/ of more than \d+ /) });
  });

  it.each(['(', '[', '{', '!', '-', '1+', 'a.b(', '{1:', '(1+', 'a?b:', 'f(1,'])(
    'takes %j a thousand times',
    (piece) => {
      const program = compileCel(piece.repeat(1000));
      expect('error' in program && program.error).toBeTypeOf('string');
    },
  );

  it('refuses a text that is too long', () => {
    expect(compileCel(`${' '.repeat(celLimits.expressionLength)}1`)).toMatchObject({
      error: expect.stringContaining('longer'),
    });
  });
});

describe('whatever the text', () => {
  const piece = fc.constantFrom(
    ...[
      'parameters',
      '.list',
      '.map',
      '.name',
      '.count',
      '.all(x, ',
      '.map(x, ',
      '.exists(y, ',
      'x',
      'y',
      '(',
      ')',
      '[',
      ']',
    ],
    ...[
      '{',
      '}',
      '"a"',
      "'",
      '1',
      '2.5',
      '-',
      '+',
      '*',
      '/',
      '%',
      '==',
      '<',
      '&&',
      '||',
      '!',
      '?',
      ':',
      ',',
      ' in ',
      'has(',
      'null',
    ],
    ...[
      '.matches("(a|b)*")',
      '.replace("a", "bb")',
      'size(',
      'int(',
      'string(',
      'b"\\xff"',
      'r"',
      '\n',
      '\u0000',
      '😀',
      '\ud800',
    ],
  );

  it('compiles and evaluates without throwing, with every offset inside the text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const expression = pieces.join('');
        const program = compileCel(expression);
        const result = 'error' in program ? program : program.evaluate({ parameters });
        if (!('error' in result)) return true;
        return (
          result.error !== '' &&
          (result.offset === undefined || (result.offset >= 0 && result.offset <= expression.length))
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('hands JSON through unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // `-0` is an int, which has no sign of its own; -Infinity and NaN are no JSON.
        const json = JSON.parse(JSON.stringify(value)) as CelJson;
        expect(evaluate('value', { value: json })).toEqual({ value: json });
      }),
    );
  });
});
