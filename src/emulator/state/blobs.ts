import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../errors.ts';
import { writeFileAtomically } from '../../files/write-file.ts';

/** Contents as files named by their SHA-256: no name that a request chooses reaches the file system (20.6). */
export interface Blobs {
  /** Writes a content unless it is there; it is on the disk when the call returns. Gives its hash. */
  write(content: Uint8Array): string;
  /**
   * Reads a content.
   * @throws SettingsError when it is missing or not what its name says.
   */
  read(hash: string): Uint8Array;
  /** Removes those that are not wanted. */
  keepOnly(wanted: ReadonlySet<string>): void;
}

/** Opens a folder of contents, making it when there is none. */
export function openBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true });
  const written = new Set(readdirSync(folder));
  return {
    write(content) {
      const hash = hashOf(content);
      if (!written.has(hash)) writeFileAtomically(join(folder, hash), content);
      written.add(hash);
      return hash;
    },
    read(hash) {
      const path = join(folder, hash);
      const content = written.has(hash) ? new Uint8Array(readFileSync(path)) : undefined;
      if (content !== undefined && hashOf(content) === hash) return content;
      const what = content === undefined ? 'is missing' : 'was changed by something else';
      throw new SettingsError(`${path} ${what}; restore it, or begin anew with an empty folder`);
    },
    keepOnly(wanted) {
      for (const name of written) {
        if (wanted.has(name)) continue;
        rmSync(join(folder, name), { force: true });
        written.delete(name);
      }
    },
  };
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
