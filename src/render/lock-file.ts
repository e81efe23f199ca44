import type { Bundle } from './bundle.ts';
import { textHash } from './hash.ts';

/** Name of the lock file in an environment's folder. */
export const lockFileName = 'imprint.lock.json';

/** What `imprint.lock.json` says: the files of the last complete render. */
export interface LockFile {
  readonly formatVersion: 1;
  readonly environment: string;
  readonly blueprint: { readonly name: string; readonly version: string };
  readonly terraformVersion: string;
  readonly moduleHash: string;
  readonly contentHash: string;
  /** By path, sorted. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly executable?: true }>>;
}

/** The lock file of a bundle, as text. */
export function lockFileText(bundle: Bundle): string {
  const { formatVersion, environment, blueprint, submission, moduleHash, contentHash } = bundle;
  const files = bundle.files.map(({ path, text, executable }) => [
    path,
    { sha256: textHash(text), ...(executable && { executable }) },
  ]);
  const terraformVersion = submission.deployment.tfVersionConstraint.replace(/^=/, '');
  const lock = { formatVersion, environment, blueprint, terraformVersion, moduleHash, contentHash };
  return `${JSON.stringify({ ...lock, files: Object.fromEntries(files) }, undefined, 2)}\n`;
}

/** Reads a lock file; undefined when the text is none (torn, edited, or of a later version). */
export function parseLockFile(text: string): LockFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isLockFile(value) ? value : undefined;
}

function isLockFile(value: unknown): value is LockFile {
  if (typeof value !== 'object' || value === null) return false;
  const { formatVersion, environment, files } = value as Partial<Record<keyof LockFile, unknown>>;
  if (formatVersion !== 1 || typeof environment !== 'string' || typeof files !== 'object' || files === null)
    return false;
  return Object.values(files).every(
    (file: unknown) => typeof file === 'object' && file !== null && 'sha256' in file && typeof file.sha256 === 'string',
  );
}
