import { type CST, Lexer, Parser } from 'yaml';
import type { Range } from '../diagnostics/range.ts';

/** Collections may stand in each other this deep; the composer of the yaml package recurses, so a limit is needed. */
export const maxNestingDepth = 100;

/** The concrete syntax of a YAML text. */
export interface YamlTokens {
  /** Top-level tokens; those after `tooDeepAt` are missing. */
  readonly tokens: readonly CST.Token[];
  /** Every comment, `#` included, in order. */
  readonly comments: readonly Range[];
  /** Offset of the first collection beyond `maxNestingDepth`, where reading stopped; absent in sane documents. */
  readonly tooDeepAt?: number;
  /** Where `[`, `{` and quotes stand that are never closed, in order of their noticed ends. */
  readonly unclosed: readonly number[];
}

/** Lexes and parses a YAML text in one pass, linear in its length, without ever nesting deeper than the limit. */
export function tokenizeYaml(text: string): YamlTokens {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const comments: Range[] = [];
  const openings = new OpeningTracker();
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    const { offset } = parser;
    if (!isScalar) {
      if (lexeme.startsWith('#')) comments.push({ start: offset, end: offset + lexeme.length });
      else openings.see(lexeme, offset);
    }
    isScalar = lexeme === scalarMark;
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > maxNestingDepth && openCollections(parser.stack) > maxNestingDepth) {
      return { tokens, comments, unclosed: [], tooDeepAt: offset };
    }
  }
  tokens.push(...parser.end());
  return { tokens, comments, unclosed: openings.unclosed() };
}

/** What the lexer says before each plain or block scalar. */
const scalarMark = '\x1f';
/** What the lexer says where indentation ends `[…` or `{…` before its bracket. */
const flowEndMark = '\x18';

/** Follows brackets and quotes, to be able to show where an unclosed one begins. */
class OpeningTracker {
  readonly #open: number[] = [];
  readonly #unclosed: number[] = [];

  see(lexeme: string, offset: number): void {
    if (lexeme === '[' || lexeme === '{') this.#open.push(offset);
    else if (lexeme === ']' || lexeme === '}') this.#open.pop();
    else if (lexeme === flowEndMark) this.#unclosed.push(...this.#open.splice(0));
    else if (/^["']/.test(lexeme) && !isClosedQuote(lexeme)) this.#unclosed.push(offset);
  }

  unclosed(): number[] {
    return [...this.#unclosed, ...this.#open];
  }
}

/** Whether a lexeme that starts with a quote ends with its own closing one, not with an escaped one. */
function isClosedQuote(lexeme: string): boolean {
  if (lexeme.length < 2) return false;
  if (lexeme.startsWith('"')) return lexeme.endsWith('"') && trailing(lexeme.slice(0, -1), '\\') % 2 === 0;
  return trailing(lexeme.slice(1), "'") % 2 === 1;
}

function trailing(text: string, character: string): number {
  let count = 0;
  while (count < text.length && text[text.length - 1 - count] === character) count += 1;
  return count;
}

function openCollections(stack: readonly CST.Token[]): number {
  return stack.filter((token) => 'items' in token).length;
}
