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
import { readShell } from './shell-reader.ts';
import { type ShellState, shellStart, shellState } from './shell-state.ts';

/**
 * POSIX shell and bash. A value is one quoted word outside of quotes, and text inside single or double quotes; it stands nowhere else.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
export const shell: Language = {
  name: 'shell',
  start: shellStart,
  feed: (state, text) => readShell(asShell(state), text),
  slot: (state) => slot(asShell(state)),
  write: (state, value) => write(asShell(state), value),
  mayIndent: (state) => asShell(state).frames.at(-1)?.kind === 'code',
  isComplete: (state) => isComplete(asShell(state)),
};

/** Every state that comes in was made here. */
function asShell(state: State): ShellState {
  return state as ShellState;
}

function isComplete({ frames, announced, pending }: ShellState): boolean {
  const last = frames.at(-1)?.kind;
  return pending === '' && announced.length === 0 && frames.length <= 2 && (last === 'code' || last === 'comment');
}

function slot(state: ShellState): State | Refusal {
  const refused = refusal(state);
  return refused ?? shellState({ ...state, isWordStart: false });
}

/** Places where a value cannot stand, or would be read as code. */
function refusal({ frames, pending }: ShellState): Refusal | undefined {
  const kind = frames.at(-1)?.kind;
  if (kind === 'comment') return { message: 'a value cannot stand in a comment', hint: 'leave it out' };
  const isQuote = kind === 'single' || kind === 'double';
  if (frames.length > (isQuote ? 2 : 1) || (kind !== 'code' && !isQuote)) {
    const place = kind === 'heredoc' ? 'a heredoc' : "a substitution or `$'…'`";
    return {
      message: `a value cannot stand in ${place}, where shells do not agree on what quotes mean`,
      hint: 'assign it to a variable first (`NAME={{value}}`) and use that here',
    };
  }
  if (pending === '') return undefined;
  return {
    message: `a value cannot stand straight after \`${pending}\`, which gives what follows another meaning`,
    hint: 'separate them',
  };
}

function write(state: ShellState, value: JsonValue): Written | Refusal {
  const refused = refusal(state);
  if (refused !== undefined) return refused;
  if (isUnencodable(value)) return unencodable;
  if (isCollection(value)) {
    return {
      message: 'a list or map is not one word of a shell',
      hint: 'go through it with `{{#each}}`, or use `join`',
    };
  }
  const text = scalarText(value);
  if (text.includes('\u0000')) {
    return { message: 'the value holds a NUL character, which no word of a shell can hold', hint: 'correct the value' };
  }
  const written = quote(state, text);
  const after = readShell(state, written).state;
  assertUnchanged('shell', state, after);
  return { text: written, state: shellState({ ...after, isWordStart: false }) };
}

function quote({ frames }: ShellState, text: string): string {
  const kind = frames.at(-1)?.kind;
  if (kind === 'double') return text.replace(/[\\"$`]/g, '\\$&');
  const inner = text.replaceAll("'", "'\\''");
  return kind === 'single' ? inner : `'${inner}'`;
}
