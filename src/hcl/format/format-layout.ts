import { countGraphemes } from '../../diagnostics/graphemes.ts';
import * as tokenKinds from '../syntax/token-kinds.ts';
import { bracketChange, isSpaceAfter } from './format-spacing.ts';
import type { FormatTokens } from './format-tokens.ts';

/** A line in up to three cells, each a span of tokens; what is absent is empty and stands at the end of the one before. */
interface Line {
  /** Index of the first token. */
  readonly start: number;
  /** Index of the equals sign whose value ends on this line too. */
  readonly assign: number;
  /** Index of a comment behind other tokens. */
  readonly comment: number;
  /** Index behind the last token. */
  readonly end: number;
}

/** Sets the spaces before all tokens: indentation, one space or none inside of a line, equals signs and comments in columns. */
export function layOut(tokens: FormatTokens): void {
  const lines = linesOf(tokens);
  indent(tokens, lines);
  for (const line of lines) {
    space(tokens, line.start, line.assign);
    if (line.assign < line.comment) tokens.setSpaces(line.assign, 1);
    space(tokens, line.assign, line.comment);
  }
  align(tokens, lines, (line) => (line.assign < line.comment ? line.assign : undefined));
  align(tokens, lines, (line) => (line.comment < line.end ? line.comment : undefined));
}

function linesOf(tokens: FormatTokens): Line[] {
  const lines: Line[] = [];
  const last = tokens.length - 1;
  let start = 0;
  for (let index = 0; index <= last; index++) {
    if (index < last && !tokens.endsLine(index)) continue;
    const end = index < last ? index + 1 : last;
    lines.push(lineOf(tokens, start, end));
    start = end;
  }
  return lines;
}

function lineOf(tokens: FormatTokens, start: number, end: number): Line {
  const hasComment = end - start > 1 && tokens.kind(end - 1) === tokenKinds.comment;
  const comment = hasComment ? end - 1 : end;
  for (let index = start + 1; index < comment; index++) {
    if (tokens.kind(index) !== tokenKinds.equal) continue;
    return { start, assign: netBrackets(tokens, index, comment) === 0 ? index : comment, comment, end };
  }
  return { start, assign: comment, comment, end };
}

function netBrackets(tokens: FormatTokens, start: number, end: number): number {
  let net = 0;
  for (let index = start; index < end; index++) net += bracketChange(tokens.kind(index));
  return net;
}

/** Two spaces for each line with brackets left open around this one, however many it left open. */
function indent(tokens: FormatTokens, lines: readonly Line[]): void {
  const openBrackets: number[] = [];
  for (const { start, assign, comment } of lines) {
    if (start >= comment) continue;
    if (tokens.kind(start) === tokenKinds.newline) {
      tokens.setSpaces(start, 0);
      continue;
    }
    const net = netBrackets(tokens, start, heredocIn(tokens, start, assign)) + netBrackets(tokens, assign, comment);
    if (net < 0) closeLevels(openBrackets, -net);
    tokens.setSpaces(start, 2 * openBrackets.length);
    if (net > 0) openBrackets.push(net);
  }
}

/** Where the count of brackets stops: at a heredoc, whose sequences are no levels. */
function heredocIn(tokens: FormatTokens, start: number, end: number): number {
  for (let index = start; index < end; index++) if (tokens.kind(index) === tokenKinds.openHeredoc) return index;
  return end;
}

function closeLevels(openBrackets: number[], count: number): void {
  let remaining = count;
  while (remaining > 0) {
    const level = openBrackets.pop();
    if (level === undefined) return;
    if (level > remaining) openBrackets.push(level - remaining);
    remaining -= level;
  }
}

function space(tokens: FormatTokens, start: number, end: number): void {
  for (let index = start; index < end - 1; index++) {
    tokens.setSpaces(index + 1, isSpaceAfter(tokens, index, index === start) ? 1 : 0);
  }
}

/** Moves one cell of consecutive lines that have it to the same column. */
function align(tokens: FormatTokens, lines: readonly Line[], cellOf: (line: Line) => number | undefined): void {
  let chain: { cell: number; width: number }[] = [];
  const closeChain = (): void => {
    let widest = 0;
    for (const { width } of chain) widest = Math.max(widest, width);
    for (const { cell, width } of chain) tokens.setSpaces(cell, widest - width + 1);
    chain = [];
  };
  for (const line of lines) {
    const cell = cellOf(line);
    if (cell === undefined) closeChain();
    else chain.push({ cell, width: columnsOf(tokens, line.start, cell) });
  }
  closeChain();
}

function columnsOf(tokens: FormatTokens, start: number, end: number): number {
  let columns = 0;
  for (let index = start; index < end; index++) columns += tokens.spaces(index) + countGraphemes(tokens.textOf(index));
  return columns;
}
