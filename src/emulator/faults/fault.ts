import type { ErrorDetail, StatusName } from '../../config-api/status.ts';
import type { Step } from '../operations/operation-record.ts';

/** A failure somebody ordered (21.1). */
export type Fault = RequestFault | ResourceFault | StepFault;

interface FaultCommon {
  /** What the error says. */
  readonly message: string;
  /** How many requests or runs it still passes over before it happens; absent: none. */
  readonly after?: number;
  /** How many times it still happens; absent: always. */
  readonly times?: number;
  /** How likely it happens where it might, from 0 to 1; absent: it does. */
  readonly probability?: number;
}

interface RunFaultCommon extends FaultCommon {
  /** Pattern for what the run is about: id or full name of the deployment or preview. Default `*`. */
  readonly deployment: string;
}

/** A resource that fails. */
export interface ResourceFault extends RunFaultCommon {
  readonly kind: 'resource';
  /** Pattern for the address. */
  readonly address: string;
  readonly phase: 'apply' | 'destroy';
  /** Status of the resource's API; absent: none came. */
  readonly httpResponseCode?: number;
}

/** A step that fails as a whole. */
export interface StepFault extends RunFaultCommon {
  readonly kind: 'step';
  readonly step: Step;
}

/** A request that goes wrong. */
export type RequestFault = FaultCommon & RequestTarget & Effect;

interface RequestTarget {
  readonly kind: 'request';
  /** Pattern for the method: `CreateDeployment`, `storage.objects.insert`. Default `*`. */
  readonly method: string;
  /** Pattern for the resource, or its last segment: `projects/p/locations/l/deployments/d`, `gs://bucket/object`. Default `*`. */
  readonly resource: string;
}

/** What goes wrong. */
export type Effect =
  | Refuse
  | { readonly effect: 'quota'; readonly retryAfterMs?: number }
  | { readonly effect: 'deny'; readonly permission?: string }
  | { readonly effect: 'answer'; readonly httpStatus: number; readonly body?: string }
  | { readonly effect: 'reset'; readonly when: 'before' | 'after' }
  | { readonly effect: 'truncate'; readonly bytes: number }
  | { readonly effect: 'delay'; readonly delayMs: number }
  | { readonly effect: 'slow'; readonly bytesPerSecond: number }
  | { readonly effect: 'repeat' }
  | { readonly effect: 'lose' };

/** A refusal in the form of the API that was called. */
export interface Refuse {
  readonly effect: 'refuse';
  readonly status: StatusName;
  /** Further details of the error; absent: none. */
  readonly details?: readonly ErrorDetail[];
  /** When to try again; absent: not said. */
  readonly retryAfterMs?: number;
}
