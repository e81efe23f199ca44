/** A failure of the machine, the settings or the service; never a fault in the user's documents (those are diagnostics). */
export abstract class ImprintError extends Error {
  /** Stable kebab-case name of the failure, for programs. */
  abstract readonly code: string;
  /** The exit code the command line ends with. */
  abstract readonly exitCode: 2 | 3 | 70;
}

/** The command line was called in a way it does not understand: exit code 2. */
export class UsageError extends ImprintError {
  override readonly name = 'UsageError';
  readonly code = 'usage';
  readonly exitCode = 2;
}

/** A setting (`imprint.yaml`, an environment variable, a needed program) cannot be used: exit code 2. */
export class SettingsError extends ImprintError {
  override readonly name = 'SettingsError';
  readonly code = 'settings';
  readonly exitCode = 2;
}

/** What is known of a call the service refused, or that failed on the way. */
export interface ServiceFailure {
  /** Method of the API, such as `CreateDeployment`. */
  readonly method: string;
  /** Full resource name the call was about; absent for calls about none. */
  readonly resource?: string;
  /** HTTP status; absent when no answer came. */
  readonly httpStatus?: number;
  /** Canonical code of google.rpc, such as `FAILED_PRECONDITION`; absent when no answer came. */
  readonly status?: string;
  /** Whether the same call may succeed when sent again. */
  readonly retryable: boolean;
  /** Whether a change may have happened all the same, since an answer was lost, now or at an earlier try. Absent: it has not. */
  readonly uncertain?: true;
  /** `details` of the google.rpc.Status as received; absent when there were none. */
  readonly details?: readonly unknown[];
}

/** The service refused or failed: exit code 3. */
export class ServiceError extends ImprintError {
  override readonly name = 'ServiceError';
  readonly code = 'service';
  readonly exitCode = 3;
  readonly failure: ServiceFailure;

  constructor(message: string, failure: ServiceFailure, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** A bug of ours: exit code 70, and the only error whose stack is shown. */
export class InternalError extends ImprintError {
  override readonly name = 'InternalError';
  readonly code = 'internal';
  readonly exitCode = 70;
}
