import type { JsonValue } from '../../load/document.ts';
import { hclLiteral, hclString, hclStringContent } from './hcl-literal.ts';
import { readHcl } from './hcl-reader.ts';
import { type HclState, type Heredoc, hclStart, hclState } from './hcl-state.ts';
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

/**
 * HCL native syntax as Terraform reads it. A value stands as a literal where an operand or an object key is wanted, as text in quoted
 * strings and heredocs, and as (part of) a name where names are composed.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export const hcl: Language = {
  name: 'HCL',
  start: hclStart,
  feed: (state, text) => readHcl(asHcl(state), text),
  slot: (state) => {
    const kind = slotKind(asHcl(state));
    return typeof kind === 'string' ? afterAnyValue(asHcl(state), kind) : kind;
  },
  write: (state, value) => write(asHcl(state), value),
  mayIndent: (state) =>
    ['body', 'object', 'for-object', 'paren', 'bracket'].includes(asHcl(state).frames.at(-1)?.kind ?? ''),
  isComplete: (state) => asHcl(state).frames.length === 1 && asHcl(state).pending === '',
};

/** Every state that comes in was made here. */
function asHcl(state: State): HclState {
  return state as HclState;
}

type SlotKind = 'literal' | 'key' | 'name' | 'quoted' | 'heredoc';

function slotKind(state: HclState): SlotKind | Refusal {
  if (state.pending !== '') return afterPending(state.pending);
  const frame = state.frames.at(-1);
  switch (frame?.kind) {
    case 'line-comment':
    case 'block-comment':
      return { message: 'a value cannot stand in a comment', hint: 'leave it out, or use a `description`' };
    case 'quoted':
    case 'heredoc':
      return frame.kind;
    default:
      return slotInCode(state);
  }
}

function afterPending(pending: string): Refusal {
  if (pending === '/' || pending === '<') {
    return { message: `a value cannot stand straight after \`${pending}\``, hint: 'put a space before it' };
  }
  return {
    message: `a value cannot stand straight after \`${pending}\`, which gives what follows another meaning`,
    hint: pending === '\\' ? 'write `\\\\` for a backslash' : 'separate them, or make the whole string one parameter',
  };
}

function slotInCode(state: HclState): SlotKind | Refusal {
  const isObject = state.frames.at(-1)?.kind === 'object';
  switch (state.before) {
    case 'operand':
      return 'literal';
    case 'start':
      return isObject ? 'key' : 'name';
    case 'dot':
    case 'name':
      return 'name';
    default:
      return {
        message: 'a value cannot stand here, where no operand is wanted',
        hint: 'put it after `=`, into a list or into quotes',
      };
  }
}

/** Text that means itself in every place a value can stand in: most values are of this kind, and need not be read back. */
const harmless = /^[A-Za-z0-9_][A-Za-z0-9_./:@ -]*$/;

const afterValues = new Map<SlotKind, Map<HclState, HclState>>();

/** `afterAnyValue`, remembered. */
function afterHarmless(state: HclState, kind: SlotKind): HclState {
  const known = afterValues.get(kind) ?? new Map<HclState, HclState>();
  afterValues.set(kind, known);
  const after = known.get(state) ?? afterAnyValue(state, kind);
  known.set(state, after);
  return after;
}

/** What the static pass goes on with: a value of any kind may have been written. */
function afterAnyValue(state: HclState, kind: SlotKind): HclState {
  const frame = state.frames.at(-1);
  if (kind === 'heredoc' && frame?.kind === 'heredoc')
    return withHeredoc(state, { ...frame, line: 'other', hasValue: true }, '');
  if (kind === 'quoted') return state;
  return hclState({ ...state, before: kind === 'name' ? 'name' : 'value', word: '' });
}

function write(state: HclState, value: JsonValue): Written | Refusal {
  if (isUnencodable(value)) return unencodable;
  const kind = slotKind(state);
  if (typeof kind !== 'string') return kind;
  if (kind === 'quoted' && typeof value === 'string' && harmless.test(value)) return { text: value, state };
  const text = kind === 'literal' ? hclLiteral(value) : scalarSlot(state, kind, value);
  if (typeof text !== 'string') return text;
  const isSimple = kind !== 'heredoc' && (typeof value !== 'string' || harmless.test(value)) && !isCollection(value);
  if (isSimple) return { text, state: afterHarmless(state, kind) };
  const read = readHcl(state, text).state;
  assertUnchanged('HCL', state, read);
  if (kind === 'name') return { text, state: hclState({ ...read, word: '' }) };
  if (kind === 'quoted') return { text, state: read };
  const frame = read.frames.at(-1);
  if (frame?.kind === 'heredoc')
    return { text, state: withHeredoc(read, { ...frame, hasValue: true }, text === '' ? state.tail : tailOf(text)) };
  return { text, state: hclState({ ...read, before: 'value', word: '' }) };
}

function withHeredoc(state: HclState, frame: Heredoc, tail: HclState['tail']): HclState {
  return hclState({ ...state, frames: [...state.frames.slice(0, -1), frame], pending: '', tail });
}

function tailOf(text: string): HclState['tail'] {
  const last = text.at(-1);
  return last === '$' || last === '%' ? last : '';
}

function scalarSlot(state: HclState, kind: Exclude<SlotKind, 'literal'>, value: JsonValue): string | Refusal {
  if (isCollection(value)) {
    const what = Array.isArray(value) ? 'a list' : 'a map';
    return {
      message: `${what} can only stand where HCL wants a literal`,
      hint: 'put it after `=`, without quotes, or use `{{#each}}`',
    };
  }
  const text = scalarText(value);
  if (kind === 'key') return hclString(text);
  if (kind === 'quoted') {
    // At the end the next character is not known: `$` and `%` are spelled so that nothing can join them.
    return hclStringContent(text).replace(/[$%]$/, (char) => (char === '$' ? '\\u0024' : '\\u0025'));
  }
  return kind === 'name' ? nameText(state, text) : heredocText(state, text);
}

function nameText(state: HclState, text: string): string | Refusal {
  const isFirst = state.before !== 'name';
  if ((isFirst ? /^[A-Za-z_][A-Za-z0-9_-]*$/ : /^[A-Za-z0-9_-]+$/).test(text)) return text;
  return {
    message: `${JSON.stringify(text)} cannot be ${isFirst ? 'a name' : 'part of a name'} in HCL`,
    hint: 'use letters, digits, `_` and `-` only, or put the value into quotes',
  };
}

function heredocText(state: HclState, text: string): string | Refusal {
  const frame = state.frames.at(-1);
  const hint = 'use a quoted string, which can hold any text';
  if (/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/.test(text)) {
    return { message: 'a value in a heredoc cannot hold a line break or another control character', hint };
  }
  if (frame?.kind !== 'heredoc') return { message: 'a value cannot stand here', hint };
  if (text.includes(frame.tag)) return { message: `the value holds the heredoc's end tag ${frame.tag}`, hint };
  if (frame.flush && frame.line === 'blank' && /^(?:\s|$)/.test(text)) {
    return {
      message: 'a value at the beginning of a line of a `<<-` heredoc cannot be empty or begin with white space',
      hint,
    };
  }
  if (state.tail !== '' && (text.startsWith('{') || text.startsWith(state.tail))) {
    return { message: `the value would join with the \`${state.tail}\` before it`, hint };
  }
  return text.replace(/([$%])(?=\{)/g, '$1$1');
}
