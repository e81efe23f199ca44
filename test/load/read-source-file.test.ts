import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInside, maxFileBytes, readSourceFile, unreadable } from '../../src/load/read-source-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

function codes(root: string, file: string): string[] {
  return readSourceFile(root, file).diagnostics.map(({ code }) => code);
}

describe('readSourceFile', () => {
  it('reads text as it stands, line ends included', () => {
    const root = temporaryFolder({ 'a/b.yaml': 'ä: 1\r\nb: 😀\n' });
    expect(readSourceFile(root, 'a/b.yaml')).toEqual({ file: 'a/b.yaml', text: 'ä: 1\r\nb: 😀\n', diagnostics: [] });
  });

  it('reads an empty file, and one of exactly the limit', () => {
    const root = temporaryFolder({ empty: '', full: 'x'.repeat(maxFileBytes), over: 'x'.repeat(maxFileBytes + 1) });
    expect(readSourceFile(root, 'empty').text).toBe('');
    expect(readSourceFile(root, 'full').text).toHaveLength(maxFileBytes);
    expect(codes(root, 'over')).toEqual(['file-too-large']);
  });

  it('leaves out a byte order mark and only notes it', () => {
    const root = temporaryFolder({ f: '\ufeffa: 1\n' });
    const { text, diagnostics } = readSourceFile(root, 'f');
    expect(text).toBe('a: 1\n');
    expect(diagnostics).toMatchObject([{ code: 'byte-order-mark', severity: 'info' }]);
  });

  it('refuses 50 MB without reading them', () => {
    const root = temporaryFolder({ f: '' });
    truncateSync(join(root, 'f'), 50 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    const { text, diagnostics } = readSourceFile(root, 'f');
    expect(text).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'file-too-large', message: 'the file has 50.0 MiB, at most 2 MiB are read' },
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * 1024 * 1024);
  });

  it.each<[string, Uint8Array, string]>([
    ['Latin-1', Buffer.from('a: ü\n', 'latin1'), 'byte 3 of the file is not UTF-8, all files are read as UTF-8'],
    ['UTF-16', Buffer.from('\ufeffa: 1\n', 'utf16le'), 'the file is UTF-16, all files are read as UTF-8'],
    [
      'a cut character',
      Buffer.from([0x61, 0xe2, 0x82]),
      'byte 1 of the file is not UTF-8, all files are read as UTF-8',
    ],
    [
      'an encoded surrogate',
      Buffer.from([0xed, 0xa0, 0x80]),
      'byte 0 of the file is not UTF-8, all files are read as UTF-8',
    ],
    [
      'an overlong slash',
      Buffer.from([0x2e, 0xc0, 0xaf]),
      'byte 1 of the file is not UTF-8, all files are read as UTF-8',
    ],
  ])('says where %s stands', (_, bytes, message) => {
    const root = temporaryFolder({ f: bytes });
    const { text, diagnostics } = readSourceFile(root, 'f');
    expect(diagnostics).toMatchObject([{ code: 'not-utf-8', message }]);
    const start = diagnostics[0]?.location?.range?.start ?? -1;
    expect(text?.[start]).toBe('\ufffd');
  });

  it('refuses a folder and a pipe in place of a file', () => {
    const root = temporaryFolder({});
    mkdirSync(join(root, 'folder.yaml'));
    execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
    expect(codes(root, 'folder.yaml')).toEqual(['not-a-file']);
    expect(codes(root, 'pipe.yaml')).toEqual(['not-a-file']);
  });

  it('follows links inside of the workspace only, even to siblings with a longer name', () => {
    const parent = temporaryFolder({ 'work/a.yaml': 'a: 1\n', 'work-secret/b.yaml': 'b: 1\n', '..c/d.yaml': 'd: 1\n' });
    const root = join(parent, 'work');
    symlinkSync('a.yaml', join(root, 'inside.yaml'));
    symlinkSync('../work-secret/b.yaml', join(root, 'outside.yaml'));
    symlinkSync('../work-secret', join(root, 'folder'));
    symlinkSync('loop.yaml', join(root, 'loop.yaml'));
    expect(readSourceFile(root, 'inside.yaml').text).toBe('a: 1\n');
    expect(codes(root, 'outside.yaml')).toEqual(['symlink-outside-workspace']);
    expect(codes(root, 'folder/b.yaml')).toEqual(['symlink-outside-workspace']);
    expect(codes(root, 'loop.yaml')).toEqual(['file-unreadable']);
    expect(codes(parent, '..c/d.yaml')).toEqual([]);
  });

  it.each([
    ['/w', '/w', true],
    ['/w', '/w/a', true],
    ['/w', '/w/..a', true],
    ['/w', '/', false],
    ['/w', '/w-secret', false],
    ['/w/x', '/w', false],
    ['/w/x', '/w/y', false],
  ])('takes for the folder %s the path %s as inside: %s', (folder, path, expected) => {
    expect(isInside(folder, path)).toBe(expected);
  });

  it('reads through a workspace that is itself behind a link', () => {
    const parent = temporaryFolder({ 'real/a.yaml': 'a: 1\n' });
    symlinkSync('real', join(parent, 'link'));
    expect(readSourceFile(join(parent, 'link'), 'a.yaml').text).toBe('a: 1\n');
  });

  it('says why a file cannot be read', () => {
    const denied = Object.assign(new Error('EACCES: permission denied, open'), { code: 'EACCES' });
    expect(unreadable('f', denied).message).toBe('the file cannot be read: permission denied');
    expect(readSourceFile(temporaryFolder({}), 'none').diagnostics).toMatchObject([
      {
        code: 'file-unreadable',
        message: 'the file cannot be read: it does not exist, or is a symbolic link to nothing',
      },
    ]);
  });
});
