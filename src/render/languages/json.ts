import type { JsonValue } from '../../load/document.ts';
import {
  assertUnchanged,
  type Fed,
  isCollection,
  isUnencodable,
  type Language,
  type Refusal,
  type State,
  scalarText,
  unencodable,
  type Written,
} from './language.ts';
import { SyntaxReader } from './syntax-reader.ts';

/** State of the JSON reader. */
interface JsonState extends State {
  readonly open: readonly ('object' | 'list' | 'text')[];
  /** What may come next: a `value`, a `key` of an object, a `colon` after it, or something `after` a value. */
  readonly next: 'value' | 'key' | 'colon' | 'after';
  /** Whether the last thing was a value of ours, with nothing after it yet. */
  readonly isFresh: boolean;
  readonly pending: string;
}

type Parts = Pick<JsonState, 'open' | 'next' | 'isFresh' | 'pending'>;

const interned = new Map<string, JsonState>();

function jsonState(parts: Parts): JsonState {
  const structure = parts.open.join(' ');
  const key = JSON.stringify([structure, parts.next, parts.isFresh, parts.pending]);
  const known = interned.get(key);
  if (known !== undefined) return known;
  const innermost = parts.open.at(-1);
  const place = innermost === undefined ? 'outside of all values' : `in ${placeNames[innermost]} that is still open`;
  const state = { ...parts, key, structure, place };
  interned.set(key, state);
  return state;
}

const placeNames = { object: 'an object', list: 'a list', text: 'a string' } as const;

/** JSON. A value stands where JSON wants one, as text inside a string, or as a key. */
export const json: Language = {
  name: 'JSON',
  start: jsonState({ open: [], next: 'value', isFresh: false, pending: '' }),
  feed: (state, text) => read(asJson(state), text),
  slot: (state) => refusal(asJson(state)) ?? afterSlot(asJson(state)),
  write: (state, value) => write(asJson(state), value),
  mayIndent: (state) => asJson(state).open.at(-1) !== 'text',
  isComplete: (state) => asJson(state).open.length === 0 && asJson(state).next === 'after',
};

/** Every state that comes in was made here. */
function asJson(state: State): JsonState {
  return state as JsonState;
}

function refusal({ open, next, pending, isFresh }: JsonState): Refusal | undefined {
  if (pending !== '') {
    return { message: `a value cannot stand straight after \`${pending}\``, hint: 'write `\\\\` for a backslash' };
  }
  if (open.at(-1) === 'text' || ((next === 'value' || next === 'key') && !isFresh)) return undefined;
  return { message: 'a value cannot stand here, where JSON wants a separator', hint: 'put it after `:`, `[` or `,`' };
}

function afterSlot(state: JsonState): JsonState {
  if (state.open.at(-1) === 'text') return state;
  return jsonState({ ...state, next: state.next === 'key' ? 'colon' : 'after', isFresh: true });
}

function write(state: JsonState, value: JsonValue): Written | Refusal {
  const refused = refusal(state);
  if (refused !== undefined) return refused;
  if (isUnencodable(value)) return unencodable;
  const isText = state.open.at(-1) === 'text';
  if (isCollection(value) && (isText || state.next === 'key')) {
    return { message: 'a list or map cannot be text', hint: 'put it after `:`, without quotes' };
  }
  // The walls of `stringify`'s quotes come off inside a string.
  const text =
    isText || state.next === 'key'
      ? JSON.stringify(isCollection(value) ? '' : scalarText(value))
      : JSON.stringify(value);
  const written = isText ? text.slice(1, -1) : text;
  const after = read(state, written).state;
  assertUnchanged('JSON', state, after);
  return { text: written, state: isText ? after : afterSlot(state) };
}

function read(state: JsonState, text: string): Fed & { readonly state: JsonState } {
  const reader = new Reader(state, text);
  reader.run();
  const { fault } = reader;
  return fault === undefined ? { state: reader.state() } : { state: reader.state(), fault };
}

class Reader extends SyntaxReader {
  private readonly open: ('object' | 'list' | 'text')[];
  private next: JsonState['next'];
  private isFresh: boolean;

  constructor(state: JsonState, text: string) {
    super(state.pending, text);
    this.open = [...state.open];
    this.next = state.next;
    this.isFresh = state.isFresh;
  }

  state(): JsonState {
    const { open, next, isFresh, pending } = this;
    return jsonState({ open, next, isFresh, pending });
  }

  protected override step(): void {
    const { char } = this;
    if (this.open.at(-1) === 'text') this.text_();
    else if (char === '"') {
      this.checkGlue();
      this.open.push('text');
      this.at += 1;
    } else if (char === '{' || char === '[') this.enter(char);
    else if (char === '}' || char === ']') this.leave(char);
    else if (char === ',') this.separator(this.open.at(-1) === 'object' ? 'key' : 'value');
    else if (char === ':') this.separator('value');
    else if (/\s/.test(char)) {
      this.at += 1;
      this.isFresh = false;
    } else this.word();
  }

  private text_(): void {
    const { char } = this;
    if (char === '\\') this.take(2);
    else if (char === '"') {
      this.open.pop();
      this.at += 1;
      this.next = this.next === 'key' ? 'colon' : 'after';
    } else {
      if (char === '\n') this.report('a string cannot go over a line break', 'write `\\n`, or close the quotes');
      this.at += 1;
    }
  }

  private enter(char: string): void {
    this.checkGlue();
    this.open.push(char === '{' ? 'object' : 'list');
    this.separator(char === '{' ? 'key' : 'value');
  }

  private leave(char: string): void {
    const wanted = char === '}' ? 'object' : 'list';
    if (this.open.at(-1) === wanted) this.open.pop();
    else this.report(`this closes ${placeNames[wanted]} that is not open here`, 'correct the brackets');
    this.separator('after');
  }

  private separator(next: JsonState['next']): void {
    this.at += 1;
    this.next = next;
    this.isFresh = false;
  }

  private word(): void {
    this.checkGlue();
    this.skip(/[^\s{}[\],:"]+/y);
    this.next = 'after';
  }

  private checkGlue(): void {
    if (this.isFresh) this.report('this text would join with the value before it', 'put a separator between them');
    this.isFresh = false;
  }
}
