import type { Clock } from '../../config-api/clock.ts';
import type { LocationsApi } from '../api/locations-api.ts';
import type { ObjectReader } from '../object-reader.ts';
import type { RestContext } from '../rest-call.ts';
import type { GoogleCalls } from './google-calls.ts';

/** What is looked at: where one environment is deployed, and as whom. */
export interface Patient {
  /** Project id. */
  readonly project: string;
  readonly location: string;
  /** Email; absent when the environment names no service account. */
  readonly serviceAccount?: string;
  /** `=1.5.7`; absent when it is not known. */
  readonly tfVersionConstraint?: string;
}

/** What checks may ask. */
export interface DoctorContext {
  readonly google: GoogleCalls;
  readonly api: LocationsApi;
  readonly objects: ObjectReader;
  readonly rest: RestContext;
  /** Root of Infrastructure Manager, without a final slash. */
  readonly configUrl: string;
  readonly clock: Clock;
}

/** `ok`: nothing to do; `warning`: works today; `bad`: a deploy will fail; `unknown`: the caller may not look. */
export type Verdict = 'ok' | 'warning' | 'bad' | 'unknown';

/** What a check found. */
export interface Finding {
  readonly verdict: Verdict;
  /** One line, without final stop. */
  readonly detail: string;
}

/** One read-only look at what a deploy needs. */
export interface Check {
  /** Kebab-case, for programs. */
  readonly id: string;
  /** What has to be so, as a noun. */
  readonly what: string;
  /** Whether an emulator can be asked; what only Google knows is left out there. */
  readonly onEmulator: boolean;
  /** Throws `ServiceError` where the service does; a refusal to look becomes `unknown`. */
  readonly check: (patient: Patient, context: DoctorContext) => Promise<Finding>;
  /** The command, or the setting, that puts it right. */
  readonly fix: (patient: Patient) => string;
}
