import type { Json } from '../../config-api/json.ts';
import { type ErrorDetail, httpStatuses, type StatusName } from '../../config-api/status.ts';
import type { HttpResponse } from '../../config-api/transport.ts';
import { jsonAnswer } from '../answers.ts';
import { ApiError } from '../api-error.ts';
import type { Subject } from '../subject.ts';
import type { RequestFault } from './fault.ts';

/** The answer a fault gives in place of the service; undefined for one that lets the request through. */
export function faultAnswer(fault: RequestFault, subject: Subject): HttpResponse | undefined {
  switch (fault.effect) {
    case 'refuse':
      return refusal(subject, fault.status, fault.message, fault.details ?? [], fault.retryAfterMs);
    case 'quota':
      return refusal(
        subject,
        'RESOURCE_EXHAUSTED',
        fault.message,
        [quotaFailure(subject, fault.message)],
        fault.retryAfterMs,
      );
    case 'deny':
      return refusal(subject, 'PERMISSION_DENIED', fault.message, [denial(subject, fault.permission)]);
    case 'answer':
      return {
        status: fault.httpStatus,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
        body: new TextEncoder().encode(fault.body ?? `<html><title>${fault.httpStatus}</title></html>\n`),
      };
    case 'reset':
    case 'truncate':
    case 'delay':
    case 'slow':
    case 'repeat':
    case 'lose':
      return undefined;
  }
}

/** Reasons of Cloud Storage's errors by canonical code; `invalid` for others. */
const storageReasons: Readonly<Partial<Record<StatusName, string>>> = {
  NOT_FOUND: 'notFound',
  PERMISSION_DENIED: 'forbidden',
  UNAUTHENTICATED: 'authError',
  RESOURCE_EXHAUSTED: 'rateLimitExceeded',
  UNAVAILABLE: 'backendError',
  INTERNAL: 'backendError',
  ALREADY_EXISTS: 'conflict',
  ABORTED: 'conflict',
};

/** A refusal in the form of the API that was called; both know `Retry-After`. */
function refusal(
  { route }: Subject,
  status: StatusName,
  message: string,
  details: readonly ErrorDetail[],
  retryAfterMs?: number,
): HttpResponse {
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) };
  const code = httpStatuses[status];
  if (route === undefined) {
    const errors: Json = [{ message, domain: 'global', reason: storageReasons[status] ?? 'invalid' }];
    return jsonAnswer(code, { error: { code, message, errors } }, headers);
  }
  const retry = retryAfterMs === undefined ? [] : [retryInfo(retryAfterMs)];
  return jsonAnswer(code, new ApiError(status, message, [...details, ...retry]).toBody(), headers);
}

/** When to try again, as a detail of an error. */
export function retryInfo(ms: number): ErrorDetail {
  return { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${ms / 1000}s` };
}

function quotaFailure({ resource }: Subject, description: string): ErrorDetail {
  const subject = resource.split('/').slice(0, 4).join('/');
  return { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ subject, description }] };
}

function denial({ method, resource }: Subject, permission: string | undefined): ErrorDetail {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'IAM_PERMISSION_DENIED',
    domain: 'iam.googleapis.com',
    metadata: { permission: permission ?? method, resource },
  };
}
