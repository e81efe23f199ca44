import { isClosingLine, lineEnd } from './lex-scan.ts';
import { type HeredocFrame, type LexState, recordLexFault, topFrame } from './lex-state.ts';
import * as tokenKinds from './token-kinds.ts';

/** Takes away the innermost frame, with the empty token that closes it. */
export function closeFrame(state: LexState): void {
  const frame = state.frames.pop();
  if (!frame) return;
  const kind =
    frame.kind === 'code'
      ? tokenKinds.closeSequence
      : frame.kind === 'quoted'
        ? tokenKinds.closeQuote
        : tokenKinds.closeHeredoc;
  state.tokens.push(kind, state.position, state.position);
}

/** Closes what is still open at the end of the text with empty tokens, and reports the innermost of it. */
export function closeUnfinished(state: LexState): void {
  const frame = topFrame(state);
  if (state.frames.length > 1) reportUnfinished(state, frame.start, frame.kind === 'code');
  while (state.frames.length > 1) closeFrame(state);
}

function reportUnfinished(state: LexState, opener: number, isSequence: boolean): void {
  const { text } = state;
  const isHeredoc = text.charAt(opener) === '<';
  const what = isSequence ? 'template sequence' : isHeredoc ? 'heredoc' : 'string';
  const tag = isHeredoc ? text.slice(opener).match(/^<<-?([^\r\n]*)/)?.[1] : undefined;
  const hint = isSequence
    ? 'close it with }; for a literal ${ or %{ double the first character'
    : isHeredoc
      ? `end it with ${tag} alone on a line, followed by a line break`
      : 'close it with a double quote';
  recordLexFault(state, {
    code: 'hcl-unclosed',
    range: { start: text.length, end: text.length },
    message: `the ${what} is not closed before the end of the file`,
    hint,
    related: {
      message: `the ${what} opens here`,
      range: { start: opener, end: opener + (isHeredoc ? 2 : isSequence ? 2 : 1) },
    },
  });
}

/** Deeper nesting is not looked at for tags; the parser gives it up anyway. */
const maxRepairedDepth = 1000;

/**
 * At the start of a line of code inside of a heredoc: notes whether the line is the tag of the heredoc, and when repairing,
 * closes all that is open inside the heredoc.
 */
export function meetTag(state: LexState): void {
  const { text, position, frames } = state;
  if (frames.length > maxRepairedDepth) return;
  const heredoc = frames.findLast((frame): frame is HeredocFrame => frame.kind === 'heredoc');
  if (heredoc?.tag === undefined) return;
  const end = lineEnd(text, position);
  if (!isClosingLine(text.slice(position, end), heredoc.tag)) return;
  state.metTag = true;
  if (!state.isRepairing) return;
  const opener = frames[frames.indexOf(heredoc) + 1]?.start ?? position;
  recordLexFault(state, {
    code: 'hcl-unclosed',
    range: { start: position, end },
    message: 'a template sequence is not closed before the end of the heredoc',
    hint: 'close it with }; for a literal ${ or %{ double the first character',
    related: { message: 'the template sequence opens here', range: { start: opener, end: opener + 2 } },
  });
  while (topFrame(state) !== heredoc) closeFrame(state);
  heredoc.atLineStart = true;
}
