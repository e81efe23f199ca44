import { createHash } from 'node:crypto';
import { baseName } from '../config-api/names.ts';
import { SettingsError } from '../errors.ts';
import type { AppendLog } from '../files/append-log.ts';
import { type Intent, type JournalEntry, type JournalRecord, journalVersion, readEntry } from './journal-record.ts';

/**
 * What runs of this machine have asked of one target and do not know the end of. It keeps two runs of this machine off the same
 * deployment; runs of other machines are kept apart by the service itself, which answers 409 `ABORTED` while an operation runs.
 */
export interface Journal {
  /**
   * Does `work` while no other run of this machine is at the deployment (full name).
   * @throws SettingsError when one is, or when the page cannot be read.
   */
  hold<T>(deployment: string, work: (page: JournalPage) => Promise<T>): Promise<T>;
}

/** The journal's page about one deployment, held by its caller. */
export interface JournalPage {
  /** What is open: left by an earlier run, or begun by this one. Undefined: nothing. */
  readonly entry: JournalEntry | undefined;
  /** Opens an entry; it is on the disk when the call returns, so that the request may be sent. One at a time. */
  begin(intent: Intent): JournalEntry;
  /** Records the operation that the service has answered. */
  submitted(operation: string): void;
  /** Closes the entry, since its outcome is known: a word for whoever reads the file. */
  end(outcome: string): void;
}

/** Where pages are kept: files, or memory in tests. */
export interface JournalStore {
  /** Names of all pages, sorted. */
  names(): readonly string[];
  /** Whole records of a page; a missing page has none. */
  read(name: string): readonly unknown[];
  /** Opens a page for appending, making it when there is none. */
  open(name: string): AppendLog;
  remove(name: string): void;
  /** Runs `work` while nobody else does with the same name. Throws `SettingsError` when somebody does. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Name of a page for messages: its path. */
  label(name: string): string;
}

/** The journal of one target (`google` or a URL) in a store. `now` gives milliseconds since the epoch. */
export function openJournal(store: JournalStore, target: string, now: () => number): Journal {
  return {
    hold: (deployment, work) => {
      const name = pageName(target, deployment);
      return store.exclusively(name, async () => {
        const page = new Page(store, name, target, now);
        try {
          return await work(page);
        } finally {
          page.close();
        }
      });
    },
  };
}

/** All open entries of a store, sorted by target and deployment, and why pages could not be read. */
export function readJournal(store: JournalStore): {
  readonly entries: readonly JournalEntry[];
  readonly unreadable: readonly string[];
} {
  const entries: JournalEntry[] = [];
  const unreadable: string[] = [];
  for (const name of store.names()) {
    try {
      const entry = readEntry(store.read(name), store.label(name));
      if (entry !== undefined) entries.push(entry);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      unreadable.push(error.message);
    }
  }
  const key = ({ target, deployment }: JournalEntry): string => `${target} ${deployment}`;
  return { entries: entries.sort((a, b) => (key(a) < key(b) ? -1 : 1)), unreadable };
}

/** Readable, and different for every target and deployment. */
function pageName(target: string, deployment: string): string {
  const hash = createHash('sha256').update(`${target}\n${deployment}`).digest('hex');
  return `${baseName(deployment)}-${hash.slice(0, 16)}`;
}

class Page implements JournalPage {
  private readonly store: JournalStore;
  private readonly name: string;
  private readonly target: string;
  private readonly now: () => number;
  private log: AppendLog | undefined;
  private open: JournalEntry | undefined;

  constructor(store: JournalStore, name: string, target: string, now: () => number) {
    this.store = store;
    this.name = name;
    this.target = target;
    this.now = now;
    this.open = readEntry(store.read(name), store.label(name));
    // Ended and not removed, or torn before its first record was whole: nothing was sent that is not known.
    if (this.open === undefined) store.remove(name);
  }

  get entry(): JournalEntry | undefined {
    return this.open;
  }

  begin(intent: Intent): JournalEntry {
    if (this.open !== undefined) throw new TypeError(`${this.name} is open already`);
    const entry = { ...intent, target: this.target, time: this.time() };
    this.append({ kind: 'begun', formatVersion: journalVersion, ...entry });
    this.open = entry;
    return entry;
  }

  submitted(operation: string): void {
    if (this.open === undefined) throw new TypeError(`${this.name} has nothing open`);
    this.append({ kind: 'submitted', operation, time: this.time() });
    this.open = { ...this.open, operation };
  }

  end(outcome: string): void {
    this.append({ kind: 'ended', outcome, time: this.time() });
    this.open = undefined;
    this.close();
    this.store.remove(this.name);
  }

  close(): void {
    this.log?.close();
    this.log = undefined;
  }

  private append(record: JournalRecord): void {
    this.log ??= this.store.open(this.name);
    this.log.append(record);
  }

  private time(): string {
    return new Date(this.now()).toISOString();
  }
}
