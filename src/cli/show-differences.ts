import { createTwoFilesPatch } from 'diff';
import picocolors from 'picocolors';
import type { FileDifference, RenderedFolder } from '../render/write.ts';

/** Differences of a folder as one unified diff, as `git diff` would show what `imprint render` is about to do. */
export function showDifferences(
  folder: RenderedFolder,
  differences: readonly FileDifference[],
  color: boolean,
): string {
  const colors = picocolors.createColors(color);
  return differences
    .map((difference) =>
      unifiedDiff(folder, difference)
        .split('\n')
        .map((line) => paint(line, colors))
        .join('\n'),
    )
    .join('');
}

function unifiedDiff({ name }: RenderedFolder, { path, before, after, executable }: FileDifference): string {
  const file = `${name}/${path}`;
  if (executable !== undefined) return `${file}: mode ${executable ? '0644 -> 0755' : '0755 -> 0644'}\n`;
  const oldName = before === undefined ? '/dev/null' : `a/${file}`;
  const newName = after === undefined ? '/dev/null' : `b/${file}`;
  const patch = createTwoFilesPatch(oldName, newName, before ?? '', after ?? '', undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, '');
}

function paint(line: string, colors: ReturnType<typeof picocolors.createColors>): string {
  if (line.startsWith('+++') || line.startsWith('---')) return colors.bold(line);
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('@@') ? colors.cyan(line) : line;
}
