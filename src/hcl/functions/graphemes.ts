let segmenter: Intl.Segmenter | undefined;

/** The user-perceived characters of a text, which is what Terraform counts and cuts by. */
export function graphemesOf(text: string): readonly string[] {
  if (isSimple(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

// Below U+0300 only carriage return with line feed makes one character of two.
function isSimple(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x300 || code === 13) return false;
  }
  return true;
}
