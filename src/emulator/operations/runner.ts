import type { Operation, OperationMetadata } from '../../config-api/operation.ts';
import type { Status } from '../../config-api/status.ts';
import type { World } from '../world.ts';
import type { Run, RunFailure, Step } from './operation-record.ts';

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

/** How an operation ends: with the message it answers, by its type (`Deployment`), or with an error. */
export type RunEnd = { readonly type: string; readonly message: object } | { readonly error: Status };

/** The part of an operation's metadata that is about its kind of run. */
export type RunMetadata = Pick<
  OperationMetadata,
  'deploymentMetadata' | 'previewMetadata' | 'provisionDeploymentGroupMetadata'
>;

/** What a kind of run does. */
export interface Runner {
  /**
   * Does a step's work; returns why it failed. `again`: the step waits for something, and is due once more after its
   * time.
   */
  work(moment: Moment, step: Step): RunFailure | 'again' | undefined;
  /** Ends well. */
  succeed(moment: Moment): RunEnd;
  /** Ends badly. A failed Terraform run ends with a response all the same. */
  fail(moment: Moment, failure: RunFailure): RunEnd;
  /** Ends because somebody asked for it. */
  cancel(moment: Moment): void;
  /** What the operation's metadata say at a step. */
  metadata(moment: Moment, step: Step): RunMetadata;
}
