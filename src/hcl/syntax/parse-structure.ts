import { lineStart } from './lex-scan.ts';
import type { TokenList } from './lex-tokens.ts';
import { bracketOf } from './parse-brackets.ts';
import { beginsItem, endsLine } from './parse-recover.ts';
import * as tokenKinds from './token-kinds.ts';

/** How the brackets of a broken file were most likely meant. */
export interface Structure {
  /** The closer of every opener by token index; -1 where there is none. */
  readonly closers: Int32Array;
  /** Openers without a closer, with the index of the token before which they should have been closed. In order of their ends. */
  readonly unclosed: ReadonlyMap<number, number>;
}

interface Opener {
  readonly index: number;
  readonly family: number;
  /** Column of the first token of its line. */
  readonly indentation: number;
  readonly line: number;
}

/**
 * Pairs the brackets of a file as its indentation says: a closer at the start of a line belongs to the line that is indented alike,
 * and a new item cannot be inside of a bracket whose line is indented as deep as itself.
 */
export function structureByIndentation(tokens: TokenList): Structure {
  const matcher = new IndentationMatcher(tokens);
  for (let index = 0; index < tokens.length; index++) matcher.take(index);
  return matcher;
}

/** The walk over the tokens, with what is open. */
class IndentationMatcher implements Structure {
  readonly closers: Int32Array;
  readonly unclosed = new Map<number, number>();
  private readonly tokens: TokenList;
  private readonly stack: Opener[] = [];
  private templateDepth = 0;
  private line = 0;
  private indentation = 0;
  private atLineStart = true;

  constructor(tokens: TokenList) {
    this.tokens = tokens;
    this.closers = new Int32Array(tokens.length).fill(-1);
  }

  take(index: number): void {
    const { tokens } = this;
    if (endsLine(tokens, index)) {
      this.atLineStart = true;
      return;
    }
    const bracket = bracketOf(tokens.kind(index));
    const isFirst = this.atLineStart && this.templateDepth === 0;
    if (isFirst) this.beginLine(index);
    this.atLineStart = false;
    if (bracket?.isTemplate) this.templateDepth += bracket.opens ? 1 : -1;
    else if (this.templateDepth === 0 && bracket?.opens) this.open(index, bracket.family);
    else if (this.templateDepth === 0 && bracket) this.close(index, bracket.family, isFirst);
    else if (tokens.kind(index) === tokenKinds.end) this.closeWhile(index, () => true);
  }

  private beginLine(index: number): void {
    const start = this.tokens.start(index);
    this.line++;
    this.indentation = start - lineStart(this.tokens.text, start);
    if (this.tokens.kind(index) === tokenKinds.identifier && beginsItem(this.tokens.kind(index + 1))) {
      this.closeWhile(index, (opener) => opener.indentation >= this.indentation);
    }
  }

  private open(index: number, family: number): void {
    this.stack.push({ index, family, indentation: this.indentation, line: this.line });
  }

  private close(index: number, family: number, isFirst: boolean): void {
    if (isFirst) this.closeWhile(index, (opener) => opener.indentation > this.indentation);
    this.closeWhile(index, (opener) => opener.family !== family && (isFirst || opener.line === this.line));
    const top = this.stack[this.stack.length - 1];
    if (top?.family !== family) return;
    this.stack.pop();
    this.closers[top.index] = index;
  }

  /** Gives up the innermost openers as long as the test holds. */
  private closeWhile(end: number, test: (opener: Opener) => boolean): void {
    for (let top = this.stack.pop(); top; top = this.stack.pop()) {
      if (!test(top)) {
        this.stack.push(top);
        return;
      }
      this.unclosed.set(top.index, end);
    }
  }
}
