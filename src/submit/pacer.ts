import type { Clock } from '../config-api/clock.ts';
import { limits } from '../config-api/limits.ts';

/** Whether a request changes something: the service counts those apart. */
export type RequestClass = 'mutation' | 'read';

/**
 * Keeps all requests of a run, however many deployments it is about, within the service's quotas per project and location.
 * `place` is `projects/{p}/locations/{l}`.
 */
export interface Pacer {
  /** Resolves when a request may be sent, in the order of the calls; rejects with the signal's reason when it is aborted before. */
  turn(place: string, kind: RequestClass, signal?: AbortSignal): Promise<void>;
  /** The service said that a quota is used up, by others too: nothing of that class is sent to the place for `ms`. */
  pause(place: string, kind: RequestClass, ms: number): void;
  /** Counts somebody who looks again and again at a resource (full name) until something ends. */
  watch(resource: string): Watch;
}

/** Somebody who looks again and again. */
export interface Watch {
  /** The least pause between two looks, in ms, by how many look at the same place now. */
  leastDelayMs(): number;
  end(): void;
}

/** How many requests a minute. */
export interface PaceLimits {
  readonly mutationsPerMinute: number;
  /** Of both classes. */
  readonly requestsPerMinute: number;
}

/** A second longer than the minute of the quota: requests sent a minute apart may arrive closer. */
const windowMs = 61_000;

/** The part of the requests that watching may use, so that everything else goes through. */
const watchShare = 1 / 2;

/**
 * Makes a pacer. No minute ever sees more requests than the quota: each waits until the one that many before it is a minute old.
 * So a small fleet goes at once and a large one as fast as allowed, whether the service counts calendar minutes, sliding ones or tokens.
 */
export function createPacer(clock: Clock, pace: PaceLimits = limits): Pacer {
  const places = new Map<string, Place>();
  const placeOf = (name: string): Place => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const made: Place = {
      mutation: new Window(clock, pace.mutationsPerMinute),
      read: new Window(clock, pace.requestsPerMinute),
      watchers: 0,
    };
    places.set(name, made);
    return made;
  };
  return {
    async turn(place, kind, signal) {
      const { mutation, read } = placeOf(place);
      if (kind === 'mutation') await mutation.take(signal);
      await read.take(signal);
    },
    pause: (place, kind, ms) => placeOf(place)[kind].pause(ms),
    watch(resource) {
      const place = placeOf(resource.split('/', 4).join('/'));
      place.watchers += 1;
      return {
        leastDelayMs: () => (place.watchers * 60_000) / (pace.requestsPerMinute * watchShare),
        end: () => {
          place.watchers -= 1;
        },
      };
    },
  };
}

interface Place {
  readonly mutation: Window;
  /** Counts requests of both classes. */
  readonly read: Window;
  watchers: number;
}

/** Lets at most `size` through in any window of time, one after the other. */
class Window {
  private readonly clock: Clock;
  private readonly size: number;
  /** When the last ones were let through, at most `size` of them, the oldest first. */
  private readonly times: number[] = [];
  private pausedUntil = 0;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, size: number) {
    this.clock = clock;
    this.size = size;
  }

  take(signal?: AbortSignal): Promise<void> {
    const turn = this.tail.then(() => this.wait(signal));
    // Whoever gives up while waiting holds nobody up.
    this.tail = turn.catch(() => {});
    return turn;
  }

  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
  }

  private async wait(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    for (let delayMs = this.delayMs(); delayMs > 0; delayMs = this.delayMs()) await this.clock.sleep(delayMs, signal);
    this.times.push(this.clock.now());
    if (this.times.length > this.size) this.times.shift();
  }

  private delayMs(): number {
    const oldest = this.times.length < this.size ? undefined : this.times[0];
    const free = oldest === undefined ? 0 : oldest + windowMs;
    return Math.max(free, this.pausedUntil) - this.clock.now();
  }
}
