import type { Fed, State } from './language.ts';
import { SyntaxReader } from './syntax-reader.ts';

/** Where a Markdown text stands. */
export type MarkdownMode = 'text' | 'code' | 'fence' | 'comment' | 'tag' | 'destination';

/** State of the Markdown reader. */
export interface MarkdownState extends State {
  readonly mode: MarkdownMode;
  /** In a fence or code span: what opened it. */
  readonly fence: string;
  /** Parentheses open inside a link's destination. */
  readonly depth: number;
  /** Whether only blanks, list markers and `>` stand before on this line. */
  readonly isLineStart: boolean;
  /** In a fence: whether the line so far is blank or a run of the fence's character, and how long. */
  readonly run: number;
  /** Whether a value stands in this line's fence text, or in this code span. */
  readonly hasValue: boolean;
  readonly pending: string;
}

type Parts = Omit<MarkdownState, keyof State>;

const interned = new Map<string, MarkdownState>();

function markdownState(parts: Parts): MarkdownState {
  const { mode, fence, depth, isLineStart, run, hasValue, pending } = parts;
  const key = [mode, fence, depth, isLineStart, run, hasValue, pending].join('|');
  const known = interned.get(key);
  if (known !== undefined) return known;
  const structure = mode === 'text' ? '' : `${mode} ${fence} ${depth}`;
  const state: MarkdownState = { ...parts, key, structure, place: placeNames[mode] };
  interned.set(key, state);
  return state;
}

const placeNames: Readonly<Record<MarkdownMode, string>> = {
  text: 'in text',
  code: 'in a code span that is still open',
  fence: 'in a fenced code block that is still open',
  comment: 'in a comment that is still open',
  tag: 'in an HTML tag that is still open',
  destination: "in a link's address that is still open",
};

const textStart: Parts = {
  mode: 'text',
  fence: '',
  depth: 0,
  isLineStart: true,
  run: 0,
  hasValue: false,
  pending: '',
};

/** Where every file begins. */
export const markdownStart: MarkdownState = markdownState(textStart);

/** The state after a value: a run of backticks before it has opened a code span. */
export function withValue(state: MarkdownState): MarkdownState {
  const { pending } = state;
  if (state.mode === 'text' && pending.startsWith('`')) {
    return markdownState({ ...state, mode: 'code', fence: pending, pending: '', isLineStart: false, hasValue: true });
  }
  const run = state.mode === 'fence' ? state.run : 0;
  return markdownState({ ...state, pending: '', isLineStart: false, run, hasValue: true });
}

/** The state after a value nothing is known of: taken for one that ends no code. */
export function withAnyValue(state: MarkdownState): MarkdownState {
  const after = withValue(state);
  return after.mode === 'fence' ? markdownState({ ...after, run: -2 }) : after;
}

/** Reads Markdown from a state on, as far as code, comments, tags and link addresses go. */
export function readMarkdown(state: MarkdownState, text: string): Fed & { readonly state: MarkdownState } {
  const reader = new Reader(state, text);
  reader.run();
  const { fault } = reader;
  return fault === undefined ? { state: reader.state() } : { state: reader.state(), fault };
}

class Reader extends SyntaxReader {
  private parts: { -readonly [K in keyof Parts]: Parts[K] };

  constructor(state: MarkdownState, text: string) {
    super(state.pending, text);
    const { mode, fence, depth, isLineStart, run, hasValue } = state;
    this.parts = { mode, fence, depth, isLineStart, run, hasValue, pending: '' };
  }

  state(): MarkdownState {
    return markdownState({ ...this.parts, pending: this.pending });
  }

  protected override step(): void {
    switch (this.parts.mode) {
      case 'text':
        this.inText();
        break;
      case 'code':
        this.code();
        break;
      case 'fence':
        this.fence();
        break;
      case 'comment':
        this.comment();
        break;
      case 'tag':
        this.skip(/[^>]+|>/y);
        if (this.text[this.at - 1] === '>') this.enter('text');
        break;
      case 'destination':
        this.destination();
        break;
    }
  }

