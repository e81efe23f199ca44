import { inflateRawSync } from 'node:zlib';

/** Limits of an archive; generous for Terraform modules. */
export const zipLimits = {
  entries: 10_000,
  /** Bytes of all files together, unpacked. */
  totalBytes: 104_857_600,
  /** Bytes of a name. */
  nameBytes: 1024,
  /** Unpacked bytes for one packed, for entries over a mebibyte; deflate cannot do more than about 1032. */
  ratio: 200,
} as const;

/** An archive that cannot or must not be unpacked. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc: number;
  readonly headerOffset: number;
  readonly isLink: boolean;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const linkMode = 0o120000;

/**
 * Unpacks an archive in memory: files by path, folders left out.
 * Sizes are checked against the directory before anything is inflated, and against what is inflated afterwards.
 * @throws ZipError when it is damaged, over a limit, or has an entry that would land outside of its folder.
 */
export function unzip(archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readDirectory(archive, view);
  checkEntries(entries);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!entry.name.endsWith('/')) files.set(entry.name, inflateEntry(archive, view, entry));
  }
  return files;
}

function readDirectory(archive: Uint8Array, view: DataView): readonly Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > zipLimits.entries) throw new ZipError(`the archive has more than ${zipLimits.entries} entries`);
  let offset = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (offset + 46 > end || view.getUint32(offset, true) !== centralSignature) {
      throw new ZipError('the archive has a damaged directory');
    }
    const nameLength = view.getUint16(offset + 28, true);
    const next = offset + 46 + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
    if (nameLength > zipLimits.nameBytes || next > end) throw new ZipError('the archive has a damaged directory');
    entries.push(readEntry(archive, view, offset, nameLength));
    offset = next;
  }
  return entries;
}

function findEnd(view: DataView): number {
  for (let offset = view.byteLength - 22; offset >= 0 && offset >= view.byteLength - 65_557; offset--) {
    if (view.getUint32(offset, true) === endSignature) return offset;
  }
  throw new ZipError('the object is not a zip archive');
}

function readEntry(archive: Uint8Array, view: DataView, offset: number, nameLength: number): Entry {
  if ((view.getUint16(offset + 8, true) & 1) !== 0) throw new ZipError('the archive is encrypted');
  const unixMode = view.getUint32(offset + 38, true) >>> 16;
  return {
    name: decodeName(archive.subarray(offset + 46, offset + 46 + nameLength)),
    method: view.getUint16(offset + 10, true),
    crc: view.getUint32(offset + 16, true),
    packedBytes: view.getUint32(offset + 20, true),
    bytes: view.getUint32(offset + 24, true),
    headerOffset: view.getUint32(offset + 42, true),
    isLink: (unixMode & 0o170000) === linkMode,
  };
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ZipError('the archive has a name that is not UTF-8');
  }
}

function checkEntries(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const shown = JSON.stringify(entry.name);
    if (!isInside(entry.name)) throw new ZipError(`the archive has an entry outside of its folder: ${shown}`);
    if (entry.isLink) throw new ZipError(`the archive has a symbolic link: ${shown}`);
    if (seen.has(entry.name)) throw new ZipError(`the archive has an entry twice: ${shown}`);
    seen.add(entry.name);
    total += entry.bytes;
    if (total > zipLimits.totalBytes)
      throw new ZipError(`the archive unpacks to more than ${zipLimits.totalBytes} bytes`);
    if (entry.bytes > 1_048_576 && entry.bytes > entry.packedBytes * zipLimits.ratio) {
      throw new ZipError(`the archive has an entry that unpacks to over ${zipLimits.ratio} times its size: ${shown}`);
    }
  }
}

/** Whether a path stays below the folder it is unpacked into. */
export function isInside(path: string): boolean {
  if (path === '' || path.startsWith('/') || /[\\\0]|^[A-Za-z]:/.test(path)) return false;
  return path
    .replace(/\/$/, '')
    .split('/')
    .every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

function inflateEntry(archive: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { headerOffset } = entry;
  if (headerOffset + 30 > archive.byteLength || view.getUint32(headerOffset, true) !== localSignature) {
    throw new ZipError(`the archive is damaged at ${JSON.stringify(entry.name)}`);
  }
  const start = headerOffset + 30 + view.getUint16(headerOffset + 26, true) + view.getUint16(headerOffset + 28, true);
  const packed = archive.subarray(start, start + entry.packedBytes);
  const bytes = inflate(packed, entry);
  if (packed.byteLength !== entry.packedBytes || bytes.byteLength !== entry.bytes || crc32(bytes) !== entry.crc) {
    throw new ZipError(`the archive is damaged at ${JSON.stringify(entry.name)}`);
  }
  return bytes;
}

function inflate(packed: Uint8Array, entry: Entry): Uint8Array {
  if (entry.method === 0) return packed.slice();
  if (entry.method !== 8) throw new ZipError(`the archive uses compression method ${entry.method}, not deflate`);
  try {
    // Stops at the size the directory states, so that an entry cannot grow beyond it.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) });
  } catch (error) {
    throw new ZipError(`the archive is damaged at ${JSON.stringify(entry.name)}`, { cause: error });
  }
}

const crcTable: Uint32Array = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (crcTable[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
