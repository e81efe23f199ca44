import { graphemesOf } from '../../diagnostics/graphemes.ts';
import type { Value } from '../value.ts';
import { boolType, listOf, stringType } from '../values/types.ts';
import { boolValue, listValue, nullAny, stringValue, unknownValue } from '../values/values.ts';
import { trimSpace } from '../white-space.ts';
import { integerAt, number, text, textAt, texts, textsAt } from './arguments.ts';
import { lowerCase, titleCase, upperCase } from './case.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';

/** Functions of text, but for those with patterns and formats. */
export const stringFunctions: readonly FunctionDescriptor[] = [
  ofText('chomp', (value) => value.replace(/(?:\r\n?|\n)*$/, '')),
  ofText('lower', lowerCase),
  ofText('upper', upperCase),
  ofText('title', titleCase),
  ofText('strrev', (value) => [...graphemesOf(value)].reverse().join('')),
  ofText('trimspace', trimSpace),
  ofTwo('trim', 'cutset', (value, cutset) => {
    const cut = new Set(cutset);
    const characters = [...value];
    const start = characters.findIndex((character) => !cut.has(character));
    const end = characters.findLastIndex((character) => !cut.has(character));
    return start === -1 ? '' : characters.slice(start, end + 1).join('');
  }),
  ofTwo('trimprefix', 'prefix', (value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
  ofTwo('trimsuffix', 'suffix', (value, suffix) =>
    suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
  ),
  startsWith(),
  question('endswith', 'suffix', '1.3', (value, suffix) => value.endsWith(suffix)),
  { ...question('strcontains', 'substr', '1.5', (value, part) => value.includes(part)), mayBeNull: true },
  {
    name: 'join',
    parameters: [text('separator')],
    variadic: texts('lists'),
    returns: stringType,
    evaluate: (args) => {
      if (args.length === 1) throw new FunctionFault('at least one list is required');
      const parts = args.slice(1).flatMap((_, index) => textsAt(args, index + 1));
      return stringValue(parts.join(textAt(args, 0)));
    },
  },
  {
    name: 'split',
    parameters: [text('separator'), text('str')],
    returns: listOf(stringType),
    evaluate: (args) => listValue(stringType, splitText(textAt(args, 1), textAt(args, 0)).map(stringValue)),
  },
  {
    name: 'substr',
    parameters: [text('str'), number('offset'), number('length')],
    returns: stringType,
    evaluate: (args) => stringValue(substring(textAt(args, 0), integerAt(args, 1), integerAt(args, 2))),
  },
  {
    name: 'indent',
    parameters: [number('spaces'), text('str')],
    returns: stringType,
    evaluate: (args) => {
      const spaces = integerAt(args, 0);
      if (spaces < 0 || spaces > 10_000) throw new FunctionFault('from 0 to 10,000 spaces are supported', 0);
      return stringValue(textAt(args, 1).replaceAll('\n', `\n${' '.repeat(spaces)}`));
    },
  },
];

function ofText(name: string, change: (value: string) => string): FunctionDescriptor {
  return {
    name,
    parameters: [text('str')],
    returns: stringType,
    evaluate: (args) => stringValue(change(textAt(args, 0))),
  };
}

function ofTwo(name: string, second: string, change: (value: string, other: string) => string): FunctionDescriptor {
  return {
    name,
    parameters: [text('str'), text(second)],
    returns: stringType,
    evaluate: (args) => stringValue(change(textAt(args, 0), textAt(args, 1))),
  };
}

function question(
  name: string,
  second: string,
  since: string,
  holds: (value: string, other: string) => boolean,
): FunctionDescriptor {
  return {
    name,
    parameters: [text('str'), text(second)],
    returns: boolType,
    since,
    evaluate: (args) => boolValue(holds(textAt(args, 0), textAt(args, 1))),
  };
}

// The beginning of an unknown text may be known, and decide.
function startsWith(): FunctionDescriptor {
  return {
    name: 'startswith',
    parameters: [{ ...text('str'), unknown: true }, text('prefix')],
    returns: boolType,
    since: '1.3',
    evaluate: (args) => startsWithPrefix(args[0] ?? nullAny, textAt(args, 1)),
  };
}

function startsWithPrefix(value: Value, prefix: string): Value {
  if (value.kind === 'string') return boolValue(value.value.startsWith(prefix));
  const known = value.kind === 'unknown' ? (value.refinement?.prefix ?? '') : '';
  if (known.startsWith(prefix)) return boolValue(true);
  return prefix.startsWith(known) ? unknownValue(boolType, { notNull: true }) : boolValue(false);
}

function splitText(value: string, separator: string): readonly string[] {
  return separator === '' ? [...value] : value.split(separator);
}

function substring(value: string, offset: number, length: number): string {
  const characters = graphemesOf(value);
  const start = offset < 0 ? Math.max(0, offset + characters.length) : offset;
  // Counted from the end, a length of 0 means the rest: so Terraform has it.
  const toEnd = length < 0 || (length === 0 && offset < 0);
  return characters.slice(start, toEnd ? undefined : start + length).join('');
}
