/** A request as it went (21.10). */
export interface LoggedRequest {
  /** When it was answered, or broken off: `2026-01-01T00:00:00.000000000Z`. */
  readonly time: string;
  /** `CreateDeployment`, `storage.objects.insert`; for no method of either API, verb and path. */
  readonly method: string;
  /** Absent for no method of either API. */
  readonly resource?: string;
  /** HTTP status of the answer; absent when the caller got none. */
  readonly status?: number;
  /** Effect of the fault that happened; absent when none did. */
  readonly fault?: string;
}

/** The last requests. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  /** The last `count` of those remembered, oldest first. */
  last(count: number): readonly LoggedRequest[];
}

/** Number of requests remembered. */
export const rememberedRequests = 10_000;

/** An empty log; forgets the oldest when it is full. */
export function requestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      // Cut in one go now and then: taking the first off each time would move all others.
      if (requests.length >= 2 * rememberedRequests) requests = requests.slice(-rememberedRequests);
    },
    last: (count) => (count === 0 ? [] : requests.slice(-Math.min(count, rememberedRequests))),
  };
}
