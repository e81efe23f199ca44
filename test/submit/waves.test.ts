import { describe, expect, it } from 'vitest';
import type { SubmitEvent, SubmitResult } from '../../src/submit/events.ts';
import { submitInWaves, type WaveItem } from '../../src/submit/waves.ts';
import { fc } from '../properties.ts';

const fine: SubmitResult = { outcome: 'deleted' };
const broken: SubmitResult = { outcome: 'failed', failure: { message: 'no', tfErrors: [] } };

/** Items whose dependencies point backwards, hence without cycles, in any order. */
const fleets = fc
  .array(fc.array(fc.nat(30), { maxLength: 3 }), { maxLength: 20 })
  .map((rows) =>
    rows.map(
      (row, index): WaveItem => ({
        environment: `e${index}`,
        dependsOn: index === 0 ? [] : row.map((n) => `e${n % index}`),
      }),
    ),
  )
  .chain((items) => fc.shuffledSubarray(items, { minLength: items.length }));

describe('submitInWaves', () => {
  it('submits each item once, after what it depends on, and never more at a time than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fleets, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (items, maxConcurrent, reverse) => {
        const done: string[] = [];
        let running = 0;
        await submitInWaves(
          items,
          { maxConcurrent, reverse },
          () => {},
          async ({ environment, dependsOn }) => {
            running += 1;
            expect(running).toBeLessThanOrEqual(maxConcurrent);
            const first = reverse
              ? items.filter((item) => item.dependsOn.includes(environment)).map((item) => item.environment)
              : dependsOn;
            expect(done).toEqual(expect.arrayContaining([...first]));
            await Promise.resolve();
            running -= 1;
            done.push(environment);
            return fine;
          },
        );
        expect(done.toSorted()).toEqual(items.map((item) => item.environment).toSorted());
      }),
    );
  });

  it('skips exactly what depends, directly or not, on a failure', async () => {
    await fc.assert(
      fc.asyncProperty(fleets, fc.nat(20), async (items, unlucky) => {
        const events: SubmitEvent[] = [];
        const results = await submitInWaves(
          items,
          { maxConcurrent: 3 },
          (event) => events.push(event),
          async ({ environment }) => (environment === `e${unlucky}` ? broken : fine),
        );
        const doomed = new Set([`e${unlucky}`]);
        for (const item of items.toSorted((a, b) => Number(a.environment.slice(1)) - Number(b.environment.slice(1)))) {
          if (item.dependsOn.some((name) => doomed.has(name))) doomed.add(item.environment);
        }
        for (const { environment } of items) {
          const expected = environment === `e${unlucky}` ? 'failed' : doomed.has(environment) ? 'skipped' : 'deleted';
          expect(results.get(environment)?.outcome).toBe(expected);
        }
        expect(events).toHaveLength([...results.values()].filter(({ outcome }) => outcome === 'skipped').length);
      }),
    );
  });

  it('begins no other once more failed than may, and says so of what was not begun', async () => {
    const items = Array.from({ length: 20 }, (_, index): WaveItem => ({ environment: `e${index}`, dependsOn: [] }));
    const begun: string[] = [];
    const events: SubmitEvent[] = [];
    const results = await submitInWaves(
      items,
      { maxConcurrent: 1, maxFailures: 2 },
      (event) => events.push(event),
      async ({ environment }) => {
        begun.push(environment);
        return broken;
      },
    );
    expect(begun).toEqual(['e0', 'e1', 'e2']);
    expect(results.get('e3')).toEqual({ outcome: 'stopped', failed: 3 });
    expect(events).toHaveLength(17);
  });

  it('begins no other after an interruption', async () => {
    const stop = new AbortController();
    const items: WaveItem[] = ['a', 'b', 'c'].map((environment) => ({ environment, dependsOn: [] }));
    const results = await submitInWaves(
      items.with(2, { environment: 'c', dependsOn: ['b'] }),
      { maxConcurrent: 1, signal: stop.signal },
      () => {},
      async () => {
        stop.abort();
        return { outcome: 'interrupted', isOpen: true };
      },
    );
    expect([...results.values()].map((result) => result.outcome === 'interrupted' && result.isOpen)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
