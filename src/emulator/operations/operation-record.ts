import type { TerraformError } from '../../config-api/deployment.ts';
import type { DeploymentStep, PreviewStep, ProvisionDeploymentGroupStep } from '../../config-api/enums.ts';
import type { JsonObject } from '../../config-api/json.ts';
import type { Operation } from '../../config-api/operation.ts';

/** An operation and what it still has to do. */
export interface OperationRecord {
  readonly operation: Operation;
  /** Absent once the operation is done. */
  readonly run?: Run;
}

/** What an operation still has to do; plain data, so that a restarted emulator goes on with it. */
export interface Run {
  readonly kind: RunKind;
  /** Full name of the resource it is about: a deployment, or whatever its kind works on. */
  readonly target: string;
  /** Full name of the revision it makes; absent when it makes none. */
  readonly revision?: string;
  /** Orders runs due at the same time. */
  readonly order: number;
  /** Steps to come, the next first; the last is `SUCCEEDED`. */
  readonly steps: readonly Step[];
  /** When the next step begins. */
  readonly dueMs: number;
  /** Set when a step failed; the run ends with it when that step's time is over. */
  readonly failure?: RunFailure;
  /** What else the kind of run has to remember. */
  readonly data?: JsonObject;
}

/** A named step of any operation. */
export type Step = DeploymentStep | PreviewStep | ProvisionDeploymentGroupStep;

/** What a run does. */
export type RunKind =
  | 'apply'
  | 'destroy'
  | 'abandon'
  | 'lock'
  | 'unlock'
  | 'preview'
  | 'remove-preview'
  | 'auto-migration'
  | 'group'
  | 'provision'
  | 'deprovision';

/** Why a run failed. */
export interface RunFailure {
  /** Name of the build's phase as messages have it: `tf-plan`. */
  readonly phase: string;
  /** Errors, the root cause first. */
  readonly errors: readonly TerraformError[];
  /** Found before anything was done to a resource. Absent: no. */
  readonly isBeforehand?: true;
  /** Another code than "the build failed". */
  readonly errorCode?: 'EXTERNAL_VALUE_SOURCE_IMPORT_FAILED' | 'QUOTA_VALIDATION_FAILED';
}
