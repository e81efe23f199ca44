import type { Range } from '../../diagnostics/range.ts';
import * as tokenKinds from './token-kinds.ts';

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
    const index = this.length;
    if (index === this.kinds.length) this.enlarge();
    this.kinds[index] = kind;
    this.offsets[2 * index] = start;
    this.offsets[2 * index + 1] = end;
    this.length = index + 1;
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

  /** A token's place. */
  rangeOf(index: number): Range {
    const { offsets } = this;
    return { start: offsets[2 * index] ?? this.text.length, end: offsets[2 * index + 1] ?? this.text.length };
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
