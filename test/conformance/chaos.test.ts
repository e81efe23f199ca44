import { describe, expect, it } from 'vitest';
import { fc } from '../properties.ts';
import { Violation } from '../submit/chaos/invariants.ts';
import { playSchedule } from '../submit/chaos/play-schedule.ts';
import { type Schedule, schedules } from '../submit/chaos/schedule.ts';

/** The same schedules every time; `npm run chaos` plays others. */
const seed = 20_261_130;

describe('a client in trouble', () => {
  it('gives every environment exactly the revisions it should have, and reports them right, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => void (await playSchedule(schedule))),
      { numRuns: 500, seed },
    );
  }, 300_000);
});

describe('the chaos test itself', () => {
  it('finds a client without journal out', async () => {
    const { failed } = await fc.check(
      fc.asyncProperty(schedules, async (schedule) => void (await playSchedule(schedule, 'no journal'))),
      { numRuns: 500, seed, endOnFailure: true },
    );
    expect(failed).toBe(true);
  }, 300_000);

  it('finds a client without request ids out, where an update is done before its lost answer is asked for again', async () => {
    const violations: Violation[] = [];
    for (let at = 0; at < 20; at += 1) {
      const schedule = updateWithLostAnswer(at);
      await playSchedule(schedule);
      await playSchedule(schedule, 'no request ids').catch((error: unknown) => {
        if (!(error instanceof Violation)) throw error;
        violations.push(error);
      });
    }
    expect(violations.map(({ message }) => message)).toContain('shop/e-0 (of 1) applied 0,1,1, and should have 0,1');
  });
});

/** One environment that is deployed, changed and deployed again, the answer to one request of the second deploy being lost. */
function updateWithLostAnswer(at: number): Schedule {
  const troubles = [{ kind: 'reset after the effect', at }] as const;
  const attempts = [{ command: 'submit', troubles, pauseMs: 0 }] as const;
  return {
    dependsOn: [[]],
    maxConcurrent: 1,
    speed: 400,
    rounds: [
      { changed: [], failing: [], attempts: [] },
      { changed: [0], failing: [], attempts },
    ],
    removal: undefined,
  };
}
