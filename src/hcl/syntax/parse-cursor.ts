import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Range } from '../../diagnostics/range.ts';
import type { Expression, InvalidExpression } from '../ast.ts';
import type { Fault } from './lex-faults.ts';
import type { TokenKind, TokenList } from './lex-tokens.ts';
import type { LexResult } from './lexer.ts';
import { matchBrackets } from './parse-brackets.ts';
import type { Structure } from './parse-structure.ts';
import * as tokenKinds from './token-kinds.ts';

/** How deep blocks, brackets and signs may be nested; the parser recurses on them, and this is well below what the stack takes. */
export const maxNesting = 200;

/**
 * How high a tree of expressions may be, chains of operators and traversals included. No tree the parser gives is higher, so that a
 * recursive walk needs no care; text that gives a higher one is reported.
 */
export const maxDepth = 400;

/** How many faults of a file are reported at most: who has more of them does not read them one by one. */
export const maxFaults = 1000;

/** What a fault says beside its place. */
export interface FaultText {
  readonly code?: DiagnosticCode;
  readonly message: string;
  readonly hint?: string;
  readonly related?: Fault['related'];
}

/** A place in a token list with what the parsing functions share: faults found, nesting, newline rule. */
export class Cursor {
  readonly tokens: TokenList;
  readonly text: string;
  /** Index of the next token, comments and ignored newlines included. */
  index = 0;
  /** Index of the token read last; -1 before the first. */
  last = -1;
  /** Whether a newline is a token here (in bodies and objects) or white space (inside parentheses and brackets). */
  newlines = true;
  /** Set by a fault until the parser has found a place to go on; meanwhile nothing is reported. */
  failed = false;
  /** Offset where the innermost item (argument, element) began; faults after a fault of its characters are its consequence. */
  anchor = 0;
  /** Height of the tree that was read last. */
  height = 0;
  /** Faults of the syntax, in the order found. */
  readonly faults: Fault[] = [];
  /** Opening braces of the blocks the end of the file was met in, innermost first. */
  readonly unclosedBlocks: number[] = [];
  /** Index of the token that counts as the end, for what was never closed. */
  private limit = Number.POSITIVE_INFINITY;
  private readonly structure: Structure | undefined;
  private depth = 0;
  private isAborted = false;
  private closers: Int32Array | undefined;
  private readonly lexFaults: readonly Fault[];
  private readonly readExpression: (cursor: Cursor) => Expression;

  /** With a structure, what it takes for unclosed ends where it says. */
  constructor(lexed: LexResult, readExpression: (cursor: Cursor) => Expression, structure?: Structure) {
    this.structure = structure;
    this.closers = structure?.closers;
    this.tokens = lexed.tokens;
    this.text = lexed.tokens.text;
    this.lexFaults = lexed.faults;
    this.readExpression = readExpression;
  }

  /** Reads any expression. */
  expression(): Expression {
    return this.readExpression(this);
  }

  /** Kind of the next token. A line comment counts as the newline it contains. */
  peek(): TokenKind {
    const index = this.next();
    if (index >= this.limit) return tokenKinds.end;
    const kind = this.tokens.kind(index);
    return kind === tokenKinds.comment ? tokenKinds.newline : kind;
  }

  /** Reads what stands in a bracket, and no further than the structure lets it. */
  readInside<T>(open: number, read: () => T): T {
    const end = this.structure?.unclosed.get(open);
    if (end === undefined || end >= this.limit) return read();
    const { limit } = this;
    this.limit = end;
    const result = read();
    this.limit = limit;
    this.resumeAt(end);
    return result;
  }

  /** Index of the next token that is no white space here. */
  next(): number {
    const kind = this.tokens.kind(this.index);
    if (kind !== tokenKinds.newline && kind !== tokenKinds.comment) return this.index;
    return kind === tokenKinds.newline && this.newlines ? this.index : this.nextBehind(this.index);
  }

  /** Ends the failed state and goes on from a token. After `abort` nothing ends it. */
  resumeAt(index: number): void {
    if (this.isAborted) return;
    this.index = index;
    this.failed = false;
  }

  /** Takes the next token and returns its index; the end is never passed. */
  read(): number {
    const index = this.next();
    if (this.tokens.kind(index) !== tokenKinds.end && index < this.limit) this.index = index + 1;
    this.last = index;
    return index;
  }

  /** Takes the next token if it is of a kind. */
  accept(kind: TokenKind): boolean {
    if (this.peek() !== kind) return false;
    this.read();
    return true;
  }

  /** Whether the next token is this name. */
  atName(name: string): boolean {
    return this.peek() === tokenKinds.identifier && this.tokens.textOf(this.next()) === name;
  }

  /** Index of the token that closes an opening one; -1 when nothing does. */
  closerOf(open: number): number {
    this.closers ??= matchBrackets(this.tokens);
    const closer = this.closers[open] ?? -1;
    return closer < this.limit ? closer : -1;
  }

  /** Range of one token. */
  rangeOf(index: number): Range {
    return this.tokens.rangeOf(index);
  }

  /** Range from an offset to the end of the token read last. */
  rangeFrom(start: number): Range {
    return { start, end: Math.max(start, this.lastEnd()) };
  }

