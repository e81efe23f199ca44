import type { SubmitEvent } from '../../submit/events.ts';

/** Shows what happens during a deploy or delete, as it happens. */
export interface SubmitView {
  readonly listen: (event: SubmitEvent) => void;
  /** Ends the view; nothing is written after it. */
  close(): void;
}
