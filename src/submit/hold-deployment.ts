import { ImprintError, InternalError } from '../errors.ts';
import { type CarryOutContext, settle } from './carry-out.ts';
import type { EventListener, SubmitFailure, SubmitResult } from './events.ts';
import type { Journal, JournalPage } from './journal.ts';

/** What submitting needs of the world. */
export interface SubmitContext extends CarryOutContext {
  readonly journal: Journal;
  /** A fresh UUID for every mutation. */
  readonly newRequestId: () => string;
  /** Deployment names by environment, for values that come from another deployment. */
  readonly deploymentNames: ReadonlyMap<string, string>;
}

/** The environment a result is about, and the full name of its deployment. */
export interface Held {
  readonly environment: string;
  readonly deployment: string;
}

/**
 * Runs `work` with the journal's page of a deployment, after what an earlier run left open there has been settled, and reports
 * its result. Refusals of the service and a page in use become a `failed` result, and an interruption an `interrupted` one.
 */
export function holdDeployment(
  held: Held,
  context: SubmitContext,
  listen: EventListener,
  work: (page: JournalPage) => Promise<SubmitResult>,
): Promise<SubmitResult> {
  return reportingResult(held, context, listen, async (page) => {
    if (page.entry !== undefined) {
      const result = await settle(page, page.entry, held.environment, context, listen);
      listen({ kind: 'settled', environment: held.environment, result });
    }
    return work(page);
  });
}

/** Settles what the journal's page of a deployment holds open, and reports what became of it. `absent`: nothing was open. */
export function resumeDeployment(held: Held, context: SubmitContext, listen: EventListener): Promise<SubmitResult> {
  return reportingResult(held, context, listen, async (page) =>
    page.entry === undefined ? { outcome: 'absent' } : settle(page, page.entry, held.environment, context, listen),
  );
}

async function reportingResult(
  { environment, deployment }: Held,
  { journal, signal }: SubmitContext,
  listen: EventListener,
  work: (page: JournalPage) => Promise<SubmitResult>,
): Promise<SubmitResult> {
  let result: SubmitResult;
  let page: JournalPage | undefined;
  try {
    result = await journal.hold(deployment, (held) => {
      page = held;
      return work(held);
    });
  } catch (error) {
    const isOpen = page?.entry !== undefined;
    if (signal?.aborted === true) result = { outcome: 'interrupted', isOpen };
    else result = { outcome: 'failed', failure: failureOf(error, isOpen) };
  }
  listen({ kind: 'result', environment, result });
  return result;
}

function failureOf(error: unknown, isOpen: boolean): SubmitFailure {
  if (!(error instanceof ImprintError) || error instanceof InternalError) throw error;
  return { message: error.message, tfErrors: [], ...(isOpen && { isOpen }) };
}
