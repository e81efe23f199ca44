import { describe, expect, it } from 'vitest';
import { settleAll } from '../../src/submit/settle-all.ts';

describe('settleAll', () => {
  it('gives all results in order', async () => {
    await expect(settleAll([Promise.resolve(1), Promise.resolve(2)])).resolves.toEqual([1, 2]);
  });

  it('throws the first failure only when everything has ended', async () => {
    let isPutBack = false;
    const slow = new Promise<void>((done) => setImmediate(done)).then(() => {
      isPutBack = true;
    });
    await expect(settleAll([Promise.reject(new Error('interrupted')), slow])).rejects.toThrow('interrupted');
    expect(isPutBack).toBe(true);
  });
});
