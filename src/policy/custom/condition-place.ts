import type { Location, Range } from '../../diagnostics/range.ts';
import type { CustomConstraint } from '../model.ts';

/**
 * The place of a piece of a condition in the file it is written in. YAML may fold a text over lines: the piece is found again by the
 * characters before it that are no white space. Where that does not work out the place is the whole condition.
 *
 * @param text of the file; undefined when it is not at hand
 */
export function conditionPlace(constraint: CustomConstraint, piece: Range, text: string | undefined): Location {
  const { condition, conditionLocation } = constraint;
  const { range } = conditionLocation;
  if (range === undefined) return conditionLocation;
  const length = range.end - range.start;
  const quotes = length === condition.length ? 0 : length === condition.length + 2 ? 1 : undefined;
  if (text === undefined)
    return quotes === undefined
      ? conditionLocation
      : { ...conditionLocation, range: shift(piece, range.start + quotes) };
  const written = text.slice(range.start, range.end);
  const offsets = alignTexts(condition, written);
  const start = offsets?.[piece.start];
  if (offsets === undefined || start === undefined) return conditionLocation;
  const last = offsets[Math.max(piece.start, piece.end - 1)] ?? start;
  return { ...conditionLocation, range: { start: range.start + start, end: range.start + last + 1 } };
}

function shift(piece: Range, by: number): Range {
  return { start: piece.start + by, end: piece.end + by };
}

/** Offset in `written` of each character of `value`; undefined when the two differ in more than white space and what stands before. */
function alignTexts(value: string, written: string): readonly number[] | undefined {
  const header = /^(?:[|>][^\n]*\n|["'])/.exec(written)?.[0].length ?? 0;
  const offsets: number[] = [];
  let at = header;
  for (const character of value) {
    if (/\s/.test(character)) {
      offsets.push(Math.min(at, written.length - 1));
      continue;
    }
    while (/\s/.test(written[at] ?? '')) at += 1;
    if (!written.startsWith(character, at)) return undefined;
    for (let unit = 0; unit < character.length; unit += 1) offsets.push(at + unit);
    at += character.length;
  }
  offsets.push(Math.min(at, written.length));
  return offsets;
}