  private inText(): void {
    const { char, parts } = this;
    if (char === '\n') this.newLine();
    else if (char === '\\') this.take(2);
    else if (char === '`' || (char === '~' && parts.isLineStart)) this.ticks(char);
    else if (char === '<') this.angle();
    else if (char === ']') this.bracket();
    else {
      if (char === '&' && this.at + 1 >= this.text.length) {
        this.keep();
        return;
      }
      // List markers and quotes leave the line at its beginning for what follows.
      if (!/[\s>*+.)0-9-]/.test(char)) parts.isLineStart = false;
      this.at += 1;
    }
  }

  private newLine(): void {
    this.at += 1;
    this.parts = { ...textStart };
  }

  private ticks(char: string): void {
    const run = this.match(char === '`' ? /`+/y : /~+/y);
    if (this.at + run.length >= this.text.length) {
      this.keep();
      return;
    }
    this.at += run.length;
    if (this.parts.isLineStart && run.length >= 3) {
      this.enter('fence', run);
      this.parts.run = -1;
    } else if (char === '`') this.enter('code', run);
  }

  private code(): void {
    const { parts, char } = this;
    if (char === '\n') {
      // Without its end in the line, the run of backticks is taken for text, as it is when there is no end at all.
      if (parts.hasValue)
        this.report('a code span with a value must end on its line', 'close it with as many backticks as opened it');
      this.newLine();
    } else if (char === '`') {
      const run = this.match(/`+/y);
      if (this.at + run.length >= this.text.length && run !== parts.fence) this.keep();
      else {
        this.at += run.length;
        if (run === parts.fence) this.enter('text');
      }
    } else this.skip(/[^`\n]+/y);
  }

  /** `run`: -2 for a line that is no end, -1 for the info string, else the length of the run so far. */
  private fence(): void {
    const { parts, char } = this;
    if (char === '\n') this.fenceLineEnd();
    else {
      if (parts.run >= 0) parts.run = this.runAfter(char);
      this.at += 1;
    }
  }

  private runAfter(char: string): number {
    const { run, fence } = this.parts;
    if (char === fence[0]) return run + 1;
    return char === ' ' || char === '\t' || char === '\r' ? run : -2;
  }

  private fenceLineEnd(): void {
    const { parts } = this;
    if (parts.run < parts.fence.length) {
      this.at += 1;
      parts.run = 0;
      parts.hasValue = false;
      return;
    }
    if (parts.hasValue) this.report('a value completes the end of this code block', 'use a longer fence');
    this.newLine();
  }

  private comment(): void {
    const end = this.text.indexOf('-->', this.at);
    if (end !== -1) {
      this.at = end + 3;
      this.enter('text');
    } else if (/-{1,2}$/.test(this.text)) {
      this.at = this.text.length - (/-+$/.exec(this.text)?.[0].length ?? 0);
      this.keep();
    } else this.at = this.text.length;
  }

  private angle(): void {
    const rest = this.text.slice(this.at, this.at + 4);
    if (rest === '<!--') {
      this.at += 4;
      this.enter('comment');
    } else if ('<!--'.startsWith(rest)) this.keep();
    else if (/^<[A-Za-z/?!]/.test(rest)) {
      this.at += 1;
      this.enter('tag');
    } else {
      this.at += 1;
      this.parts.isLineStart = false;
    }
  }

  private bracket(): void {
    const next = this.text[this.at + 1];
    if (next === undefined) this.keep();
    else if (next === '(') {
      this.at += 2;
      this.enter('destination');
    } else {
      this.at += 1;
      this.parts.isLineStart = false;
    }
  }

  private destination(): void {
    const { parts, char } = this;
    if (char === '\\') {
      this.take(2);
      return;
    }
    if (char === '\n') {
      this.newLine();
      return;
    }
    this.at += 1;
    if (char === '(') parts.depth += 1;
    else if (char === ')' && parts.depth > 0) parts.depth -= 1;
    else if (char === ')') this.enter('text');
  }

  private enter(mode: MarkdownMode, fence = ''): void {
    this.parts = { ...textStart, mode, fence, isLineStart: false };
  }
}
