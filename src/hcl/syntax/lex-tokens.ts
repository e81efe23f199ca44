/** Kinds of tokens, as small integers so that a list of millions stays compact. */
export const tokenKinds = {
  end: 0,
  newline: 1,
  comment: 2,
  identifier: 3,
  number: 4,
  openBrace: 5,
  closeBrace: 6,
  openBracket: 7,
  closeBracket: 8,
  openParen: 9,
  closeParen: 10,
  openQuote: 11,
  closeQuote: 12,
  openHeredoc: 13,
  closeHeredoc: 14,
  /** Literal text of a quoted string: backslash escapes. */
  quotedText: 15,
  /** Literal text of a heredoc or bare template: no backslash escapes. */
  plainText: 16,
  openInterpolation: 17,
  openDirective: 18,
  closeSequence: 19,
  dot: 20,
  comma: 21,
  colon: 22,
  doubleColon: 23,
  ellipsis: 24,
  fatArrow: 25,
  question: 26,
  equal: 27,
  equalEqual: 28,
  notEqual: 29,
  less: 30,
  lessEqual: 31,
  greater: 32,
  greaterEqual: 33,
  and: 34,
  or: 35,
  bang: 36,
  plus: 37,
  minus: 38,
  star: 39,
  slash: 40,
  percent: 41,
  /** Something the language does not know; its fault is already recorded. */
  invalid: 42,
} as const;

/** One of `tokenKinds`. */
export type TokenKind = (typeof tokenKinds)[keyof typeof tokenKinds];

/** The tokens of a text in order, white space left out; the last one is always `end`. Closers the lexer had to make up are empty. */
export class TokenList {
  readonly text: string;
  /** Number of tokens. */
  length = 0;
  private kinds: Uint8Array;
  private offsets: Int32Array;

  constructor(text: string) {
    this.text = text;
    const capacity = 64 + (text.length >> 2);
    this.kinds = new Uint8Array(capacity);
    this.offsets = new Int32Array(2 * capacity);
  }

  /** Appends a token; `start` and `end` are UTF-16 offsets. */
  push(kind: TokenKind, start: number, end: number): void {
    if (this.length === this.kinds.length) this.enlarge();
    this.kinds[this.length] = kind;
    this.offsets[2 * this.length] = start;
    this.offsets[2 * this.length + 1] = end;
    this.length++;
  }

  /** Kind of a token; `end` past the last one. */
  kind(index: number): TokenKind {
    // The array holds nothing but kinds.
    return (this.kinds[index] ?? tokenKinds.end) as TokenKind;
  }

  /** UTF-16 offset of a token's first character. */
  start(index: number): number {
    return this.offsets[2 * index] ?? this.text.length;
  }

  /** UTF-16 offset behind a token's last character. */
  end(index: number): number {
    return this.offsets[2 * index + 1] ?? this.text.length;
  }

  /** A token's characters. */
  textOf(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  private enlarge(): void {
    const kinds = new Uint8Array(2 * this.kinds.length);
    kinds.set(this.kinds);
    this.kinds = kinds;
    const offsets = new Int32Array(2 * this.offsets.length);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }
}