  /** Offset behind the token read last. */
  lastEnd(): number {
    return this.last < 0 ? 0 : this.tokens.end(this.last);
  }

  /** Offset of the next token. */
  nextStart(): number {
    return this.tokens.start(this.next());
  }

  /** Records a fault, unless it follows from one already known, and goes into the failed state. */
  fail(range: Range, text: FaultText): void {
    if (!this.failed && !this.isConsequence(range)) this.record(range, text);
    this.failed = true;
  }

  /** Records a fault that leaves the parser where it was. */
  record(range: Range, { code = 'hcl-syntax', message, hint, related }: FaultText): void {
    if (this.isAborted || this.faults.length >= maxFaults) return;
    this.faults.push({ code, range, message, ...(hint !== undefined && { hint }), ...(related && { related }) });
  }

  /** Fails at the next token: `wanted` says what is expected there. */
  failAtNext(wanted: string, text: Omit<FaultText, 'message'> = {}): void {
    const index = this.next();
    this.fail(this.rangeOf(index), { ...text, message: `${wanted}, found ${this.describe(index)}` });
  }

  /** Whether something is wrong with the text from an offset to the next token. */
  hasFaultSince(offset: number): boolean {
    const end = this.nextStart();
    const last = this.faults[this.faults.length - 1];
    if (last && last.range.start >= offset) return true;
    const lexFault = this.lexFaults[this.firstLexFault(offset)];
    return lexFault !== undefined && lexFault.range.start < end;
  }

  /** A token in words. */
  describe(index: number): string {
    switch (this.tokens.kind(index)) {
      case tokenKinds.end:
        return 'the end of the file';
      case tokenKinds.newline:
      case tokenKinds.comment:
        return 'the end of the line';
      case tokenKinds.openQuote:
      case tokenKinds.closeQuote:
        return 'a double quote';
      case tokenKinds.openHeredoc:
        return 'a heredoc';
      default: {
        const text = this.tokens.textOf(index);
        return text === '' ? 'the end of the string' : `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
      }
    }
  }

  /** Goes one level deeper; false, with a fault, when that is too deep. Each call that gave true is undone by `leave`. */
  enter(): boolean {
    if (this.depth < maxNesting) {
      this.depth++;
      return true;
    }
    this.abort(this.rangeOf(this.next()));
    return false;
  }

  /** Reports that the text is nested too deep, and reads no further. */
  abort(range: Range, message: string = tooDeep.message): void {
    this.record(range, { ...tooDeep, message });
    this.index = this.tokens.length - 1;
    this.isAborted = true;
    this.failed = true;
  }

  /** Notes a block that is still open at the end of the file. */
  noteUnclosed(open: number): void {
    if (!this.isAborted) this.unclosedBlocks.push(open);
  }

  /** Comes back from a level. */
  leave(): void {
    this.depth--;
  }

  /** Gives a node whose highest part has this height. */
  built<T extends Expression>(node: T, partHeight = 0): T | InvalidExpression {
    this.height = partHeight + 1;
    if (this.height <= maxDepth) return node;
    this.abort(node.range, `this chain of operators or steps is more than ${maxDepth} levels high`);
    return this.invalid(node.range.start);
  }

  /** What stands for an expression that could not be read, from an offset to the token read last; empty when none of it was read. */
  invalid(start: number): InvalidExpression {
    this.height = 1;
    const end = this.lastEnd();
    return { kind: 'invalid', range: { start: Math.min(start, end), end } };
  }

  /** Whether characters of the item up to a place, or of the line, are wrong already. */
  private isConsequence(range: Range): boolean {
    const lastLexFault = this.lexFaults[this.lexFaults.length - 1];
    const isAtEnd = this.tokens.kind(this.next()) === tokenKinds.end;
    if (isAtEnd && lastLexFault && lastLexFault.range.start >= this.text.length) return true;
    const index = this.firstLexFault(this.anchor);
    const earlier = this.lexFaults[index - 1]?.range.start;
    const later = this.lexFaults[index]?.range.start;
    if (earlier !== undefined && this.isSameLine(earlier, range.start)) return true;
    return later !== undefined && (later <= range.end || this.isSameLine(range.end, later));
  }

  /** Whether two places are on one line, no more than a few hundred characters apart. */
  private isSameLine(start: number, end: number): boolean {
    return end - start < 500 && !this.text.slice(start, end).includes('\n');
  }

  /** Index of the first fault of the characters that begins at an offset or behind it. */
  private firstLexFault(offset: number): number {
    let low = 0;
    let high = this.lexFaults.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lexFaults[middle]?.range.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private nextBehind(first: number): number {
    let index = first;
    for (; ; index++) {
      const kind = this.tokens.kind(index);
      if (kind === tokenKinds.newline ? this.newlines : kind !== tokenKinds.comment) return index;
      if (kind === tokenKinds.comment && this.newlines && this.endsLine(index)) return index;
    }
  }

  private endsLine(index: number): boolean {
    return this.text.charCodeAt(this.tokens.end(index) - 1) === 0x0a;
  }
}

const tooDeep: FaultText = {
  code: 'hcl-nesting',
  message: `this is nested more than ${maxNesting} levels deep`,
  hint: 'split it up with local values; what follows was not read',
};
