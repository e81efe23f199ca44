import type { Clock } from '../config-api/clock.ts';
import type { DeploymentStep } from '../config-api/enums.ts';
import type { Operation } from '../config-api/operation.ts';
import { ServiceError } from '../errors.ts';
import type { ConfigApi } from './config-api.ts';

/** How patiently an operation is watched. */
export interface WatchPolicy {
  /** Pause before the first look; each later one is 1.4 times as long, up to `maxDelayMs`. */
  readonly initialDelayMs: number;
  readonly maxDelayMs: number;
  /** After this the watch is given up; the operation itself goes on. */
  readonly timeoutMs: number;
}

/** Growing to the ten seconds at which gcloud watches, and like it at most three hours. */
export const defaultWatchPolicy: WatchPolicy = { initialDelayMs: 250, maxDelayMs: 10_000, timeoutMs: 10_800_000 };

/** What watching needs of the world. */
export interface WatchContext {
  readonly api: ConfigApi;
  readonly clock: Clock;
  readonly policy: WatchPolicy;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until an operation is done and returns it, its error, if any, included. `onStep` hears of every new step once.
 * @throws ServiceError when it takes longer than the policy allows; the message names the operation.
 */
export async function watchOperation(
  started: Operation,
  context: WatchContext,
  onStep: (step: DeploymentStep) => void,
): Promise<Operation> {
  const { api, clock, policy, signal } = context;
  const name = started.name ?? '';
  const deadline = clock.now() + policy.timeoutMs;
  let operation = started;
  let step: DeploymentStep | undefined;
  for (let delayMs = policy.initialDelayMs; ; delayMs = Math.min(delayMs * 1.4, policy.maxDelayMs)) {
    const current = operation.metadata?.deploymentMetadata?.step;
    if (current !== undefined && current !== step && current !== 'DEPLOYMENT_STEP_UNSPECIFIED') {
      step = current;
      onStep(current);
    }
    if (operation.done === true) return operation;
    if (clock.now() >= deadline) throw overdue(name, policy.timeoutMs);
    await clock.sleep(delayMs, signal);
    operation = await api.getOperation(name);
  }
}

function overdue(name: string, timeoutMs: number): ServiceError {
  const message = `${name} is not done after ${Math.round(timeoutMs / 60_000)} minutes; it goes on without being watched`;
  return new ServiceError(message, { method: 'GetOperation', resource: name, retryable: false });
}
