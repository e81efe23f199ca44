let made: Intl.Segmenter | undefined;

// Making one takes longer than reading a module does, and few texts need it.
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return made;
}

/** The user-perceived characters of a text: what Terraform counts and cuts by, and what a caret stands under. */
export function graphemesOf(text: string): readonly string[] {
  return isSimple(text) ? text.split('') : Array.from(segmenter().segment(text), ({ segment }) => segment);
}

/** How many user-perceived characters a text has. */
export function countGraphemes(text: string): number {
  return isSimple(text) ? text.length : graphemesBefore(text, text.length + 1);
}

/** How many of them begin and end before an offset in UTF-16 units; one the offset cuts through counts as not yet begun. */
export function graphemesBefore(text: string, offset: number): number {
  let count = 0;
  for (const { index, segment } of segmenter().segment(text)) {
    if (index + segment.length > offset) break;
    count += 1;
  }
  return count;
}

// Below U+0300 only carriage return with line feed makes one character of two.
function isSimple(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x300 || code === 13) return false;
  }
  return true;
}
