import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isInside, unzip, ZipError, zipLimits } from '../../src/emulator/run/unzip.ts';
import { fc } from '../properties.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const plain = (archive: ReadonlyMap<string, Uint8Array>) =>
  [...archive].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);

/** Replaces bytes of an archive everywhere: names can be forged that no packer writes. */
function forged(archive: Uint8Array, from: string, to: string): Uint8Array {
  return new Uint8Array(Buffer.from(Buffer.from(archive).toString('latin1').replaceAll(from, to), 'latin1'));
}

describe('unpacking', () => {
  it('8.3 gives the files by path, stored or deflated, without folders', () => {
    const files = { 'main.tf': text('a'.repeat(5000)), 'modules/x/main.tf': text('b'), 'empty.tf': text('') };
    for (const level of [0, 9] as const) {
      expect(plain(unzip(zipSync(files, { level })))).toEqual(
        Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
      );
    }
    expect(plain(unzip(zipSync({ folder: { 'a.tf': text('a') } })))).toEqual([['folder/a.tf', 'a']]);
  });

  it('8.3 gives back what was packed', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}\.tf$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.uint8Array({ maxLength: 300 })), fc.constantFrom(0, 6), (files, level) => {
        const unpacked = unzip(zipSync(files, { level: level as 0 | 6 }));
        expect(Object.fromEntries([...unpacked].map(([path, bytes]) => [path, [...bytes]]))).toEqual(
          Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, [...bytes]])),
        );
      }),
    );
  });

  it.each([
    '../evil.tf',
    '/evil.tf.',
    'a/../../b.',
    'a\\..\\b.tf',
    'C:/evil.tf',
    'a//b.tf...',
    './main.tf.',
    'a/./b.tf..',
  ])('8.3 refuses an entry named %s', (name) => {
    const archive = forged(
      zipSync({ [`x${'y'.repeat(name.length - 1)}`]: text('x') }),
      `x${'y'.repeat(name.length - 1)}`,
      name,
    );
    expect(() => unzip(archive)).toThrow(/outside of its folder/);
  });

  it('8.3 refuses symbolic links', () => {
    const archive = zipSync({ link: [text('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] });
    expect(() => unzip(archive)).toThrow(/symbolic link/);
  });

  it('8.3 refuses two entries of one name', () => {
    expect(() => unzip(forged(zipSync({ 'a.tf': text('1'), 'b.tf': text('2') }), 'b.tf', 'a.tf'))).toThrow(/twice/);
  });

  it('8.3 refuses bombs by what they state, and by what they are', () => {
    const zeros = zipSync({ 'zeros.tf': new Uint8Array(20_000_000) }, { level: 9 });
    expect(zeros.byteLength).toBeLessThan(30_000);
    expect(() => unzip(zeros)).toThrow(/times its size/);
    // The same with a small size stated, in the directory and in the entry.
    const size = Buffer.alloc(4);
    size.writeUInt32LE(20_000_000);
    expect(() => unzip(forged(zeros, size.toString('latin1'), '\u0010\u0000\u0000\u0000'))).toThrow(/damaged/);
    const many = Object.fromEntries(
      Array.from({ length: zipLimits.entries + 1 }, (_, index) => [`f${index}`, new Uint8Array()]),
    );
    expect(() => unzip(zipSync(many, { level: 0 }))).toThrow(/entries/);
  });

  it('8.3 never fails otherwise, however an archive is damaged', () => {
    const archive = zipSync({ 'main.tf': text('resource "a" "b" {}'.repeat(20)), 'b.tf': text('x') });
    const change = fc.tuple(fc.nat(archive.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(archive.length), (changes, length) => {
        const damaged = archive.slice(0, length);
        for (const [index, value] of changes) if (index < length) damaged[index] = value;
        try {
          for (const name of unzip(damaged).keys()) expect(isInside(name)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ZipError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
