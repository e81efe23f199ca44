import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import { type JournalPage, openJournal, readJournal } from '../../src/submit/journal.ts';
import { journalFiles } from '../../src/submit/journal-files.ts';
import type { Intent } from '../../src/submit/journal-record.ts';
import { fc } from '../properties.ts';

const deployment = 'projects/p/locations/l/deployments/shop-dev';
const intent: Intent = {
  environment: 'shop/dev',
  deployment,
  contentHash: 'sha256:ab',
  mutation: {
    method: 'DeleteDeployment',
    request: { name: deployment, force: true, deletePolicy: 'DELETE', requestId: 'b7c1' },
  },
};

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'imprint-journal-'));
  folder = join(root, '.imprint/journal');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Does something with the page of a deployment, in a run of its own. */
function inRun<T>(work: (page: JournalPage) => T, target = 'google'): Promise<T> {
  return openJournal(journalFiles(folder), target, () => Date.UTC(2026, 0, 1)).hold(deployment, async (page) =>
    work(page),
  );
}

describe('the journal in files', () => {
  it('keeps an entry from its beginning to its end, over runs', async () => {
    await inRun((page) => page.begin(intent));
    const begun = { ...intent, target: 'google', time: '2026-01-01T00:00:00.000Z' };
    expect(readJournal(journalFiles(folder)).entries).toEqual([begun]);
    await inRun((page) => {
      expect(page.entry).toEqual(begun);
      page.submitted('operations/o');
    });
    expect(readJournal(journalFiles(folder)).entries).toEqual([{ ...begun, operation: 'operations/o' }]);
    await inRun((page) => page.end('deleted'));
    expect(readJournal(journalFiles(folder)).entries).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has the entry on the disk before the call returns', async () => {
    await inRun((page) => {
      page.begin(intent);
      const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
      expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toMatchObject({ kind: 'begun', formatVersion: 1 });
    });
  });

  it('keeps targets apart', async () => {
    await inRun((page) => page.begin(intent));
    await inRun((page) => expect(page.entry).toBeUndefined(), 'http://127.0.0.1:8380');
    expect(readJournal(journalFiles(folder)).entries).toHaveLength(1);
  });

  it('reads what whole lines say, wherever a crash cut the file', async () => {
    await inRun((page) => {
      page.begin(intent);
      page.submitted('operations/o');
    });
    const [file = ''] = readdirSync(folder);
    const text = readFileSync(join(folder, file), 'utf8');
    const first = text.indexOf('\n') + 1;
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        writeFileSync(join(folder, file), text.slice(0, length));
        const [entry] = readJournal(journalFiles(folder)).entries;
        expect(entry === undefined).toBe(length < first);
        expect(entry?.operation).toBe(length < text.length ? undefined : 'operations/o');
      }),
    );
  });

  it('goes on after a torn line', async () => {
    await inRun((page) => page.begin(intent));
    const [file = ''] = readdirSync(folder);
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}{"kind":"subm`);
    await inRun((page) => page.submitted('operations/o'));
    expect(readJournal(journalFiles(folder)).entries).toMatchObject([{ operation: 'operations/o' }]);
  });

  it('refuses a page of another version and one that is none, names the file, and still reads the others', async () => {
    await inRun((page) => page.begin(intent));
    const [file = ''] = readdirSync(folder);
    const path = join(folder, file);
    writeFileSync(join(folder, 'other.jsonl'), '{"kind":"begun","formatVersion":2}\n');
    writeFileSync(join(folder, 'none.jsonl'), '{"a":1}\n');
    const { entries, unreadable } = readJournal(journalFiles(folder));
    expect(entries).toHaveLength(1);
    expect(unreadable).toEqual([
      expect.stringMatching(/none\.jsonl cannot be read: a record has no kind/),
      expect.stringMatching(/other\.jsonl cannot be read: its format is 2, and this version reads 1\n.*imprint resume/),
    ]);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"formatVersion":1', '"formatVersion":2'));
    await expect(inRun(() => {})).rejects.toBeInstanceOf(SettingsError);
    expect(existsSync(path)).toBe(true);
  });

  it('keeps itself out of git, and leaves a rule that is there alone', async () => {
    await inRun(() => {});
    expect(readFileSync(join(root, '.imprint/.gitignore'), 'utf8')).toBe('*\n');
    writeFileSync(join(root, '.imprint/.gitignore'), 'journal/\n');
    await inRun(() => {});
    expect(readFileSync(join(root, '.imprint/.gitignore'), 'utf8')).toBe('journal/\n');
  });

  it('reads as empty where there is none, and makes nothing', () => {
    expect(readJournal(journalFiles(folder))).toEqual({ entries: [], unreadable: [] });
    expect(existsSync(folder)).toBe(false);
  });

  it('says what to do where no file can be written, before anything is done', async () => {
    writeFileSync(join(root, '.imprint'), 'a file where the folder should be');
    await expect(inRun(() => 'done')).rejects.toThrow(/the journal in .* cannot be written .*make the folder writable/);
  });

  it('lets one run at a time at a deployment', async () => {
    const journal = openJournal(journalFiles(folder, 0), 'google', Date.now);
    await journal.hold(deployment, async () => {
      await expect(journal.hold(deployment, async () => {})).rejects.toThrow(/in use by another imprint process/);
      await journal.hold(`${deployment}-2`, async () => {});
    });
  });
});
