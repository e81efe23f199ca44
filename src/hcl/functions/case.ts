/** The text in lower case, character by character, as Go maps them. */
export function lowerCase(text: string): string {
  return mapCharacters(text, (character) => character.toLowerCase());
}

/** The text in upper case, character by character: `ß` has no single upper case letter and stays. */
export function upperCase(text: string): string {
  return mapCharacters(text, (character) => character.toUpperCase());
}

/** The first letter of every word in title case. Words are separated by what is neither letter, digit nor underscore. */
export function titleCase(text: string): string {
  let inside = false;
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const separates = code < 0x80 ? !/[\p{L}\p{N}_]/u.test(character) : /\s/u.test(character);
    result += inside || separates ? character : upperCase(character);
    inside = !separates;
  }
  return result;
}

// JavaScript maps some characters to several (`ß` to `SS`); Go, one to one. In the few cases of difference the character stays.
function mapCharacters(text: string, change: (character: string) => string): string {
  if (/^[\0-\x7f]*$/.test(text)) return change(text);
  let result = '';
  for (const character of text) {
    const changed = change(character);
    result += [...changed].length === 1 ? changed : character === 'İ' ? 'i' : character;
  }
  return result;
}
