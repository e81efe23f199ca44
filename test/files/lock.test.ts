import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/errors.ts';
import { withLock } from '../../src/files/lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imprint-lock-'));
  path = join(folder, 'state');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('gives back the action’s result and frees the lock', async () => {
    expect(await withLock(path, () => 7)).toBe(7);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('frees the lock when the action fails', async () => {
    await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(path, () => 'again')).toBe('again');
  });

  it('refuses a second holder at once', async () => {
    await withLock(path, async () => {
      await expect(withLock(path, () => 0)).rejects.toThrow(SettingsError);
    });
  });

  it('lets a waiting caller in after the holder', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const holding = withLock(path, async () => {
      order.push('first in');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push('first out');
    });
    while (order.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const waiting = withLock(path, () => order.push('second'), { waitMs: 5_000 });
    finish();
    await Promise.all([holding, waiting]);
    expect(order).toEqual(['first in', 'first out', 'second']);
  });

  it('takes over a lock whose holder was killed', async () => {
    mkdirSync(`${path}.lock`);
    utimesSync(`${path}.lock`, 1, 1);
    expect(await withLock(path, () => 'mine')).toBe('mine');
  });
});
