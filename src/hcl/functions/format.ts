import { graphemesOf } from '../../diagnostics/graphemes.ts';
import type { BigFloat, Value } from '../value.ts';
import { tryConvert } from '../values/convert.ts';
import { compareNumbers, isInteger, truncate, zero } from '../values/number.ts';
import { knownStart } from '../values/safe-prefix.ts';
import { anyType, boolType, listOf, numberType, stringType } from '../values/types.ts';
import {
  isSequence,
  isWhollyKnown,
  listValue,
  nullAny,
  stringValue,
  unknownAny,
  unknownValue,
} from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import { exponentForm, fixedForm, generalForm, hasMinus, infinityForm } from './format-number.ts';
import { type FormatVerb, parseFormat } from './format-verbs.ts';
import { type FunctionDescriptor, FunctionFault } from './function.ts';
import { encodeJson, quoteJson } from './json-text.ts';

/** Functions that write values into text by a format. */
export const formatFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'format',
    parameters: [text('format')],
    variadic: { name: 'args', type: anyType, nullable: true, unknown: true },
    returns: stringType,
    evaluate: ([format = nullAny, ...args]) => {
      // A bare null has no type to be formatted by.
      if (args.some(isUntyped)) return unknownAny;
      return formatText(textAt([format], 0), args);
    },
  },
  {
    name: 'formatlist',
    parameters: [text('format')],
    variadic: { name: 'args', type: anyType, nullable: true, unknown: true },
    returns: listOf(stringType),
    evaluate: ([format = nullAny, ...args]) => formatList(textAt([format], 0), args),
  },
];

function isUntyped(value: Value): boolean {
  return (value.kind === 'unknown' || value.kind === 'null') && value.type.kind === 'any';
}

function formatText(format: string, args: readonly Value[]): Value {
  const pieces = parseFormat(format);
  const used = pieces.reduce((most, piece) => (piece.kind === 'verb' ? Math.max(most, piece.argument + 1) : most), 0);
  if (args.length > used) {
    throw new FunctionFault(used === 0 ? 'the format takes no arguments' : `the format takes only ${used} arguments`);
  }
  let result = '';
  let known = true;
  for (const piece of pieces) {
    const text = piece.kind === 'text' ? piece.text : formatArgument(piece, args);
    // What comes before the first unknown value is known all the same.
    known &&= text !== undefined;
    if (known) result += text;
  }
  if (known) return stringValue(result);
  return unknownValue(stringType, knownStart(result));
}

function formatArgument(verb: FormatVerb, args: readonly Value[]): string | undefined {
  const arg = args[verb.argument];
  if (arg === undefined) {
    throw new FunctionFault(`"${verb.text}" needs argument ${verb.argument + 1}, there are ${args.length}`);
  }
  return isWhollyKnown(arg) ? formatVerb(verb, arg) : undefined;
}

function formatList(format: string, args: readonly Value[]): Value {
  if (args.length === 0) return listValue(stringType, [formatText(format, [])]);
  if (args.some(isUntyped)) return unknownValue(listOf(stringType), { notNull: true });
  if (args.some((arg) => arg.kind === 'unknown' && arg.type.kind !== 'string' && arg.type.kind !== 'number')) {
    return unknownValue(listOf(stringType), { notNull: true });
  }
  const lengths = args.flatMap((arg) => (isSequence(arg) ? [arg.items.length] : []));
  const [length = 1] = lengths;
  if (lengths.some((other) => other !== length)) throw new FunctionFault('the lists have different lengths');
  const items = Array.from({ length }, (_, index) => {
    const row = args.map((arg) => (isSequence(arg) ? (arg.items[index] ?? nullAny) : arg));
    return formatText(format, row);
  });
  return listValue(stringType, items);
}

