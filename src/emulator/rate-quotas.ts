import { limits } from '../config-api/limits.ts';
import { ApiError } from './api-error.ts';
import { retryInfo } from './faults/fault-answer.ts';
import type { Route } from './router.ts';

/** The service's rate quotas (22.2). */
export interface RateQuotas {
  /**
   * Counts a request against the quotas of its project and location.
   * @throws ApiError `RESOURCE_EXHAUSTED` when one is used up; the request then does not count.
   */
  charge(route: Route, nowMs: number): void;
}

/** No quotas. */
export const noQuotas: RateQuotas = { charge: () => undefined };

interface Quota {
  readonly name: string;
  readonly metric: string;
  readonly limit: number;
}

const quotas = {
  all: { name: 'API requests', metric: 'config.googleapis.com/api_requests', limit: limits.requestsPerMinute },
  mutating: {
    name: 'Mutating requests',
    metric: 'config.googleapis.com/mutating_requests',
    limit: limits.mutationsPerMinute,
  },
} as const satisfies Readonly<Record<string, Quota>>;

/**
 * Quotas a minute, where a minute lasts `minuteMs`. Counts are in memory only and begin anew with each of its minutes.
 * `projectNumber` gives the number of a project's id.
 */
export function minuteQuotas(minuteMs: number, projectNumber: (project: string) => string): RateQuotas {
  let minute = 0;
  const used = new Map<string, number>();
  return {
    charge(route, nowMs) {
      const now = Math.floor(nowMs / minuteMs);
      if (now !== minute) used.clear();
      minute = now;
      const [, project = '', , location = 'global'] = route.resource.split('/');
      const charged = (isMutating(route) ? [quotas.all, quotas.mutating] : [quotas.all]).map((quota) => ({
        quota,
        key: `${quota.metric} ${project} ${location}`,
      }));
      const exhausted = charged.find(({ quota, key }) => (used.get(key) ?? 0) >= quota.limit);
      if (exhausted !== undefined) {
        const retryAfterMs = Math.ceil((now + 1) * minuteMs - nowMs);
        throw exhaustion(exhausted.quota, projectNumber(project), location, retryAfterMs);
      }
      for (const { key } of charged) used.set(key, (used.get(key) ?? 0) + 1);
    },
  };
}

/** Whether a method changes something: those that are not read by GET but only tell something do not. */
function isMutating({ name, method }: Route): boolean {
  return method.verb !== 'GET' && !/^(?:Export|TestIam)/.test(name);
}

function exhaustion(quota: Quota, projectNumber: string, location: string, retryAfterMs: number): ApiError {
  const consumer = `project_number:${projectNumber}`;
  const limit = `${quota.name} per minute per project per region`;
  const message = `Quota exceeded for quota metric '${quota.name}' and limit '${limit}' of service 'config.googleapis.com' for consumer '${consumer}'.`;
  return new ApiError('RESOURCE_EXHAUSTED', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'RATE_LIMIT_EXCEEDED',
      domain: 'googleapis.com',
      metadata: {
        service: 'config.googleapis.com',
        consumer: `projects/${projectNumber}`,
        quota_metric: quota.metric,
        quota_limit: limit,
        quota_limit_value: String(quota.limit),
        quota_location: location,
      },
    },
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ subject: `project:${projectNumber}`, description: message }],
    },
    retryInfo(retryAfterMs),
  ]);
}
