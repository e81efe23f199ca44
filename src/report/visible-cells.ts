import { type Cell, toCells } from './printable.ts';

/**
 * The cells of a line that fit into `available` columns, with an ellipsis where something was cut.
 * `at` (UTF-16 offset) is always among them; cost does not depend on the length of the line.
 */
export function visibleCells(line: string, at: number, available: number): Cell[] {
  const room = Math.max(available, 20);
  const from = Math.max(0, at - 8 * room);
  const slice = line.slice(from, at + 8 * room);
  const cells = toCells(slice).map((cell) => ({ ...cell, start: cell.start + from, end: cell.end + from }));
  const isWhole = slice.length === line.length;
  if (isWhole && columnsOf(cells) <= room) return cells;
  const first = firstShown(cells, at, room, from > 0);
  const left = first > 0 || from > 0 ? [ellipsis(cells[first]?.start ?? from)] : [];
  const shown = takeColumns(cells.slice(first), room - left.length - 1);
  const next = cells[first + shown.length];
  const isCutRight = next !== undefined || from + slice.length < line.length;
  return [...left, ...shown, ...(isCutRight ? [ellipsis(next?.start ?? from + slice.length)] : [])];
}

/** Columns that cells take together. */
export function columnsOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** A line whose mark stands far to the right is shown from a third of the room before the mark. */
function firstShown(cells: readonly Cell[], at: number, room: number, isCutBefore: boolean): number {
  const marked = Math.max(
    0,
    cells.findIndex((cell) => cell.end > at),
  );
  if (!isCutBefore && columnsOf(cells.slice(0, marked)) <= (room * 2) / 3) return 0;
  let first = marked;
  for (let columns = 0; first > 0; first -= 1) {
    columns += cells[first - 1]?.width ?? 0;
    if (columns > room / 3) break;
  }
  return first;
}

function takeColumns(cells: readonly Cell[], room: number): Cell[] {
  const taken: Cell[] = [];
  let columns = 0;
  for (const cell of cells) {
    columns += cell.width;
    if (columns > room) break;
    taken.push(cell);
  }
  return taken;
}

function ellipsis(offset: number): Cell {
  return { text: '…', width: 1, start: offset, end: offset };
}
