import { type VirtualClock, virtualClock } from '../../../src/config-api/virtual-clock.ts';
import { isGoodOutcome, type SubmitEvent } from '../../../src/submit/events.ts';
import { journalOfRun, type MemoryJournal, memoryJournal } from '../memory-journal.ts';
import { clientContext, runTask, type Task } from './client.ts';
import { type Member, membersOf, resourceAddress } from './fleet.ts';
import { checkEnd, checkResults, checkUntroubled, type FinishedRun, Violation } from './invariants.ts';
import type { Attempt, Round, Schedule } from './schedule.ts';
import { createService, type Service } from './service.ts';
import { type TroubledRun, troubledRun } from './troubles.ts';

/** What a client may lack: with either, schedules must be found that it does not get through. */
export type Handicap = 'no journal' | 'no request ids';

/** What happened in a schedule, counted. */
export interface Played {
  /** Troubles by kind, and `Terraform run fails`. */
  readonly troubles: ReadonlyMap<string, number>;
  /** Results of finished runs by outcome, and `killed` for whole runs. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly virtualMs: number;
}

/** Plays a schedule to its end. Throws `Violation` at the first thing that is not as it has to be. */
export async function playSchedule(schedule: Schedule, handicap?: Handicap): Promise<Played> {
  return new Play(schedule, handicap).run();
}

class Play {
  private readonly schedule: Schedule;
  private readonly handicap: Handicap | undefined;
  private readonly clock: VirtualClock = virtualClock({ autoAdvance: true });
  private readonly service: Service;
  private readonly journal: MemoryJournal = memoryJournal();
  private readonly members: readonly Member[];
  private readonly versions = new Map<string, number>();
  private readonly history = new Map<string, readonly number[]>();
  private readonly troubles = new Map<string, number>();
  private readonly outcomes = new Map<string, number>();
  private ids = 0;
  private orderedFailures = 0;

  constructor(schedule: Schedule, handicap: Handicap | undefined) {
    this.schedule = schedule;
    this.handicap = handicap;
    this.service = createService({ clock: this.clock, speed: schedule.speed });
    this.members = membersOf(schedule.dependsOn);
  }

  async run(): Promise<Played> {
    const startMs = this.clock.now();
    for (const [index, round] of this.schedule.rounds.entries()) await this.deployRound(round, index);
    const { removal } = this.schedule;
    if (removal !== undefined) {
      const members = removal.numbers.flatMap((number) => this.members[number] ?? []);
      await this.attemptAll(removal.attempts, 'delete', members);
      await this.untilGood('delete', members);
      await this.checkEnd(new Set(members.map(({ environment }) => environment)));
    }
    if (this.service.refused() > 0) this.troubles.set('quota used up', this.service.refused());
    return { troubles: this.troubles, outcomes: this.outcomes, virtualMs: this.clock.now() - startMs };
  }

  private async deployRound({ changed, failing, attempts }: Round, index: number): Promise<void> {
    for (const [number, { environment, deploymentId }] of this.members.entries()) {
      if (index === 0 || changed.includes(number)) {
        this.versions.set(environment, index);
        this.history.set(environment, [...(this.history.get(environment) ?? []), index]);
      }
      if (failing.includes(number)) await this.orderFailure(deploymentId);
    }
    await this.attemptAll(attempts, 'deploy', this.members);
    await this.untilGood('deploy', this.members);
    await this.checkEnd(new Set());
  }

  private async attemptAll(
    attempts: readonly Attempt[],
    command: 'deploy' | 'delete',
    members: readonly Member[],
  ): Promise<void> {
    for (const { command: kind, troubles, pauseMs } of attempts) {
      const run = troubledRun(this.service, troubles, (trouble) => count(this.troubles, trouble));
      const finished = await this.play(run, kind === 'resume' ? kind : command, members);
      if (finished === undefined) count(this.outcomes, 'killed');
      else this.check(finished, members);
      await this.clock.sleep(pauseMs);
    }
  }

  /** Runs without trouble until all is well: again only for Terraform runs that were made to fail. */
  private async untilGood(command: 'deploy' | 'delete', members: readonly Member[]): Promise<void> {
    for (let left = this.orderedFailures + 1; left > 0; left -= 1) {
      const finished = await this.play(
        troubledRun(this.service, [], () => {}),
        command,
        members,
      );
      if (finished === undefined) throw new Violation('a run without trouble was killed');
      this.check(finished, members);
      checkUntroubled(finished);
      if ([...finished.results.values()].every(isGoodOutcome)) return;
    }
    throw new Violation(`${command} does not come to an end`);
  }

  /** One run; undefined when it was killed. */
  private async play(
    run: TroubledRun,
    command: Task['command'],
    members: readonly Member[],
  ): Promise<FinishedRun | undefined> {
    const events: SubmitEvent[] = [];
    const store = this.handicap === 'no journal' ? memoryJournal() : journalOfRun(this.journal, run);
    const transport = this.handicap === 'no request ids' ? this.withFreshIds(run) : run.transport;
    const context = clientContext(transport, store, this.clock, () => this.newId());
    const { maxConcurrent } = this.schedule;
    const task: Task = { command, members, versions: this.versions, maxConcurrent };
    const work = runTask(task, context, store, (event) => events.push(event));
    const results = await Promise.race([work, run.killed]);
    return results === undefined ? undefined : { command, results, events };
  }

  private withFreshIds({ transport }: TroubledRun): TroubledRun['transport'] {
    const fresh = (url: string): string => url.replace(/requestId=[^&]+/, () => `requestId=${this.newId()}`);
    return { send: (request, signal) => transport.send({ ...request, url: fresh(request.url) }, signal) };
  }

  private check(finished: FinishedRun, members: readonly Member[]): void {
    for (const { outcome } of finished.results.values()) count(this.outcomes, outcome);
    const { versions, service, journal } = this;
    checkResults(finished, { members, versions, service, journal, nowMs: this.clock.now() });
  }

  private async checkEnd(removed: ReadonlySet<string>): Promise<void> {
    const { members, history } = this;
    const failedRuns = this.orderedFailures - (await this.failuresLeft());
    checkEnd({ members, history, failedRuns, removed }, this.service, this.journal);
  }

  private async orderFailure(deployment: string): Promise<void> {
    this.orderedFailures += 1;
    count(this.troubles, 'Terraform run fails');
    const fault = { kind: 'resource', deployment, address: resourceAddress, message: 'no such luck', times: 1 };
    await this.control('POST', { faults: [fault] });
  }

  private async failuresLeft(): Promise<number> {
    return (await this.control('GET')).faults.length;
  }

  private async control(method: 'GET' | 'POST', json?: object): Promise<{ readonly faults: readonly unknown[] }> {
    const body = json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json));
    const headers = { 'content-type': 'application/json' };
    const answer = await this.service.send({ method, url: 'http://service/_emulator/faults', headers, body });
    // Cast: the form of the emulator's control answer (10.2).
    return JSON.parse(new TextDecoder().decode(answer.body)) as { readonly faults: readonly unknown[] };
  }

  private newId(): string {
    return `00000000-0000-4000-8000-${String(++this.ids).padStart(12, '0')}`;
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
