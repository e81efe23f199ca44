import { describe, expect, it } from 'vitest';
import type { Option } from '../../src/cli/command.ts';
import { parseArguments } from '../../src/cli/framework/parse-arguments.ts';
import { UsageError } from '../../src/errors.ts';

const options: readonly Option[] = [
  { name: 'set', value: 'PATH=VALUE', repeatable: true, summary: '' },
  { name: 'terraform-version', value: 'VERSION', summary: '' },
  { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], summary: '' },
  { name: 'check', summary: '' },
  { name: 'max-warnings', value: 'N', summary: '' },
];
const parse = (...words: string[]) => parseArguments({ name: 'test', arguments: '[ENV…]', options }, words);

describe('parseArguments', () => {
  it.each(['1.10', '007', '12345678901234567890', '', 'true', '0x10', '1e3', '-1', '-.5', 'a=b', ' x '])(
    'keeps the value %j as typed',
    (value) => {
      expect(parse('--terraform-version', value).text('terraform-version')).toBe(value);
      expect(parse(`--terraform-version=${value}`).text('terraform-version')).toBe(value);
      expect(parse('--set', value, '--set', value).texts('set')).toEqual([value, value]);
    },
  );

  it.each(['1.10', '007', '12345678901234567890', '', 'constructor', '__proto__'])(
    'keeps the argument %j as typed',
    (word) => {
      expect(parse(word, 'b').positionals).toEqual([word, 'b']);
    },
  );

  it('takes the last value of an option given twice', () => {
    expect(parse('--format=text', '-f', 'json').text('format')).toBe('json');
  });

  it('reads switches and their negation, the last one winning', () => {
    expect(parse('--check').isSet('check')).toBe(true);
    expect(parse('--check', '--no-check').isSet('check')).toBe(false);
    expect(parse('--no-color').isSet('color')).toBe(false);
    expect(parse().isSet('check')).toBeUndefined();
  });

  it('takes everything after -- as arguments', () => {
    expect(parse('a', '--', '--check', '-h').positionals).toEqual(['a', '--check', '-h']);
    expect(parse('a', '--', '--check').isSet('check')).toBeUndefined();
  });

  it.each([
    [['--formt', 'json'], "unknown option --formt of 'test'; did you mean --format?"],
    [['--bogus'], "unknown option --bogus of 'test'"],
    [['-x'], "unknown option -x of 'test'"],
    [['--no-format'], "unknown option --no-format of 'test'; did you mean --format?"],
    [['--__proto__'], "unknown option --__proto__ of 'test'"],
    [['--toString=1'], "unknown option --toString of 'test'"],
    [['--format'], '--format needs a value: --format FORMAT'],
    [['--max-warnings', '--check'], '--max-warnings needs a value: --max-warnings N'],
    [['--set', '-f', 'json'], "--set needs a value: --set PATH=VALUE (to pass '-f', write --set=-f)"],
    [['--format', 'jsn'], "--format is one of text, json, not 'jsn'; did you mean json?"],
    [['--format='], "--format is one of text, json, not ''"],
    [['--check=false'], "--check is a switch and takes no value, not even 'false'"],
  ])('refuses %j', (words, message) => {
    expect(() => parse(...words)).toThrow(UsageError);
    expect(() => parse(...words)).toThrow(message);
  });

  it('refuses an argument where none is taken', () => {
    const command = { name: 'demo', arguments: '', options: [] };
    expect(() => parseArguments(command, ['dev'])).toThrow("'demo' takes no arguments, but was given 'dev'");
  });
});