function formatVerb(verb: FormatVerb, arg: Value): string {
  if (verb.mode === 'v') return formatAny(verb, arg);
  if (arg.kind === 'null') throw new FunctionFault(`null cannot be formatted by "${verb.text}"`);
  if (verb.mode === 't') {
    const bool = tryConvert(arg, boolType);
    if (bool?.kind !== 'bool') throw unsuitable(verb, 'a bool');
    return String(bool.value);
  }
  if (verb.mode === 's' || verb.mode === 'q') {
    const string = tryConvert(arg, stringType);
    if (string?.kind !== 'string') throw unsuitable(verb, 'a string');
    const cut = verb.precision ? graphemesOf(string.value).slice(0, verb.precision).join('') : string.value;
    return pad(verb, verb.mode === 'q' ? quoteJson(cut) : cut);
  }
  const number = tryConvert(arg, numberType);
  if (number?.kind !== 'number') throw unsuitable(verb, 'a number');
  return 'bdoxX'.includes(verb.mode) ? formatInteger(verb, number.value) : formatFloat(verb, number.value);
}

function unsuitable(verb: FormatVerb, wanted: string): FunctionFault {
  return new FunctionFault(`"${verb.text}" formats ${wanted}`);
}

function formatAny(verb: FormatVerb, arg: Value): string {
  if (!verb.flags.has('#')) {
    if (arg.kind === 'string') return pad(verb, arg.value);
    if (arg.kind === 'number') {
      return pad(
        verb,
        infinityWithSign(arg.value) ?? (hasMinus(arg.value) ? '-' : '') + generalForm(arg.value, undefined, 'e'),
      );
    }
  }
  return pad(verb, encodeJson(arg));
}

function infinityWithSign(value: BigFloat): string | undefined {
  const form = infinityForm(value);
  return form === undefined ? undefined : (hasMinus(value) ? '-' : '+') + form;
}

// Widths of text count user-perceived characters.
function pad({ width = 0, flags }: FormatVerb, value: string): string {
  const missing = width - graphemesOf(value).length;
  if (missing <= 0) return value;
  const filling = (flags.has('0') ? '0' : ' ').repeat(missing);
  return flags.has('-') ? value + filling : filling + value;
}

const bases: Readonly<Record<string, { readonly base: number; readonly prefix: string }>> = {
  b: { base: 2, prefix: '0b' },
  o: { base: 8, prefix: '0' },
  d: { base: 10, prefix: '' },
  x: { base: 16, prefix: '0x' },
  X: { base: 16, prefix: '0X' },
};

function formatInteger(verb: FormatVerb, value: BigFloat): string {
  if (!isInteger(value)) throw unsuitable(verb, 'a whole number');
  const { base, prefix } = bases[verb.mode] ?? { base: 10, prefix: '' };
  const whole = truncate(value);
  const digits = (whole < 0n ? -whole : whole).toString(base);
  const cased = verb.mode === 'X' ? digits.toUpperCase() : digits;
  const body = verb.precision === 0 && whole === 0n ? '' : cased.padStart(verb.precision ?? 0, '0');
  return withSign(verb, whole < 0n, (verb.flags.has('#') ? prefix : '') + body, verb.precision === undefined);
}

function formatFloat(verb: FormatVerb, value: BigFloat): string {
  const { mode, precision } = verb;
  const infinite = infinityForm(value);
  if (infinite !== undefined)
    return withSign({ ...verb, flags: new Set([...verb.flags, '+']) }, hasMinus(value), infinite, false);
  const letter = mode === 'E' || mode === 'G' ? 'E' : 'e';
  let body: string;
  if (mode === 'f') body = fixedForm(value, precision ?? 6);
  else if (mode === 'e' || mode === 'E') body = exponentForm(value, precision ?? 6, letter);
  else body = generalForm(value, precision, letter);
  return withSign(verb, compareNumbers(value, zero) < 0 || value.special === '-0', body, true);
}

function withSign({ flags, width = 0 }: FormatVerb, negative: boolean, body: string, mayFillZeros: boolean): string {
  const sign = negative ? '-' : flags.has('+') ? '+' : flags.has(' ') ? ' ' : '';
  const missing = width - sign.length - body.length;
  if (missing <= 0) return sign + body;
  if (flags.has('-')) return sign + body + ' '.repeat(missing);
  return flags.has('0') && mayFillZeros ? sign + '0'.repeat(missing) + body : ' '.repeat(missing) + sign + body;
}
