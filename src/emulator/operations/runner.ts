import type { Deployment } from '../../config-api/deployment.ts';
import type { DeploymentStep } from '../../config-api/enums.ts';
import type { DeploymentOperationMetadata, Operation } from '../../config-api/operation.ts';
import type { World } from '../world.ts';
import type { Run, RunFailure } from './operation-record.ts';

/** A run at the moment one of its steps begins. */
export interface Moment {
  readonly world: World;
  readonly run: Run;
  readonly operation: Operation;
  /** When the step begins: the time that everything it does bears. */
  readonly nowMs: number;
  /** The same as text. */
  readonly time: string;
}

/** What a kind of run does. */
export interface Runner {
  /** Does a step's work; returns why it failed. */
  work(moment: Moment, step: DeploymentStep): RunFailure | undefined;
  /** Ends well; returns the deployment as the operation's response. */
  succeed(moment: Moment): Deployment;
  /** Ends badly; returns the deployment as the operation's response. */
  fail(moment: Moment, failure: RunFailure): Deployment;
  /** Ends because somebody asked for it. */
  cancel(moment: Moment): void;
  /** What the operation's metadata say besides the step. */
  details(moment: Moment): DeploymentOperationMetadata;
}
