import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SettingsError } from '../errors.ts';
import { openAppendLog, readAppendLog } from '../files/append-log.ts';
import { withLock } from '../files/lock.ts';
import type { JournalStore } from './journal.ts';

const extension = '.jsonl';

/** Longer than a killed run's lock counts, so that nobody who tries again after a crash is turned away. */
const defaultWaitMs = 12_000;

/**
 * Pages as append logs in a folder, which is made (and kept out of git) when the first one is opened.
 * Whoever holds a page has a lock beside it; that of a killed run ends after ten seconds. `waitMs`: how long to wait for a lock.
 * Methods throw `SettingsError` where the file system refuses: without a journal nothing may be submitted.
 */
export function journalFiles(folder: string, waitMs: number = defaultWaitMs): JournalStore {
  const label = (name: string): string => join(folder, `${name}${extension}`);
  return {
    label,
    names: () =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((file) => file.endsWith(extension))
            .map((file) => file.slice(0, -extension.length))
            .sort()
        : [],
    read: (name) => readAppendLog(label(name)).records,
    open(name) {
      const log = translating(folder, () => openAppendLog(label(name)));
      return { ...log, append: (record) => translating(folder, () => log.append(record)) };
    },
    remove: (name) => translating(folder, () => rmSync(label(name), { force: true })),
    async exclusively(name, work) {
      translating(folder, () => makeFolder(folder));
      return withLock(label(name), work, { waitMs });
    },
  };
}

/** The folder with a `.gitignore` of its own beside it: what a machine has under way is nobody else's business. */
function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const ignore = join(dirname(folder), '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
}

function translating<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw new SettingsError(
      `the journal in ${folder} cannot be written (${cause.message}); without it nothing is submitted, so make the folder writable`,
      { cause },
    );
  }
}
