const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that bytes are in UTF-8, with a byte order mark if there is one; undefined when they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * The text of bytes of which some may not be UTF-8: each of those became half of a surrogate pair, which no text has, so that whoever reads
 * it can tell. Terraform minds them in texts, and not in comments.
 */
export function marredText(bytes: Uint8Array): string {
  return utf8Text(bytes) ?? lossy.decode(bytes).replaceAll('\ufffd', '\udc80');
}
