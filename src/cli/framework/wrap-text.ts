/** Breaks a text between words into lines of at most `width` characters (at least 20); a longer word keeps its line to itself. */
export function wrapText(text: string, width: number): string[] {
  const limit = Math.max(width, 20);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
