import { invalidArgument } from './storage-error.ts';

/** One part of a multipart body. */
export interface Part {
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
}

/**
 * Splits a `multipart/related` body (9.4). Lines may end in CRLF or LF, the boundary may be quoted by either quote.
 * @throws StorageError when the body is not of this form.
 * @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1
 */
export function splitMultipart(body: Uint8Array, contentType: string): readonly Part[] {
  const match = /boundary=(?:"([^"]+)"|'([^']+)'|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2] ?? match?.[3];
  if (boundary === undefined) throw invalidArgument('The multipart body has no boundary');
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = `--${boundary}`;
  const parts: Part[] = [];
  let at = nextDelimiter(bytes, delimiter, 0);
  while (at !== undefined && !isClosing(bytes, at.end)) {
    const next = nextDelimiter(bytes, delimiter, at.end);
    if (next === undefined) throw invalidArgument('The multipart body is not closed');
    parts.push(readPart(bytes.subarray(afterLine(bytes, at.end), next.start)));
    at = next;
  }
  if (at === undefined) throw invalidArgument('The multipart body does not begin with its boundary');
  return parts;
}

/** The next delimiter at the beginning of a line; `start` excludes the line break before it. */
function nextDelimiter(bytes: Buffer, delimiter: string, from: number): { start: number; end: number } | undefined {
  for (let at = bytes.indexOf(delimiter, from); at >= 0; at = bytes.indexOf(delimiter, at + 1)) {
    const end = at + Buffer.byteLength(delimiter);
    if (at !== 0 && bytes[at - 1] !== 10) continue;
    if (!/^(?:--)?[ \t]*(?:\r?\n|$)/.test(bytes.subarray(end, end + 80).toString('latin1'))) continue;
    return { start: beforeBreak(bytes, at, endsInCrlf(bytes, from)), end };
  }
  return undefined;
}

// A carriage return before the line break belongs to it only where the line of the delimiter before ends so too: else it is content.
function beforeBreak(bytes: Buffer, at: number, isCrlf: boolean): number {
  if (at === 0) return 0;
  return isCrlf && at > 1 && bytes[at - 2] === 13 ? at - 2 : at - 1;
}

function endsInCrlf(bytes: Buffer, from: number): boolean {
  return bytes[bytes.indexOf(10, from) - 1] === 13;
}

function isClosing(bytes: Buffer, end: number): boolean {
  return bytes[end] === 45 && bytes[end + 1] === 45;
}

function afterLine(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(10, from);
  return at < 0 ? bytes.length : at + 1;
}

function readPart(bytes: Buffer): Part {
  const headers: [string, string][] = [];
  let at = 0;
  while (at < bytes.length) {
    const next = afterLine(bytes, at);
    const line = bytes.subarray(at, next).toString('latin1').trimEnd();
    at = next;
    if (line === '') break;
    const colon = line.indexOf(':');
    if (colon <= 0) throw invalidArgument('A part of the multipart body has a malformed header');
    headers.push([line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return { headers: Object.fromEntries(headers), content: new Uint8Array(bytes.subarray(at)) };
}
