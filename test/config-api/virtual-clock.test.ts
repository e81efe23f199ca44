import { describe, expect, it } from 'vitest';
import { realClock } from '../../src/config-api/real-clock.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { fc } from '../properties.ts';

describe('a virtual clock', () => {
  it('stands still until it is advanced', async () => {
    const clock = virtualClock({ startMs: 1000 });
    let woken = false;
    const sleeping = clock.sleep(50).then(() => {
      woken = true;
    });
    await clock.advance(49);
    expect([clock.now(), woken, clock.waiting()]).toEqual([1049, false, 1]);
    await clock.advance(1);
    await sleeping;
    expect([clock.now(), woken, clock.waiting()]).toEqual([1050, true, 0]);
  });

  it('wakes sleepers in the order of their times, those of the same time in the order they came', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 12 }), async (delays) => {
        const clock = virtualClock();
        const woken: number[] = [];
        delays.map((delay, index) => clock.sleep(delay).then(() => woken.push(index)));
        await clock.advance(20);
        const expected = delays.map((delay, index) => ({ delay, index })).sort((a, b) => a.delay - b.delay);
        expect(woken).toEqual(expected.map(({ index }) => index));
      }),
      { numRuns: 30 },
    );
  });

  it('lets a woken sleeper sleep again within the same advance', async () => {
    const clock = virtualClock({ startMs: 0 });
    const times: number[] = [];
    const loop = async (): Promise<void> => {
      for (let round = 0; round < 4; round++) {
        await clock.sleep(10);
        times.push(clock.now());
      }
    };
    const done = loop();
    await clock.advance(100);
    await done;
    expect(times).toEqual([10, 20, 30, 40]);
    expect(clock.now()).toBe(100);
  });

  it('runs programs that only sleep at full speed when told to', async () => {
    const clock = virtualClock({ startMs: 0, autoAdvance: true });
    const order: string[] = [];
    const work = async (name: string, step: number): Promise<void> => {
      for (let round = 0; round < 3; round++) {
        await clock.sleep(step);
        order.push(`${name}@${clock.now()}`);
      }
    };
    await Promise.all([work('a', 3_600_000), work('b', 5_000_000)]);
    expect(order).toEqual(['a@3600000', 'b@5000000', 'a@7200000', 'b@10000000', 'a@10800000', 'b@15000000']);
  });

  it.each([
    ['virtual', virtualClock()],
    ['real', realClock],
  ])('rejects a sleep that is aborted, with the reason (%s)', async (_, clock) => {
    const controller = new AbortController();
    const sleeping = clock.sleep(3_600_000, controller.signal);
    controller.abort(new Error('stop'));
    await expect(sleeping).rejects.toThrow('stop');
    await expect(clock.sleep(1, controller.signal)).rejects.toThrow('stop');
  });
});
