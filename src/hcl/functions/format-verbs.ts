import { FunctionFault } from './function.ts';

/** A piece of a format string. */
export type FormatPiece = { readonly kind: 'text'; readonly text: string } | FormatVerb;

/** `%-05.2f` and the like. */
export interface FormatVerb {
  readonly kind: 'verb';
  /** As written, for messages. */
  readonly text: string;
  /** The letter. */
  readonly mode: string;
  /** Which argument, from 0. */
  readonly argument: number;
  readonly flags: ReadonlySet<string>;
  readonly width?: number;
  readonly precision?: number;
}

const verb = /%([#+\- 0]*)(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([A-Za-z%])/y;

/** Characters a width or precision may ask for. */
export const maxFormatWidth = 100_000;

/**
 * The pieces of a format string.
 *
 * @throws {FunctionFault} at a `%` that is followed by none of the verbs
 * @see https://developer.hashicorp.com/terraform/language/functions/format
 */
export function parseFormat(format: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let next = 0;
  let position = 0;
  while (position < format.length) {
    const start = format.indexOf('%', position);
    if (start === -1) break;
    if (start > position) pieces.push({ kind: 'text', text: format.slice(position, start) });
    verb.lastIndex = start;
    const match = verb.exec(format);
    if (match === null) throw new FunctionFault(`the "%" at ${start} begins no verb`, 0);
    position = verb.lastIndex;
    if (match[0] === '%%') {
      pieces.push({ kind: 'text', text: '%' });
      continue;
    }
    const piece = readVerb(match, next);
    pieces.push(piece);
    next = piece.argument + 1;
  }
  pieces.push({ kind: 'text', text: format.slice(position) });
  return pieces;
}

function readVerb(
  [text, flags = '', width = '', precision, index, mode = '']: RegExpExecArray,
  next: number,
): FormatVerb {
  if (!'vtbdoxXeEfgGsq'.includes(mode)) throw new FunctionFault(`"${text}" is not a verb of format()`, 0);
  const argument = index === undefined ? next : Number(index) - 1;
  if (argument < 0) throw new FunctionFault(`arguments are counted from 1 in "${text}"`, 0);
  if (Number(width) > maxFormatWidth || Number(precision ?? 0) > maxFormatWidth) {
    throw new FunctionFault(`widths up to ${maxFormatWidth} are supported`, 0);
  }
  return {
    kind: 'verb',
    text,
    mode,
    argument,
    flags: new Set(flags),
    ...(width !== '' && { width: Number(width) }),
    ...(precision !== undefined && { precision: Number(precision) }),
  };
}
