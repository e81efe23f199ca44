import { graphemesOf } from '../diagnostics/graphemes.ts';

/** One character of a shown line. */
export interface Cell {
  readonly text: string;
  /** Columns it takes on a terminal: 0, 1 or 2; a tab takes what is left to the next stop. */
  readonly width: number;
  /** UTF-16 offsets in the line it was made from. */
  readonly start: number;
  readonly end: number;
}

const tabStop = 4;

/** Splits a line into what a terminal shows: tabs expanded, characters that would steer the terminal made visible. */
export function toCells(line: string): Cell[] {
  const cells: Cell[] = [];
  let offset = 0;
  let column = 0;
  for (const cluster of graphemesOf(line)) {
    const text = cluster === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : printable(cluster);
    const width = cluster === '\t' ? text.length : clusterWidth(text);
    cells.push({ text, width, start: offset, end: offset + cluster.length });
    offset += cluster.length;
    column += width;
  }
  return cells;
}

/**
 * A text that is safe to print: control characters become their pictures (`␛`), those that reorder or hide text become U+FFFD.
 * A file must not be able to move the cursor, or show a reader something else than it says.
 */
export function printable(text: string): string {
  return text
    .replaceAll(/[\0-\x1f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
    .replaceAll('\x7f', '\u2421')
    .replaceAll(/[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** Columns a cluster takes: emoji and East Asian wide characters two, lone marks none. */
function clusterWidth(cluster: string): number {
  if (/^[\x20-\x7e]$/.test(cluster)) return 1;
  if (/^\p{Emoji_Presentation}|^\p{RI}\p{RI}|^\p{Extended_Pictographic}\ufe0f|^[0-9#*]\ufe0f\u20e3/u.test(cluster))
    return 2;
  if (/^[\p{Mark}\u200b-\u200d\ufeff]+$/u.test(cluster)) return 0;
  return isWide(cluster.codePointAt(0) ?? 0) ? 2 : 1;
}

/** Blocks whose characters are Wide or Fullwidth (Unicode Standard Annex 11). */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function isWide(codePoint: number): boolean {
  return codePoint >= 0x1100 && wideBlocks.some(([from, to]) => codePoint >= from && codePoint <= to);
}
