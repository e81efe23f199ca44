import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Handicap, playSchedule } from './chaos/play-schedule.ts';
import { schedules } from './chaos/schedule.ts';

/** The same schedules every time; `npm run chaos` plays others. */
const seed = 20_261_130;

describe('a client in trouble', () => {
  it('gives every environment exactly the revisions it should have, and reports them right, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => void (await playSchedule(schedule))),
      { numRuns: 500, seed },
    );
  }, 120_000);
});

describe('the chaos test itself', () => {
  it.each<Handicap>(['no journal', 'no request ids'])(
    'finds a client with %s out',
    async (handicap) => {
      const { failed } = await fc.check(
        fc.asyncProperty(schedules, async (schedule) => void (await playSchedule(schedule, handicap))),
        { numRuns: 500, seed, endOnFailure: true },
      );
      expect(failed).toBe(true);
    },
    120_000,
  );
});
