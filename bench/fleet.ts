import { virtualClock } from '../src/config-api/virtual-clock.ts';
import { clientContext, runTask } from '../test/submit/chaos/client.ts';
import { membersOf } from '../test/submit/chaos/fleet.ts';
import { createService } from '../test/submit/chaos/service.ts';
import { memoryJournal } from '../test/submit/memory-journal.ts';

// Client and emulator in this process, on one virtual clock and under the service's quota of 20 mutations a minute.

/** Bars for 500 environments: 25 minutes is what the quota alone takes. */
const bars = { environments: 500, virtualMinutes: 25 * 1.05, seconds: 60, megabytes: 500 };

const clock = virtualClock({ autoAdvance: true });
const service = createService({ clock });
const journal = memoryJournal();
const members = membersOf(Array.from({ length: bars.environments }, () => []));
const versions = new Map(members.map(({ environment }) => [environment, 1]));
let ids = 0;
const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
const context = clientContext(service, journal, clock, newId);

const startedMs = Date.now();
const virtualStartMs = clock.now();
const task = { command: 'deploy', members, versions, maxConcurrent: 100 } as const;
const results = await runTask(task, context, journal, () => {});
const seconds = (Date.now() - startedMs) / 1_000;
const virtualMinutes = (clock.now() - virtualStartMs) / 60_000;
const megabytes = process.resourceUsage().maxRSS / 1_024;

const applied = [...results.values()].filter(({ outcome }) => outcome === 'applied').length;
if (applied !== bars.environments) throw new Error(`${applied} of ${bars.environments} environments were applied`);
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
process.stdout.write(
  `deploy of ${bars.environments} environments under quota: ${virtualMinutes.toFixed(1)} virtual minutes (${verdict(virtualMinutes <= bars.virtualMinutes)}), ` +
    `${seconds.toFixed(1)} s (${verdict(seconds <= bars.seconds)}), ${megabytes.toFixed(0)} MB (${verdict(megabytes <= bars.megabytes)}), ` +
    `${service.refused()} refused by quota\n`,
);
