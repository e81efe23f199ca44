import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import type { Fault } from './lex-faults.ts';
import type { TokenList } from './lex-tokens.ts';

/** Where the lexer stands. */
export interface LexState {
  readonly text: string;
  /** UTF-16 offset of the next character. */
  position: number;
  readonly tokens: TokenList;
  readonly faults: Fault[];
  /** Innermost last; the first one is never taken away. */
  readonly frames: Frame[];
  /** Offset where an unknown character was last met, reported or not; -1 before the first. */
  unknownAt: number;
  /** Whether the tag of a heredoc on a line of its own ends the sequences left open inside of the heredoc. */
  readonly isRepairing: boolean;
  /** Set when the tag of a heredoc stood on a line of its own inside of a sequence: in a broken file it was meant to end the heredoc. */
  metTag: boolean;
}

/** A language nested in another: code, a quoted string, a heredoc. */
export type Frame = CodeFrame | QuotedFrame | HeredocFrame;

/** Code: of the file, or inside `${ … }`. */
export interface CodeFrame {
  readonly kind: 'code';
  /** Braces opened in this frame and not closed. */
  depth: number;
  /** Offset of the opener. */
  readonly start: number;
}

/** The inside of a quoted string. */
export interface QuotedFrame {
  readonly kind: 'quoted';
  readonly start: number;
}

/** The inside of a heredoc, or of a bare template (no tag). */
export interface HeredocFrame {
  readonly kind: 'heredoc';
  readonly tag: string | undefined;
  /** Whether the next text begins a line and may thus be the closing tag. */
  atLineStart: boolean;
  readonly start: number;
}

/** The innermost frame. */
export function topFrame(state: LexState): Frame {
  const frame = state.frames[state.frames.length - 1];
  if (!frame) throw new RangeError('the lexer left its outermost frame');
  return frame;
}

/** Whether the line up to an offset has a fault already, so that others on it are most likely its consequences. */
export function hasFaultOnLine({ faults, text }: LexState, offset: number): boolean {
  const last = faults[faults.length - 1];
  return last !== undefined && !text.slice(last.range.start, offset).includes('\n');
}

/** How many faults of the characters of a file are recorded at most. */
const maxLexFaults = 1000;

/** Records a fault of the characters themselves. */
export function recordLexFault(state: LexState, fault: Fault): void {
  if (state.faults.length < maxLexFaults) state.faults.push(fault);
}

/** Records a fault without a second place. */
export function reportLexFault(
  state: LexState,
  code: DiagnosticCode,
  start: number,
  end: number,
  message: string,
  hint?: string,
): void {
  recordLexFault(state, { code, range: { start, end }, message, ...(hint !== undefined && { hint }) });
}
