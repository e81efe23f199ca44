import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically, writeNewFile } from '../../src/files/write-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileAtomically', () => {
  it('replaces a file and leaves nothing beside it', () => {
    writeFileAtomically(join(folder, 'a'), 'one');
    writeFileAtomically(join(folder, 'a'), 'two ✓');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('two ✓');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('takes bytes as they are', () => {
    const bytes = Uint8Array.from([0, 255, 10, 13]);
    writeFileAtomically(join(folder, 'a'), bytes, { durable: false });
    expect(new Uint8Array(readFileSync(join(folder, 'a')))).toEqual(bytes);
  });

  it('gives the file the mode asked for, whatever the umask', () => {
    const umask = process.umask(0o077);
    try {
      writeFileAtomically(join(folder, 'run'), '', { mode: 0o755 });
    } finally {
      process.umask(umask);
    }
    expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o755);
  });

  it('replaces a symbolic link instead of writing through it', () => {
    writeFileSync(join(folder, 'target'), 'kept');
    symlinkSync(join(folder, 'target'), join(folder, 'link'));
    writeFileAtomically(join(folder, 'link'), 'new');
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('kept');
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('new');
  });

  it('leaves no temporary file when it fails', () => {
    expect(() => writeFileAtomically(folder, 'x')).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('writeNewFile', () => {
  it('refuses to write over a file', () => {
    writeNewFile(join(folder, 'a'), 'one');
    expect(() => writeNewFile(join(folder, 'a'), 'two')).toThrow(/EEXIST/);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('one');
  });
});
