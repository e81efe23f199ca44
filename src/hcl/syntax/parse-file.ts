import type { Body } from '../ast.ts';
import type { Fault } from './lex-faults.ts';
import { lineEnd, lineStart } from './lex-scan.ts';
import type { TokenList } from './lex-tokens.ts';
import { type LexResult, lex } from './lexer.ts';
import { readBody } from './parse-body.ts';
import { Cursor, maxFaults } from './parse-cursor.ts';
import { readExpression } from './parse-operators.ts';
import { type Structure, structureByIndentation } from './parse-structure.ts';
import * as tokenKinds from './token-kinds.ts';

/** A parsed file with the tokens it was read from. */
export interface ParsedFile {
  readonly tokens: TokenList;
  readonly body: Body;
  /** Everything wrong with the text, in no certain order. */
  readonly faults: readonly Fault[];
}

/**
 * Parses a file and keeps its tokens, for those who change the text.
 *
 * When a block is still open at the end of the file, all that followed was read as its content. Then the file is read once more, with its
 * brackets paired by indentation, for the body; the faults stay those of the first reading, as Terraform places them.
 */
export function parseFile(text: string): ParsedFile {
  const lexed = lex(text);
  const parsed = parseLexed(lexed);
  return lexed.isRepairable && parsed.faults.length > 0 ? parseLexed(lex(text, { isRepairing: true })) : parsed;
}

function parseLexed(lexed: LexResult): ParsedFile {
  const { tokens } = lexed;
  const first = readFile(lexed);
  const faults = withoutConsequences([...lexed.faults, ...first.faults]);
  const [open] = first.unclosedBlocks;
  if (open === undefined) return { tokens, body: first.body, faults };
  const structure = structureByIndentation(tokens);
  const unclosed = unclosedBlockFault(tokens, open, structure, faults);
  return { tokens, body: readFile(lexed, structure).body, faults: unclosed ? [...faults, unclosed] : faults };
}

interface Reading {
  readonly body: Body;
  readonly faults: readonly Fault[];
  readonly unclosedBlocks: readonly number[];
}

function readFile(lexed: LexResult, structure?: Structure): Reading {
  const cursor = new Cursor(lexed, readExpression, structure);
  const { items } = readBody(cursor, tokenKinds.end);
  const body: Body = { kind: 'body', items, range: { start: 0, end: lexed.tokens.text.length } };
  return { body, faults: cursor.faults, unclosedBlocks: cursor.unclosedBlocks };
}

/** Leaves out what is said of something unclosed when there is a fault between it and the place where that was noticed. */
function withoutConsequences(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ code, range, related }) => {
    if (code !== 'hcl-unclosed' || !related) return true;
    return !faults.some(({ range: { start } }) => start >= related.range.start && start < range.start);
  });
}

/**
 * The fault of a block that is open at the end of the file, at the place Terraform gives, with the place that lacks the brace
 * by its indentation. Undefined when another fault explains it.
 */
function unclosedBlockFault(
  tokens: TokenList,
  open: number,
  structure: Structure,
  faults: readonly Fault[],
): Fault | undefined {
  if (faults.some(({ range }) => range.start >= tokens.text.length)) return undefined;
  const suspects = [...structure.unclosed]
    .slice(0, maxFaults)
    .filter(([suspect, end]) => !faults.some((fault) => explains(tokens, fault, suspect, end)))
    .map(([suspect]) => suspect);
  const suspect = suspects.includes(open) ? open : suspects[0];
  if (suspect === undefined && faults.length > 0) return undefined;
  const range = { start: tokens.start(open), end: tokens.end(open) };
  const isElsewhere = suspect !== undefined && suspect !== open;
  return {
    code: 'hcl-unclosed',
    range,
    message: 'the block opened here is not closed before the end of the file',
    hint: isElsewhere ? 'close the inner one with }' : 'close it with }',
    ...(isElsewhere && {
      related: {
        message: 'by its indentation, this is what was not closed',
        range: { start: tokens.start(suspect), end: tokens.end(suspect) },
      },
    }),
  };
}

/**
 * Whether a fault says why a bracket seems to be unclosed before the token `end`: it stands on the line of the bracket, something
 * that may have swallowed the closer is unclosed in between, or something wrong stands where the closer should.
 */
function explains(tokens: TokenList, { code, range }: Fault, bracket: number, end: number): boolean {
  const line = lineStart(tokens.text, tokens.start(bracket));
  if (range.start < line || range.start > tokens.start(end)) return false;
  if (range.start <= lineEnd(tokens.text, line) || code === 'hcl-unclosed') return true;
  return range.start - lineStart(tokens.text, range.start) <= indentationOf(tokens.text, line);
}

function indentationOf(text: string, line: number): number {
  let end = line;
  while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
  return end - line;
}
