import { fc } from '../test/properties.ts';
import { playSchedule } from '../test/submit/chaos/play-schedule.ts';
import { schedules } from '../test/submit/chaos/schedule.ts';

// Plays many schedules of `test/submit/chaos/` and says what happened in them: `npm run chaos [schedules] [seed]`.

const numRuns = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const troubles = new Map<string, number>();
const outcomes = new Map<string, number>();
let played = 0;
let virtualMs = 0;
const startedMs = Date.now();

process.stdout.write(`${numRuns} schedules, seed ${seed}\n`);
const property = fc.asyncProperty(schedules, async (schedule) => {
  const one = await playSchedule(schedule);
  add(troubles, one.troubles);
  add(outcomes, one.outcomes);
  played += 1;
  virtualMs += one.virtualMs;
  if (played % 1_000 === 0) process.stdout.write(`${played} played after ${seconds()} s\n`);
});
const result = await fc.check(property, { numRuns, seed });
const hours = Math.round(virtualMs / 3_600_000);
process.stdout.write(`\n${played} schedules in ${seconds()} s, ${hours} hours of the service's time\n`);
show('what happened', troubles);
show('how runs and environments ended', outcomes);
if (result.failed) {
  process.stdout.write(`\n${fc.defaultReportMessage(result)}\n`);
  process.exitCode = 1;
} else process.stdout.write('\nevery environment had exactly the revisions it should have\n');

function add(total: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [key, number] of counts) total.set(key, (total.get(key) ?? 0) + number);
}

function show(title: string, counts: ReadonlyMap<string, number>): void {
  process.stdout.write(`\n${title}\n`);
  for (const [key, number] of [...counts].sort(([, a], [, b]) => b - a)) {
    process.stdout.write(`${String(number).padStart(9)}  ${key}\n`);
  }
}

function seconds(): number {
  return Math.round((Date.now() - startedMs) / 1_000);
}
