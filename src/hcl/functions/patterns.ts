import type { Type, Value } from '../value.ts';
import { anyType, listOf, stringType } from '../values/types.ts';
import { listValue, nullValue, objectValue, stringValue, tupleValue, unknownAny } from '../values/values.ts';
import { text, textAt } from './arguments.ts';
import type { CompiledRegex, RegexMatch } from './engines.ts';
import { type FunctionContext, type FunctionDescriptor, FunctionFault, MissingEngine } from './function.ts';

/** Functions with regular expressions, in the syntax of RE2. */
export const patternFunctions: readonly FunctionDescriptor[] = [
  {
    name: 'regex',
    parameters: [text('pattern'), text('string')],
    returns: (args, context) => resultType(args, context),
    evaluate: (args, context) => {
      const regex = compile(textAt(args, 0), context, 0);
      const match = regex.match(textAt(args, 1), 0);
      if (match === undefined) throw new FunctionFault('the pattern matches no part of the string');
      return captured(regex, match);
    },
  },
  {
    name: 'regexall',
    parameters: [text('pattern'), text('string')],
    returns: (args, context) => listOf(resultType(args, context)),
    evaluate: (args, context) => {
      const regex = compile(textAt(args, 0), context, 0);
      return listValue(
        captureType(regex),
        allMatches(regex, textAt(args, 1)).map((match) => captured(regex, match)),
      );
    },
  },
  {
    name: 'replace',
    parameters: [text('str'), text('substr'), text('replace')],
    returns: stringType,
    evaluate: (args, context) => {
      const [subject, part, replacement] = [textAt(args, 0), textAt(args, 1), textAt(args, 2)];
      if (part.length > 1 && part.startsWith('/') && part.endsWith('/')) {
        return stringValue(replaceMatches(compile(part.slice(1, -1), context, 1), subject, replacement));
      }
      return stringValue(replaceText(subject, part, replacement));
    },
  },
];

function compile(pattern: string, { engines }: FunctionContext, argument: number): CompiledRegex {
  if (engines.regex === undefined) throw new MissingEngine('regular expressions');
  let regex: CompiledRegex;
  try {
    regex = engines.regex.compile(pattern);
  } catch (error) {
    throw new FunctionFault(error instanceof Error ? error.message : String(error), argument);
  }
  const named = regex.groups.filter((name) => name !== undefined).length;
  if (named > 0 && named < regex.groups.length) {
    throw new FunctionFault('named and unnamed capture groups cannot be mixed', argument);
  }
  return regex;
}

function resultType(args: readonly Value[], context: FunctionContext): Type {
  const [pattern] = args;
  return pattern?.kind === 'string' ? captureType(compile(pattern.value, context, 0)) : anyType;
}

function captureType({ groups }: CompiledRegex): Type {
  if (groups.length === 0) return stringType;
  const attributes = new Map<string, Type>();
  for (const name of groups) if (name !== undefined) attributes.set(name, stringType);
  if (attributes.size > 0) return { kind: 'object', attributes };
  return { kind: 'tuple', elements: groups.map(() => stringType) };
}

function captured({ groups }: CompiledRegex, { texts }: RegexMatch): Value {
  const values = texts.map((each) => (each === undefined ? nullValue(stringType) : stringValue(each)));
  if (groups.length === 0) return values[0] ?? unknownAny;
  if (groups[0] === undefined) return tupleValue(values.slice(1));
  return objectValue(new Map(groups.map((name, index) => [name ?? '', values[index + 1] ?? unknownAny])));
}

// An empty match right after another match does not count.
function allMatches(regex: CompiledRegex, subject: string): readonly RegexMatch[] {
  const matches: RegexMatch[] = [];
  let previousEnd = -1;
  for (let position = 0; position <= subject.length; ) {
    const match = regex.match(subject, position);
    if (match === undefined) break;
    if (match.end > position || match.start !== previousEnd) matches.push(match);
    position = match.end > position ? match.end : position + characterLength(subject, position);
    previousEnd = match.end;
  }
  return matches;
}

function replaceMatches(regex: CompiledRegex, subject: string, replacement: string): string {
  let result = '';
  let lastEnd = 0;
  for (let position = 0; position <= subject.length; ) {
    const match = regex.match(subject, position);
    if (match === undefined) break;
    result += subject.slice(lastEnd, match.start);
    if (match.end > lastEnd || match.start === 0) result += expand(replacement, regex, match);
    lastEnd = match.end;
    position = Math.max(match.end, position + characterLength(subject, position));
  }
  return result + subject.slice(lastEnd);
}

// `$1`, `$name`, `${name}` stand for groups (for nothing, when there is no such group), `$$` for a dollar sign.
function expand(template: string, { groups }: CompiledRegex, { texts }: RegexMatch): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return whole === '$$' ? '$' : whole;
    const index = /^\d+$/.test(name) ? Number(name) : groups.indexOf(name) + 1;
    return (index === 0 && !/^0+$/.test(name) ? undefined : texts[index]) ?? '';
  });
}

function replaceText(subject: string, part: string, replacement: string): string {
  if (part !== '') return subject.split(part).join(replacement);
  return replacement + [...subject].map((character) => character + replacement).join('');
}

function characterLength(subject: string, position: number): number {
  return (subject.codePointAt(position) ?? 0) > 0xffff ? 2 : 1;
}
