import type { Range } from '../../diagnostics/range.ts';
import type { TemplatePart } from '../ast.ts';
import { type Cursor, maxNesting } from './parse-cursor.ts';
import type { TemplatePiece } from './parse-template-pieces.ts';

/** A directive whose end was not met yet. */
interface OpenDirective {
  readonly piece: Extract<TemplatePiece, { kind: 'if' | 'for' }>;
  readonly body: TemplatePart[];
  /** Set once `else` was met. */
  otherwise?: TemplatePart[];
}

/** Nests pieces by their directives. Reports directives that do not belong together; what they enclose is kept. */
export function nestDirectives(cursor: Cursor, pieces: readonly TemplatePiece[], end: Range): readonly TemplatePart[] {
  const root: TemplatePart[] = [];
  const open: OpenDirective[] = [];
  let parts = root;
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'text':
      case 'interpolation':
        parts.push(piece);
        break;
      case 'if':
      case 'for':
        if (open.length >= maxNesting) {
          cursor.abort(piece.range);
          return root;
        }
        open.push({ piece, body: [] });
        break;
      case 'else':
        takeElse(cursor, open, piece.range);
        break;
      case 'endif':
      case 'endfor':
        takeEnd(cursor, open, root, piece);
        break;
    }
    parts = partsOf(open, root);
  }
  const unclosed = open[open.length - 1];
  if (unclosed && !cursor.failed) failUnclosed(cursor, unclosed, end);
  while (open.length > 0) closeDirective(open, root, end);
  return root;
}

function partsOf(open: readonly OpenDirective[], root: TemplatePart[]): TemplatePart[] {
  const innermost = open[open.length - 1];
  return innermost ? (innermost.otherwise ?? innermost.body) : root;
}

function takeElse(cursor: Cursor, open: readonly OpenDirective[], range: Range): void {
  const innermost = open[open.length - 1];
  if (innermost?.piece.kind === 'if' && !innermost.otherwise) {
    innermost.otherwise = [];
    return;
  }
  const message = !innermost
    ? 'this `else` belongs to no `if`'
    : innermost.piece.kind === 'for'
      ? 'a `for` directive cannot have an `else`'
      : 'this `if` has an `else` already';
  cursor.fail(range, { message, ...opened(innermost) });
}

function takeEnd(
  cursor: Cursor,
  open: OpenDirective[],
  root: TemplatePart[],
  piece: Extract<TemplatePiece, { kind: 'else' | 'endif' | 'endfor' }>,
): void {
  const innermost = open[open.length - 1];
  const wanted = piece.kind === 'endif' ? 'if' : 'for';
  if (innermost?.piece.kind === wanted) {
    closeDirective(open, root, piece.range);
    return;
  }
  const message = innermost
    ? `expected \`end${innermost.piece.kind}\` for the innermost directive, found \`${piece.kind}\``
    : `this \`${piece.kind}\` belongs to no \`${wanted}\``;
  cursor.fail(piece.range, { message, ...opened(innermost) });
}

function closeDirective(open: OpenDirective[], root: TemplatePart[], end: Range): void {
  const closed = open.pop();
  if (!closed) return;
  const { piece, body: then, otherwise = [] } = closed;
  const range = { start: piece.range.start, end: end.end };
  partsOf(open, root).push(
    piece.kind === 'if'
      ? { kind: 'if', condition: piece.condition, then, else: otherwise, range }
      : { kind: 'for', ...piece.names, collection: piece.collection, body: then, range },
  );
}

function failUnclosed(cursor: Cursor, unclosed: OpenDirective, end: Range): void {
  const { kind } = unclosed.piece;
  cursor.fail(end, {
    code: 'hcl-unclosed',
    message: `the template ends before its \`${kind}\` directive is closed`,
    hint: `close it with %{ end${kind} }`,
    ...opened(unclosed),
  });
}

function opened(directive: OpenDirective | undefined): { related?: { message: string; range: Range } } {
  if (!directive) return {};
  return { related: { message: `the \`${directive.piece.kind}\` begins here`, range: directive.piece.range } };
}
