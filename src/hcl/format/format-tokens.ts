import type { TokenKind, TokenList } from '../syntax/lex-tokens.ts';
import * as tokenKinds from '../syntax/token-kinds.ts';

/** Replaces the tokens from index `start` to `end` (exclusive) of a text. */
export interface Rewrite {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly NewToken[];
}

/** A token put in by a rewrite: text of its own, or a token of the source under another kind. */
export type NewToken =
  | { readonly kind: TokenKind; readonly text: string }
  | { readonly kind: TokenKind; readonly origin: number };

/** The tokens of a text after rewrites, each with the number of spaces before it. */
export class FormatTokens {
  readonly source: TokenList;
  /** Number of tokens, the `end` included. */
  readonly length: number;
  private readonly kinds: Uint8Array;
  private readonly origins: Int32Array;
  private readonly spacesBefore: Int32Array;
  private readonly texts = new Map<number, string>();

  /** Applies rewrites, sorted and without overlap. */
  constructor(source: TokenList, rewrites: readonly Rewrite[]) {
    this.source = source;
    let capacity = source.length;
    for (const { start, end, tokens } of rewrites) capacity += tokens.length - (end - start);
    this.kinds = new Uint8Array(capacity);
    this.origins = new Int32Array(capacity).fill(-1);
    this.spacesBefore = new Int32Array(capacity);
    let length = 0;
    let next = 0;
    const copyTo = (end: number): void => {
      for (; next < end; next++, length++) {
        this.kinds[length] = source.kind(next);
        this.origins[length] = next;
      }
    };
    for (const rewrite of rewrites) {
      copyTo(rewrite.start);
      for (const token of rewrite.tokens) {
        this.kinds[length] = token.kind;
        if ('origin' in token) this.origins[length] = token.origin;
        else this.texts.set(length, token.text);
        length++;
      }
      next = rewrite.end;
    }
    copyTo(source.length);
    this.length = length;
    this.keepSpaceAtEnd();
  }

  /** Kind of a token; `end` outside of the list. */
  kind(index: number): TokenKind {
    // The array holds nothing but kinds.
    return (this.kinds[index] ?? tokenKinds.end) as TokenKind;
  }

  /** Index of the token in the source; -1 for one that was put in. */
  origin(index: number): number {
    return this.origins[index] ?? -1;
  }

  /** A token's characters. */
  textOf(index: number): string {
    const origin = this.origin(index);
    return origin < 0 ? (this.texts.get(index) ?? '') : this.source.textOf(origin);
  }

  /** Number of spaces before a token. */
  spaces(index: number): number {
    return this.spacesBefore[index] ?? 0;
  }

  /** Sets the number of spaces before a token. */
  setSpaces(index: number, count: number): void {
    this.spacesBefore[index] = count;
  }

  /** Whether a token ends its line: a newline, or a line comment, which contains one. */
  endsLine(index: number): boolean {
    const kind = this.kind(index);
    if (kind === tokenKinds.newline) return true;
    if (kind !== tokenKinds.comment) return false;
    const end = this.source.end(this.origin(index));
    return this.source.text.charCodeAt(end - 1) === 0x0a;
  }

  /** Terraform leaves as many spaces as there are characters of space before the end of the file. */
  private keepSpaceAtEnd(): void {
    const { source } = this;
    const last = source.length - 1;
    const start = last > 0 ? source.end(last - 1) : 0;
    this.spacesBefore[this.length - 1] = new TextEncoder().encode(source.text.slice(start)).length;
  }
}
