/**
 * Rows under headings, columns as wide as their widest cell, two spaces between; no trailing spaces. Ends with a newline.
 * A row longer than `width` characters (default: any length) is cut, with an ellipsis.
 */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  width: number = Number.POSITIVE_INFINITY,
): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = [headings, ...rows].map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  return lines.map((line) => `${cut(line.trimEnd(), width)}\n`).join('');
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
