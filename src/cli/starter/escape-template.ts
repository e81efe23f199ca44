import { applyEdits, type TextEdit } from '../../hcl/format/edits.ts';
import type { TokenKind } from '../../hcl/syntax/lex-tokens.ts';
import { lex } from '../../hcl/syntax/lexer.ts';
import * as tokenKinds from '../../hcl/syntax/token-kinds.ts';

/** Braces as a template writes them. */
const escaped = '{{"{{"}}';

/**
 * A text as a template that renders to it: `{{` would begin an expression of the template. In Terraform code it is told where the braces
 * stand: between pieces of code a space parts them, and behind `$`, `%` and `\` Terraform itself writes the second brace.
 */
export function escapeTemplate(text: string, path: string): string {
  if (!text.includes('{{')) return text;
  return path.endsWith('.tf') ? escapeCode(text) : text.replaceAll('{{', escaped);
}

function escapeCode(text: string): string {
  const { tokens } = lex(text);
  const edits: TextEdit[] = [];
  let index = 0;
  for (let at = text.indexOf('{{'); at !== -1; at = text.indexOf('{{', at)) {
    while (index < tokens.length && tokens.end(index) <= at) index += 1;
    // Either brace in a piece of text, which may be two pieces (`$${` is one); or both in a comment; else they belong to the code.
    const second = tokens.end(index) < at + 2 ? index + 1 : index;
    if (!isText(tokens.kind(index)) || !isText(tokens.kind(second))) {
      edits.push({ range: { start: at + 1, end: at + 1 }, text: ' ' });
      at += 1;
    } else if (tokens.kind(index) !== tokenKinds.comment && /[$%\\]/.test(text[at - 1] ?? '')) {
      edits.push({ range: { start: at + 1, end: at + 2 }, text: '${"{"}' });
      at += 2;
    } else {
      edits.push({ range: { start: at, end: at + 2 }, text: escaped });
      at += 2;
    }
  }
  return applyEdits(text, edits);
}

function isText(kind: TokenKind): boolean {
  return [tokenKinds.quotedText, tokenKinds.plainText, tokenKinds.comment].some((text) => text === kind);
}
