/** A text decoded from bytes. */
export interface DecodedText {
  /** Without a byte order mark; bytes that are not UTF-8 became U+FFFD. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  /** Where the first bytes that are not UTF-8 stand. */
  readonly fault?: {
    /** In bytes from the start of the file. */
    readonly byteOffset: number;
    /** In `text`, UTF-16. */
    readonly offset: number;
    /** What the bytes seem to be instead, by their byte order mark; absent when nothing points to it. */
    readonly encoding?: 'UTF-16';
  };
}

/** Decodes UTF-8 and finds the first fault in it. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasByteOrderMark ? bytes.subarray(3) : bytes;
  try {
    return { text: strict.decode(content), hasByteOrderMark };
  } catch {
    // Only a TypeError for malformed bytes comes here; the place is what matters.
    const valid = validLength(content);
    const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return {
      text: lossy.decode(content),
      hasByteOrderMark,
      fault: {
        byteOffset: valid + (hasByteOrderMark ? 3 : 0),
        offset: strict.decode(content.subarray(0, valid)).length,
        ...(isUtf16 && { encoding: 'UTF-16' }),
      },
    };
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many bytes from the start are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
function validLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const size = sequenceLength(bytes, at);
    if (size === 0) break;
    at += size;
  }
  return at;
}

/** Length of the well-formed character at an offset; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const form = forms.find(({ from, to }) => first >= from && first <= to);
  if (!form) return 0;
  if (form.size > 1 && !isBetween(bytes[at + 1], form.second[0], form.second[1])) return 0;
  for (let index = 2; index < form.size; index += 1) {
    if (!isBetween(bytes[at + index], 0x80, 0xbf)) return 0;
  }
  return form.size;
}

function isBetween(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}

/** Well-formed byte sequences by their first byte, and what the second may be (Unicode, table 3-7). */
const forms: readonly { from: number; to: number; size: number; second: readonly [number, number] }[] = [
  { from: 0x00, to: 0x7f, size: 1, second: [0x80, 0xbf] },
  { from: 0xc2, to: 0xdf, size: 2, second: [0x80, 0xbf] },
  { from: 0xe0, to: 0xe0, size: 3, second: [0xa0, 0xbf] },
  { from: 0xe1, to: 0xec, size: 3, second: [0x80, 0xbf] },
  { from: 0xed, to: 0xed, size: 3, second: [0x80, 0x9f] },
  { from: 0xee, to: 0xef, size: 3, second: [0x80, 0xbf] },
  { from: 0xf0, to: 0xf0, size: 4, second: [0x90, 0xbf] },
  { from: 0xf1, to: 0xf3, size: 4, second: [0x80, 0xbf] },
  { from: 0xf4, to: 0xf4, size: 4, second: [0x80, 0x8f] },
];
