import type { ErrorBody, ErrorDetail, FieldViolation, StatusName } from '../config-api/status.ts';
import { httpStatuses } from '../config-api/status.ts';

const domain = 'config.googleapis.com';

/** A call the service refuses; becomes the canonical error answer. Part of the emulated behaviour, not a failure of ours. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: StatusName;
  readonly details: readonly ErrorDetail[];

  constructor(status: StatusName, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.status = status;
    this.details = details;
  }

  /** HTTP status of the answer. */
  get httpStatus(): number {
    return httpStatuses[this.status];
  }

  /** Body of the answer. */
  toBody(): ErrorBody {
    const details = this.details.length > 0 ? { details: this.details } : {};
    return { error: { code: this.httpStatus, message: this.message, status: this.status, ...details } };
  }
}

/** `INVALID_ARGUMENT` for one field; `field` is its path in proto names, `''` for the whole request. */
export function invalidField(field: string, description: string): ApiError {
  return invalidFields([{ field, description }]);
}

/** `INVALID_ARGUMENT` for several fields at once; the message names the first. */
export function invalidFields(fieldViolations: readonly FieldViolation[]): ApiError {
  const message = fieldViolations
    .map(({ field, description }) => (field === '' ? description : `Invalid value at '${field}': ${description}`))
    .join('; ');
  return new ApiError('INVALID_ARGUMENT', message, [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations },
  ]);
}

/** `NOT_FOUND` for a resource of the service; `type` without service: `Deployment`. */
export function notFound(type: string, resourceName: string): ApiError {
  return new ApiError('NOT_FOUND', `Resource '${resourceName}' was not found`, [
    { '@type': 'type.googleapis.com/google.rpc.ResourceInfo', resourceType: `${domain}/${type}`, resourceName },
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'RESOURCE_NOT_FOUND',
      domain,
      metadata: { resource: resourceName },
    },
  ]);
}

/** `ALREADY_EXISTS` for a resource of the service. */
export function alreadyExists(type: string, resourceName: string): ApiError {
  return new ApiError('ALREADY_EXISTS', `Resource '${resourceName}' already exists`, [
    { '@type': 'type.googleapis.com/google.rpc.ResourceInfo', resourceType: `${domain}/${type}`, resourceName },
  ]);
}

/** A condition that is not met: `FAILED_PRECONDITION`, or `ABORTED` for a clash with another change. */
export function precondition(
  subject: string,
  type: string,
  description: string,
  status: 'FAILED_PRECONDITION' | 'ABORTED' = 'FAILED_PRECONDITION',
): ApiError {
  return new ApiError(status, description, [
    { '@type': 'type.googleapis.com/google.rpc.PreconditionFailure', violations: [{ type, subject, description }] },
  ]);
}
