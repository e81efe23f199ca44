// What Go's unicode.IsSpace takes for a space. JavaScript differs in U+0085 and in the byte order mark.
const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Whether a character is white space to Terraform. */
export function isSpace(character: string): boolean {
  return space.test(character);
}

/** A text without the white space at its start. */
export function trimStart(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charAt(start))) start++;
  return text.slice(start);
}

/** A text without the white space at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A text without the white space around it. */
export function trimSpace(text: string): string {
  return trimStart(trimEnd(text));
}
