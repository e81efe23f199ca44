import type { Clock } from './clock.ts';

/** A clock that stands still until somebody moves it. */
export interface VirtualClock extends Clock {
  /** Moves time on by `ms`, waking sleepers in the order of their time; resolves when those woken have run on. */
  advance(ms: number): Promise<void>;
  /** Number of sleepers. */
  waiting(): number;
}

/** How a virtual clock behaves. */
export interface VirtualClockOptions {
  /** Milliseconds since the epoch at the start. Default 2026-01-01T00:00:00Z. */
  readonly startMs?: number;
  /**
   * Jump to the next sleeper as soon as the program has nothing else to do (`setImmediate` comes round with no sleeper
   * added or woken), so that programs that only sleep run at full speed. Default false.
   */
  readonly autoAdvance?: boolean;
}

/** Whether a clock is one that can be moved. */
export function isVirtual(clock: Clock): clock is VirtualClock {
  return clock instanceof Virtual;
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** A clock for tests and for programs that run client and emulator in one process. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  return new Virtual(options.startMs ?? Date.UTC(2026, 0, 1), options.autoAdvance ?? false);
}

class Virtual implements VirtualClock {
  private time: number;
  private readonly autoAdvance: boolean;
  private sleepers: Sleeper[] = [];
  private order = 0;
  private scheduled = false;

  constructor(startMs: number, autoAdvance: boolean) {
    this.time = startMs;
    this.autoAdvance = autoAdvance;
  }

  now(): number {
    return this.time;
  }

  waiting(): number {
    return this.sleepers.length;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper: Sleeper = { at: this.time + Math.max(0, ms), order: this.order++, wake };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
      if (this.autoAdvance) this.schedule();
    });
  }

  async advance(ms: number): Promise<void> {
    const until = this.time + Math.max(0, ms);
    await turn();
    for (let next = this.next(); next !== undefined && next.at <= until; next = this.next()) {
      this.wake(next);
      await turn();
    }
    this.time = until;
  }

  private next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.sleepers) {
      if (first === undefined || sleeper.at < first.at || (sleeper.at === first.at && sleeper.order < first.order)) {
        first = sleeper;
      }
    }
    return first;
  }

  private wake(sleeper: Sleeper): void {
    this.sleepers = this.sleepers.filter((other) => other !== sleeper);
    this.time = Math.max(this.time, sleeper.at);
    sleeper.wake();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const seen = this.order;
    setImmediate(() => {
      this.scheduled = false;
      const next = this.next();
      if (next === undefined) return;
      if (seen === this.order) this.wake(next);
      if (this.sleepers.length > 0) this.schedule();
    });
  }
}

/** Lets everything run that can run without waiting. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
