import type { Clock } from '../config-api/clock.ts';
import { ServiceError } from '../errors.ts';

/** How often and how patiently a call is sent again. */
export interface RetryPolicy {
  /** Sends in all, the first included. */
  readonly attempts: number;
  /** Pause before the second send; each later one is 1.3 times as long, up to `maxDelayMs`. */
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
}

/** The service's own client configuration: five sends, one second growing to ten. */
export const defaultRetryPolicy: RetryPolicy = { attempts: 5, initialDelayMs: 1_000, maxDelayMs: 10_000 };

/** What retrying needs of the world. */
export interface RetryContext {
  readonly clock: Clock;
  /** A number from 0 (inclusive) to 1. */
  readonly random: () => number;
  readonly policy: RetryPolicy;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `send` until it succeeds, fails for good, or the attempts are used up; then throws its last error.
 * The pause is what the service's `RetryInfo` asks for, else the policy's with up to half of it taken away at random.
 */
export async function withRetries<T>(send: () => Promise<T>, context: RetryContext): Promise<T> {
  const { attempts, initialDelayMs, maxDelayMs } = context.policy;
  for (let attempt = 1, delayMs = initialDelayMs; ; attempt += 1, delayMs = Math.min(delayMs * 1.3, maxDelayMs)) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ServiceError) || !error.failure.retryable || attempt >= attempts) throw error;
      await context.clock.sleep(requestedDelayMs(error) ?? delayMs * (1 - context.random() / 2), context.signal);
    }
  }
}

/** The pause a `google.rpc.RetryInfo` detail asks for, in ms; undefined when there is none. */
function requestedDelayMs(error: ServiceError): number | undefined {
  for (const detail of error.failure.details ?? []) {
    if (typeof detail !== 'object' || detail === null || !('retryDelay' in detail)) continue;
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(String(detail.retryDelay))?.[1];
    if (seconds !== undefined) return Number(seconds) * 1_000;
  }
  return undefined;
}
