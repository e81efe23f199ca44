import type { Deployment, TerraformError, TerraformOutput } from '../config-api/deployment.ts';
import type { DeploymentStep } from '../config-api/enums.ts';

/** What happens during a deploy or delete, in order; programs read `kind` and fields, never wording. */
export type SubmitEvent =
  | {
      readonly kind: 'planned';
      readonly environment: string;
      readonly deployment: string;
      readonly action: 'create' | 'update' | 'unchanged' | 'delete';
      readonly reasons: readonly string[];
    }
  | {
      readonly kind: 'uploaded';
      readonly environment: string /** `gs://…#generation`. */;
      readonly source: string;
      readonly sizeBytes: number;
    }
  | { readonly kind: 'submitted'; readonly environment: string; readonly operation: string }
  | { readonly kind: 'step'; readonly environment: string; readonly step: DeploymentStep }
  /** An operation that applies this very bundle runs already, begun by a run whose journal is not here: it is waited for. */
  | { readonly kind: 'waiting'; readonly environment: string; readonly deployment: string; readonly revision: string }
  /** What an earlier run left open is looked into; what became of it follows as `settled`, or is the `result` itself. */
  | {
      readonly kind: 'resumed';
      readonly environment: string;
      readonly deployment: string;
      readonly method: string;
      /** RFC 3339: when it was begun. */
      readonly time: string;
    }
  /** What became of an earlier run's submission, before the next one. */
  | { readonly kind: 'settled'; readonly environment: string; readonly result: SubmitResult }
  | { readonly kind: 'result'; readonly environment: string; readonly result: SubmitResult };

/** Hears of events. */
export type EventListener = (event: SubmitEvent) => void;

/** How it ended for one environment. */
export type SubmitResult =
  | {
      readonly outcome: 'applied' | 'unchanged';
      readonly deployment: Deployment;
      /** Full name. */
      readonly revision: string;
      readonly outputs: Readonly<Record<string, TerraformOutput>>;
    }
  | { readonly outcome: 'deleted' | 'absent' }
  | { readonly outcome: 'failed'; readonly failure: SubmitFailure }
  /** Not tried, since an environment it depends on did not succeed. */
  | { readonly outcome: 'skipped'; readonly because: string }
  /** Not tried, since more failed than `--max-failures` allows. */
  | { readonly outcome: 'stopped'; readonly failed: number }
  /** The user interrupted: what was submitted goes on unwatched, and its journal entry stays open. */
  | { readonly outcome: 'interrupted'; readonly isOpen: boolean }
  /** Of an earlier run: somebody else changed or deleted the deployment meanwhile. */
  | { readonly outcome: 'superseded'; readonly message: string }
  /** Of an earlier run: it had no effect, and it is too late to send it again. */
  | { readonly outcome: 'not-submitted'; readonly message: string };

/** Whether it is an end that nobody has to look into. */
export function isGoodOutcome({ outcome }: SubmitResult): boolean {
  return outcome === 'applied' || outcome === 'unchanged' || outcome === 'deleted' || outcome === 'absent';
}

/** Why it failed. */
export interface SubmitFailure {
  /** What the service says, root cause first. */
  readonly message: string;
  /** Code of the deployment or revision, such as `APPLY_BUILD_RUN_FAILED`; absent when the call itself failed. */
  readonly errorCode?: string;
  /** Full name of the revision that failed; absent when there is none. */
  readonly revision?: string;
  /** Errors of Terraform by resource address; at most 10, the rest is in `errorLogs`. */
  readonly tfErrors: readonly TerraformError[];
  /** `gs://` path of all errors. */
  readonly errorLogs?: string;
  /** `gs://` path of the run's log. */
  readonly logs?: string;
  /** Its journal entry stays open, since nobody knows yet what became of it: `imprint resume` finds out. Absent: it is known. */
  readonly isOpen?: true;
}
