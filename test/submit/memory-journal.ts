import { SettingsError } from '../../src/errors.ts';
import type { JournalStore } from '../../src/submit/journal.ts';

/** A journal in memory that survives the runs that write to it, as files do. */
export interface MemoryJournal extends JournalStore {
  /** Text of every page, by name. */
  readonly pages: Map<string, string>;
  /** Names of pages somebody holds. */
  readonly locks: Set<string>;
}

/** What happens to a run as it writes: a store for one run that may be killed. */
export interface Run {
  isDead: boolean;
  /** Called with every line before it is written; how many of its characters reach the disk when the run dies here, else undefined. */
  readonly dieWriting?: (line: string) => number | undefined;
}

/** A journal without files. Lines are whole or torn, as those of an append log after a crash. */
export function memoryJournal(): MemoryJournal {
  return storeOf(new Map(), new Set(), { isDead: false });
}

/** The same pages, as a run sees them that may die: it changes nothing any more then, and its locks are free. */
export function journalOfRun(journal: MemoryJournal, run: Run): MemoryJournal {
  return storeOf(journal.pages, new Set(), run);
}

function storeOf(pages: Map<string, string>, locks: Set<string>, run: Run): MemoryJournal {
  const whole = (name: string): string => {
    const text = pages.get(name) ?? '';
    return text.slice(0, text.lastIndexOf('\n') + 1);
  };
  const records = (name: string): unknown[] =>
    whole(name)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as unknown);
  return {
    pages,
    locks,
    label: (name) => `memory/${name}.jsonl`,
    names: () => [...pages.keys()].sort(),
    read: records,
    open(name) {
      if (!run.isDead) pages.set(name, whole(name));
      return {
        records: records(name),
        append(record) {
          const line = `${JSON.stringify(record)}\n`;
          if (run.isDead) throw new Error('killed');
          const reached = run.dieWriting?.(line);
          pages.set(name, (pages.get(name) ?? '') + line.slice(0, reached));
          if (reached === undefined) return;
          run.isDead = true;
          throw new Error('killed');
        },
        close: () => {},
      };
    },
    remove(name) {
      if (!run.isDead) pages.delete(name);
    },
    async exclusively(name, work) {
      if (locks.has(name)) throw new SettingsError(`${name} is in use`);
      locks.add(name);
      try {
        return await work();
      } finally {
        locks.delete(name);
      }
    },
  };
}
