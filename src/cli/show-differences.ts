import { createTwoFilesPatch } from 'diff';
import picocolors from 'picocolors';
import { moduleFolder, terraformFolder } from '../render/hash.ts';
import { lockFileName } from '../render/lock-file.ts';
import type { FileDifference, RenderedFolder } from '../render/write.ts';

/**
 * Differences of a folder as one unified diff, as `git diff` would show what `imprint render` is about to do. The lock file is shown
 * only when nothing else differs, and the copy of the module for plain Terraform in one line a file.
 */
export function showDifferences(
  folder: RenderedFolder,
  differences: readonly FileDifference[],
  color: boolean,
): string {
  const colors = picocolors.createColors(color);
  const others = differences.filter(({ path }) => path !== lockFileName);
  const shown = others.length === 0 ? differences : others;
  return shown
    .map((difference) => {
      const twin = difference.path.replace(terraformFolder, moduleFolder);
      const isCopy = twin !== difference.path && shown.some((other) => isSameChange(other, difference, twin));
      if (isCopy) return `${folder.name}/${difference.path}: the same\n`;
      const lines = unifiedDiff(folder, difference).split('\n');
      return lines.map((line) => paint(line, colors)).join('\n');
    })
    .join('');
}

function isSameChange(other: FileDifference, { before, after }: FileDifference, path: string): boolean {
  return other.path === path && other.before === before && other.after === after;
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
