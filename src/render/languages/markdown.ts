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
import { type MarkdownState, markdownStart, readMarkdown, withAnyValue, withValue } from './markdown-reader.ts';

/**
 * CommonMark with tables. A value is text wherever it stands: what would be markup in it is escaped. In code it is written as it is, and
 * must not hold what would end the code.
 *
 * @see https://spec.commonmark.org/0.31.2/
 */
export const markdown: Language = {
  name: 'Markdown',
  start: markdownStart,
  feed: (state, text) => readMarkdown(asMarkdown(state), text),
  slot: (state) => refusal(asMarkdown(state)) ?? withAnyValue(asMarkdown(state)),
  write: (state, value) => write(asMarkdown(state), value),
  mayIndent: () => true,
  isComplete: ({ structure }) => structure === '' || structure.startsWith('code'),
};

/** Every state that comes in was made here. */
function asMarkdown(state: State): MarkdownState {
  return state as MarkdownState;
}

function refusal({ mode, pending, run }: MarkdownState): Refusal | undefined {
  if (mode === 'fence' && run === -1) {
    return { message: 'a value cannot name the language of a code block', hint: 'write the name into the template' };
  }
  if (mode === 'comment') return { message: 'a value cannot stand in a comment', hint: 'leave it out' };
  if (mode === 'tag')
    return { message: 'a value cannot stand in an HTML tag or `<address>`', hint: 'use a Markdown link' };
  if (pending === '\\' || pending === '<' || pending === '&') {
    return { message: `a value cannot stand straight after \`${pending}\``, hint: 'put a space between them' };
  }
  return undefined;
}

function write(state: MarkdownState, value: JsonValue): Written | Refusal {
  const refused = refusal(state);
  if (refused !== undefined) return refused;
  if (isUnencodable(value)) return unencodable;
  if (isCollection(value))
    return { message: 'a list or map is no text', hint: 'go through it with `{{#each}}`, or use `join`' };
  const settled = withValue(state);
  const text = spell(settled, state.isLineStart, scalarText(value));
  if (typeof text !== 'string') return text;
  const after = readMarkdown(settled, text).state;
  assertUnchanged('Markdown', settled, after);
  return { text, state: withValue(after) };
}

function spell({ mode, fence }: MarkdownState, isLineStart: boolean, text: string): string | Refusal {
  if (text.includes('\u0000'))
    return { message: 'the value holds a NUL character, which Markdown cannot hold', hint: 'correct the value' };
  switch (mode) {
    case 'text':
      return escapeText(text, isLineStart);
    case 'destination':
      return encodeURI(text).replace(/[()']/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
    default:
      return codeText(text, mode === 'fence' ? fence.slice(0, 1).repeat(3) : '`');
  }
}

function codeText(text: string, end: string): string | Refusal {
  const hint = 'write it outside of code, where everything can be escaped';
  if (/[\u0001-\u0008\u000a-\u001f]/.test(text)) {
    return { message: 'a value in code cannot hold a line break or another control character', hint };
  }
  if (text.includes(end))
    return { message: `a value in code cannot hold ${end === '`' ? 'a backtick' : `\`${end}\``}`, hint };
  if (end === '`' && text.trim() === '') return { message: 'a value in a code span cannot be empty', hint };
  return text;
}

/** Every character that can be markup is escaped or made an entity, which is text in any place. */
function escapeText(text: string, isLineStart: boolean): string {
  const escaped = text
    .replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;' })[char] ?? '&gt;')
    .replace(/[\\`*_{}[\]|~!$#]/g, '\\$&')
    .replace(/[\u0001-\u001f]|^ | $/g, (char) => `&#${char.charCodeAt(0)};`);
  if (!isLineStart) return escaped;
  // At the beginning of a line these make lists, rules and underlines.
  return escaped.replace(/^(?:[+=-]+|[0-9])/, (chars) => chars.replace(/./g, (char) => `&#${char.charCodeAt(0)};`));
}
