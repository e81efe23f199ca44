import type { Fault } from './lex-faults.ts';
import { lexPunctuation } from './lex-punctuation.ts';
import { closeUnfinished } from './lex-repair.ts';
import { identifierEnd, isDigit, numberEnd } from './lex-scan.ts';
import { type LexState, reportLexFault, topFrame } from './lex-state.ts';
import { lexHeredoc, lexQuoted } from './lex-template.ts';
import { TokenList } from './lex-tokens.ts';
import * as tokenKinds from './token-kinds.ts';

/** Tokens of a text and what was wrong with its characters. */
export interface LexResult {
  readonly tokens: TokenList;
  /** In order of appearance. */
  readonly faults: readonly Fault[];
  /** Whether a broken text may be read better by repairing it. */
  readonly isRepairable: boolean;
}

/**
 * Splits a text into tokens. Any text gives tokens: what is unknown becomes `invalid`, what is not closed is closed by empty tokens,
 * both with a fault. A byte order mark is skipped.
 */
export function lex(text: string, options: LexOptions = {}): LexResult {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const state: LexState = {
    text,
    position: start,
    tokens: new TokenList(text),
    faults: [],
    frames: [
      options.form === 'template'
        ? { kind: 'heredoc', tag: undefined, atLineStart: true, start }
        : { kind: 'code', depth: 0, start },
    ],
    unknownAt: -1,
    isRepairing: options.isRepairing ?? false,
    metTag: false,
  };
  while (state.position < text.length) lexFrame(state);
  closeUnfinished(state);
  if (!text.isWellFormed()) reportMarred(state);
  state.tokens.push(tokenKinds.end, text.length, text.length);
  return { tokens: state.tokens, faults: state.faults, isRepairable: state.metTag && !state.isRepairing };
}

/** Reports bytes in texts that were not UTF-8, as `marredText` marks them; elsewhere in code they are characters that mean nothing. */
function reportMarred(state: LexState): void {
  const { tokens } = state;
  for (let index = 0; index < tokens.length; index++) {
    const kind = tokens.kind(index);
    if (kind !== tokenKinds.quotedText && kind !== tokenKinds.plainText) continue;
    const at = tokens.textOf(index).search(/\p{Surrogate}/u);
    if (at === -1) continue;
    const start = tokens.start(index) + at;
    const message = 'the bytes here are not UTF-8';
    reportLexFault(state, 'hcl-bad-character', start, start + 1, message, 'save the file as UTF-8');
  }
}

/** How a text is read. */
export interface LexOptions {
  /** `template` reads the text as the inside of a string, as `templatefile()` does. Default: `code`. */
  readonly form?: 'code' | 'template';
  /** Reads a text that was found broken and repairable once more, with sequences in heredocs closed where the heredoc ends. Default: false. */
  readonly isRepairing?: boolean;
}

/** Lexes until the frame changes or the text ends. */
function lexFrame(state: LexState): void {
  const { text, frames } = state;
  const frame = topFrame(state);
  const depth = frames.length;
  while (frames.length === depth && state.position < text.length) {
    if (frame.kind === 'code') lexCode(state);
    else if (frame.kind === 'quoted') lexQuoted(state, frame);
    else lexHeredoc(state, frame);
  }
}

/** Reads the next token of code, with the white space before it. */
function lexCode(state: LexState): void {
  const { text, tokens } = state;
  let { position } = state;
  let code = text.charCodeAt(position);
  while (code === 0x20 || code === 0x09) code = text.charCodeAt(++position);
  state.position = position;
  const isNumber = isDigit(code);
  const end = isNumber ? numberEnd(text, position) : identifierEnd(text, position);
  if (end > position) {
    tokens.push(isNumber ? tokenKinds.number : tokenKinds.identifier, position, end);
    state.position = end;
  } else if (position < text.length) lexPunctuation(state);
}
