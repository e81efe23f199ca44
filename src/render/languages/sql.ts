import type { JsonValue } from '../../load/document.ts';
import {
  assertUnchanged,
  isCollection,
  isUnencodable,
  type Language,
  type Refusal,
  type State,
  scalarText,
  unencodable,
  type Written,
} from './language.ts';
import type { Dialect } from './sql-dialect.ts';
import { readSql, type SqlState, sqlStart, withBefore } from './sql-reader.ts';

/** SQL of a dialect. A value is a literal between operators, text inside quotes, or (part of) a quoted name. */
export function sqlLanguage(dialect: Dialect): Language {
  const read = (state: State, text: string): ReturnType<typeof readSql> => readSql(dialect, asSql(state), text);
  return {
    name: dialect.name,
    start: sqlStart,
    feed: read,
    slot: (state) => refusal(asSql(state)) ?? afterSlot(asSql(state)),
    write: (state, value) => {
      const text = refusal(asSql(state)) ?? spell(dialect, asSql(state), value);
      if (typeof text !== 'string') return text;
      const isText = asSql(state).quote !== '';
      // What follows decides whether a quote at the end is doubled; a blank settles it, here and at the end of the file.
      const after = read(state, isText ? text : `${text} `).state;
      assertUnchanged(dialect.name, state, after);
      return { text, state: isText ? after : withBefore(after, 'value') } satisfies Written;
    },
    mayIndent: (state) => asSql(state).quote === '',
    isComplete: (state) => isOutside(read(state, ' ').state),
  };
}

/** Every state that comes in was made here. */
function asSql(state: State): SqlState {
  return state as SqlState;
}

function isOutside({ quote }: SqlState): boolean {
  return quote === '' || quote === 'line-comment';
}

function afterSlot(state: SqlState): State {
  return state.quote === '' ? withBefore(state, 'value') : state;
}

function refusal({ quote, before, pending, isOpaque }: SqlState): Refusal | undefined {
  if (quote.endsWith('comment')) return { message: 'a value cannot stand in a comment', hint: 'leave it out' };
  if (isOpaque) {
    return { message: 'a value cannot stand in a literal of this kind', hint: 'use a plain literal in single quotes' };
  }
  if (pending !== '' && pending !== '-' && pending !== '/') {
    return { message: `a value cannot stand straight after \`${pending}\``, hint: 'separate them' };
  }
  if (quote !== '' || before === 'operator') return undefined;
  return {
    message: 'a value cannot join a name, a number or a literal',
    hint: 'put a space before it, or put the whole name into quotes',
  };
}

function spell(dialect: Dialect, state: SqlState, value: JsonValue): string | Refusal {
  if (isUnencodable(value)) return unencodable;
  if (isCollection(value)) {
    return { message: 'a list or map has no form common to SQL dialects', hint: 'go through it with `{{#each}}`' };
  }
  if (typeof value === 'string' && value.includes('\u0000') && !dialect.backslash) {
    return { message: `the value holds a NUL character, which ${dialect.name} cannot hold`, hint: 'correct the value' };
  }
  if (state.quote !== '') return escapeText(dialect, state.quote, scalarText(value));
  if (typeof value === 'string') return `'${escapeText(dialect, "'", value)}'`;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value === null) return 'NULL';
  // A minus sign before it would make a comment of two.
  return value < 0 || Object.is(value, -0) ? `(${JSON.stringify(value)})` : JSON.stringify(value);
}

const controlNames: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeText(dialect: Dialect, quote: string, text: string): string | Refusal {
  const isName = dialect.quotes[quote] === 'name';
  const byBackslash = isName ? dialect.backslashInNames : dialect.backslash;
  if (isName && /[\u0000-\u001f\u007f]/.test(text)) {
    return { message: 'the value holds a control character, which no name can hold', hint: 'correct the value' };
  }
  if (!byBackslash) return text.replaceAll(quote, quote + quote);
  const escaped = text.replace(/[\\'"`]/g, (char) => (char === '\\' || char === quote ? `\\${char}` : char));
  return escaped.replace(/[\u0000\n\r\t]/g, (char) => controlNames[char] ?? (dialect.doubling ? '\\0' : '\\x00'));
}
