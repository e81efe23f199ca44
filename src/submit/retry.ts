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
 * Runs `send` until it succeeds, fails for good, or the attempts are used up; then throws its last error, which is uncertain
 * when one before it was: a refusal says nothing about a try whose answer was lost.
 * The pause is what the service's `RetryInfo` asks for, else the policy's with up to half of it taken away at random.
 */
export async function withRetries<T>(send: () => Promise<T>, context: RetryContext): Promise<T> {
  const { attempts, initialDelayMs, maxDelayMs } = context.policy;
  let isUncertain = false;
  for (let attempt = 1, delayMs = initialDelayMs; ; attempt += 1, delayMs = Math.min(delayMs * 1.3, maxDelayMs)) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      isUncertain ||= error.failure.uncertain === true;
      if (!error.failure.retryable || attempt >= attempts) throw withUncertainty(error, isUncertain);
      const requestedMs = requestedDelayMs(error.failure.details ?? []);
      await context.clock.sleep(requestedMs ?? delayMs * (1 - context.random() / 2), context.signal);
    }
  }
}

function withUncertainty(error: ServiceError, isUncertain: boolean): ServiceError {
  if (!isUncertain || error.failure.uncertain === true) return error;
  return new ServiceError(error.message, { ...error.failure, uncertain: true }, { cause: error });
}

/** The pause a `google.rpc.RetryInfo` among the details of an error asks for, in ms; undefined when there is none. */
export function requestedDelayMs(details: readonly unknown[]): number | undefined {
  for (const detail of details) {
    if (typeof detail !== 'object' || detail === null || !('retryDelay' in detail)) continue;
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(String(detail.retryDelay))?.[1];
    if (seconds !== undefined) return Number(seconds) * 1_000;
  }
  return undefined;
}
