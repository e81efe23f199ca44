import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import { openAppendLog, readAppendLog } from '../../src/files/append-log.ts';
import { fc } from '../properties.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-log-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openAppendLog', () => {
  it('reads back what was appended, over several openings', () => {
    const first = openAppendLog(path);
    first.append({ step: 1 });
    first.append('two\nlines');
    first.close();
    const second = openAppendLog(path);
    expect(second.records).toEqual([{ step: 1 }, 'two\nlines']);
    second.append(null);
    second.close();
    expect(readAppendLog(path).records).toEqual([{ step: 1 }, 'two\nlines', null]);
  });

  it('keeps every whole record wherever the file is cut, and goes on after the last of them', () => {
    const records = [{ a: 'é✓' }, [1, 2], 'x'];
    const log = openAppendLog(path);
    for (const record of records) log.append(record);
    log.close();
    const full = readFileSync(path);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: full.length }), (length) => {
        writeFileSync(path, full);
        truncateSync(path, length);
        const whole = full.subarray(0, length).filter((byte) => byte === 0x0a).length;
        const cut = openAppendLog(path);
        expect(cut.records).toEqual(records.slice(0, whole));
        cut.append('next');
        cut.close();
        expect(readAppendLog(path).records).toEqual([...records.slice(0, whole), 'next']);
      }),
    );
  });

  it('refuses a file with a line that is not a record', () => {
    writeFileSync(path, '{"a":1}\nnot json\n{"b":2}\n');
    expect(() => openAppendLog(path)).toThrow(SettingsError);
    expect(() => readAppendLog(path)).toThrow(/journal\.jsonl:2 /);
  });
});

describe('readAppendLog', () => {
  it('reads a missing file as empty and does not make it', () => {
    expect(readAppendLog(path).records).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('does not cut a torn line off', () => {
    writeFileSync(path, '1\n');
    appendFileSync(path, '{"torn');
    expect(readAppendLog(path)).toEqual({ records: [1], sizeBytes: 2 });
    expect(readFileSync(path, 'utf8')).toBe('1\n{"torn');
  });
});
