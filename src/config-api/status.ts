import type { Json, JsonObject } from './json.ts';

/**
 * HTTP status of every canonical error code of google.rpc.
 * @see https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
 */
export const httpStatuses = {
  CANCELLED: 499,
  UNKNOWN: 500,
  INVALID_ARGUMENT: 400,
  DEADLINE_EXCEEDED: 504,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  PERMISSION_DENIED: 403,
  RESOURCE_EXHAUSTED: 429,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  OUT_OF_RANGE: 400,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DATA_LOSS: 500,
  UNAUTHENTICATED: 401,
} as const;

/** Name of a canonical error code. */
export type StatusName = keyof typeof httpStatuses;

/** Numbers of the canonical codes, as `google.rpc.Status.code` carries them; 0 is OK and never an error. */
export const statusNumbers: Readonly<Record<StatusName, number>> = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
};

/** google.rpc.Status: the error of an operation or of a Terraform resource. */
export interface Status {
  /** Number of a canonical code; absent means 0, which is no error. */
  readonly code?: number;
  /** Absent when the code says it all. */
  readonly message?: string;
  /** Absent when there are none. */
  readonly details?: readonly ErrorDetail[];
}

/** Body of every refused call. */
export interface ErrorBody {
  readonly error: {
    /** The HTTP status. */
    readonly code: number;
    readonly message: string;
    readonly status: StatusName;
    /** Absent when there are none. */
    readonly details?: readonly ErrorDetail[];
  };
}

/** A typed detail of an error; further types of the service may occur. */
export type ErrorDetail =
  | BadRequest
  | ErrorInfo
  | ResourceInfo
  | PreconditionFailure
  | RetryInfo
  | QuotaFailure
  | Other;

/** What is wrong with the fields of a request. */
export interface BadRequest {
  readonly '@type': 'type.googleapis.com/google.rpc.BadRequest';
  readonly fieldViolations: readonly FieldViolation[];
}

/** A field of a request and what is wrong with it. */
export interface FieldViolation {
  /** Path in proto names: `deployment.service_account`. */
  readonly field: string;
  readonly description: string;
  /** Constant for programs; absent when the service gives none. */
  readonly reason?: string;
}

/** The reason of an error, for programs. */
export interface ErrorInfo {
  readonly '@type': 'type.googleapis.com/google.rpc.ErrorInfo';
  /** In upper snake case: `RATE_LIMIT_EXCEEDED`. */
  readonly reason: string;
  readonly domain: string;
  /** Absent when there is nothing to add. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The resource an error is about. */
export interface ResourceInfo {
  readonly '@type': 'type.googleapis.com/google.rpc.ResourceInfo';
  /** `config.googleapis.com/Deployment`. */
  readonly resourceType: string;
  readonly resourceName: string;
  /** Absent when there is nothing to add. */
  readonly description?: string;
}

/** The conditions that were not met. */
export interface PreconditionFailure {
  readonly '@type': 'type.googleapis.com/google.rpc.PreconditionFailure';
  readonly violations: readonly { readonly type: string; readonly subject: string; readonly description: string }[];
}

/** When to try again. */
export interface RetryInfo {
  readonly '@type': 'type.googleapis.com/google.rpc.RetryInfo';
  /** Seconds with `s`: `30s`, `0.5s`. */
  readonly retryDelay: string;
}

/** The quotas that are used up. */
export interface QuotaFailure {
  readonly '@type': 'type.googleapis.com/google.rpc.QuotaFailure';
  readonly violations: readonly { readonly subject: string; readonly description: string }[];
}

/** A detail of a type not listed here. */
export interface Other extends JsonObject {
  readonly '@type': string;
  readonly [key: string]: Json;
}
