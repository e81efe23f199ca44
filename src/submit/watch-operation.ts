import type { Clock } from '../config-api/clock.ts';
import type { DeploymentStep } from '../config-api/enums.ts';
import type { Operation } from '../config-api/operation.ts';
import { ServiceError } from '../errors.ts';
import type { DeploymentsApi } from './api/deployments-api.ts';
import type { OperationsApi } from './api/operations-api.ts';
import type { Pacer } from './pacer.ts';
import { findDeployment } from './submission-plan.ts';

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
  readonly api: Pick<OperationsApi, 'getOperation'>;
  readonly clock: Clock;
  readonly policy: WatchPolicy;
  /** Shared by all that are watched, so that looks at hundreds stay within the quota. Absent: looks are few. */
  readonly pacer?: Pacer | undefined;
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
  let step: DeploymentStep | undefined;
  return pollOperation(started, context, ({ metadata }) => {
    const current = metadata?.deploymentMetadata?.step;
    if (current === undefined || current === step || current === 'DEPLOYMENT_STEP_UNSPECIFIED') return;
    step = current;
    onStep(current);
  });
}

/**
 * Waits until an operation is done, whatever it is about, and returns it. `onLook` gets it as it is at every look, the first and the
 * last included.
 * @throws ServiceError when it takes longer than the policy allows; the message names the operation.
 */
export async function pollOperation(
  started: Operation,
  context: WatchContext,
  onLook: (operation: Operation) => void,
): Promise<Operation> {
  const name = started.name ?? '';
  let operation = started;
  const isDone = (): boolean => {
    onLook(operation);
    return operation.done === true;
  };
  await lookUntil(name, context, isDone, async () => {
    operation = await context.api.getOperation(name);
  });
  return operation;
}

/**
 * Waits until no operation runs on a deployment any more, or until it is gone: for operations whose name is not known.
 * @throws ServiceError when it takes longer than the policy allows.
 */
export async function waitUntilIdle(
  deployment: string,
  context: WatchContext & { readonly api: Pick<DeploymentsApi, 'getDeployment'> },
): Promise<void> {
  let isBusy = true;
  const look = async (): Promise<void> => {
    const state = (await findDeployment(context.api, deployment))?.state;
    isBusy = state === 'CREATING' || state === 'UPDATING' || state === 'DELETING';
  };
  await look();
  await lookUntil(deployment, context, () => !isBusy, look);
}

async function lookUntil(
  name: string,
  { clock, policy, pacer, signal }: WatchContext,
  isDone: () => boolean,
  look: () => Promise<void>,
): Promise<void> {
  const deadline = clock.now() + policy.timeoutMs;
  const watch = pacer?.watch(name);
  try {
    for (let delayMs = policy.initialDelayMs; !isDone(); delayMs = Math.min(delayMs * 1.4, policy.maxDelayMs)) {
      if (clock.now() >= deadline) throw overdue(name, policy.timeoutMs);
      await clock.sleep(Math.max(delayMs, watch?.leastDelayMs() ?? 0), signal);
      await look();
    }
  } finally {
    watch?.end();
  }
}

function overdue(name: string, timeoutMs: number): ServiceError {
  const message = `${name} is not done after ${Math.round(timeoutMs / 60_000)} minutes; it goes on without being watched`;
  return new ServiceError(message, { method: 'GetOperation', resource: name, retryable: false });
}
