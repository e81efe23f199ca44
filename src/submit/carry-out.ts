import { limits } from '../config-api/limits.ts';
import { parseName } from '../config-api/names.ts';
import type { Operation } from '../config-api/operation.ts';
import { ServiceError } from '../errors.ts';
import type { ConfigApi } from './config-api.ts';
import type { EventListener, SubmitResult } from './events.ts';
import { type DeploymentFinding, inspectDeployment } from './inspect-deployment.ts';
import type { JournalPage } from './journal.ts';
import type { Intent, JournalEntry } from './journal-record.ts';
import { sendMutation } from './mutation.ts';
import { packagePrefix } from './package-module.ts';
import { deleteOutcome, operationFailure, revisionOutcome } from './read-outcome.ts';
import { type StagingStore, stagingBucket } from './staging-store.ts';
import { unlessMissing } from './unless-missing.ts';
import { type WatchContext, waitUntilIdle, watchOperation } from './watch-operation.ts';

/** What carrying out a mutation, or finding out about one, needs of the world. */
export interface CarryOutContext extends WatchContext {
  readonly api: ConfigApi;
  readonly storage: StagingStore;
}

/** What became of a mutation, as far as it was found out: its operation, or what the deployment tells without one. */
type Finding = { readonly kind: 'operation'; readonly operation: Operation } | DeploymentFinding;

/** A mutation under way. */
interface Course {
  readonly page: JournalPage;
  readonly entry: JournalEntry;
  readonly context: CarryOutContext;
  readonly listen: EventListener;
  /** Name under which events are told. */
  readonly environment: string;
}

/** The least part of the service's promise that is left when a request is sent again, in ms. */
const replayMarginMs = 300_000;

/**
 * Sends a mutation, watches it and reads its outcome, with every step in the journal before it matters. The entry is closed as soon
 * as the outcome is known; while it is not (no answer came, the service cannot be reached, the user interrupts) it stays open.
 * @throws ServiceError when the service refuses, or nobody knows.
 */
export async function carryOut(
  intent: Intent,
  page: JournalPage,
  context: CarryOutContext,
  listen: EventListener,
): Promise<SubmitResult> {
  const entry = page.begin(intent);
  const course: Course = { page, entry, context, listen, environment: intent.environment };
  let operation: Operation;
  try {
    operation = await submit(course);
  } catch (error) {
    if (isRefusal(error)) page.end('refused');
    throw error;
  }
  return conclude(course, { kind: 'operation', operation });
}

/**
 * Finds out what became of the page's open entry, waits for it where it still runs, and closes it. Where the request may never have
 * arrived it is sent again, to the letter and with its request id, which the service answers with the operation of the first
 * ({@link limits.requestIdMs}); but not once somebody else has changed the deployment, for then it could undo that.
 * @throws ServiceError when it cannot be found out now; the entry stays open.
 */
export async function settle(
  page: JournalPage,
  entry: JournalEntry,
  environment: string,
  context: CarryOutContext,
  listen: EventListener,
): Promise<SubmitResult> {
  const course: Course = { page, entry, context, listen, environment };
  const { deployment, mutation, time } = entry;
  listen({ kind: 'resumed', environment, deployment, method: mutation.method, time });
  if (entry.operation !== undefined) {
    const operation = await unlessMissing(context.api.getOperation(entry.operation));
    if (operation !== undefined) return conclude(course, { kind: 'operation', operation });
  }
  const seen = await inspectDeployment(entry, context.api);
  if (seen.kind !== 'untouched' || entry.operation !== undefined || !isRemembered(entry, context)) {
    return conclude(course, seen);
  }
  return conclude(course, await sendAgain(course));
}

/** Whether the service still answers the request id with the first operation. */
function isRemembered({ time }: JournalEntry, { clock }: CarryOutContext): boolean {
  return clock.now() - Date.parse(time) < limits.requestIdMs - replayMarginMs;
}

async function sendAgain(course: Course): Promise<Finding> {
  try {
    return { kind: 'operation', operation: await submit(course) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // Something came between the look and the request: another look tells what.
    const seen = await inspectDeployment(course.entry, course.context.api);
    if (seen.kind !== 'untouched') return seen;
    course.page.end('refused');
    throw error;
  }
}

/** Whether the service said for sure that it does not do what was asked. */
function isRefusal(error: unknown): boolean {
  return error instanceof ServiceError && error.failure.uncertain !== true;
}

/** Sends the request and records its operation. */
async function submit({ page, entry, context, listen, environment }: Course): Promise<Operation> {
  const operation = await sendMutation(context.api, entry.mutation);
  page.submitted(operation.name ?? '');
  listen({ kind: 'submitted', environment, operation: operation.name ?? '' });
  return operation;
}

/** Brings what was found to its end, and closes the entry. */
async function conclude(course: Course, finding: Finding): Promise<SubmitResult> {
  const result = await outcomeOf(course, finding);
  if (course.page.entry !== undefined) course.page.end(result.outcome);
  return result;
}

async function outcomeOf(course: Course, finding: Finding): Promise<SubmitResult> {
  const { entry, context } = course;
  switch (finding.kind) {
    case 'operation':
      return operationOutcome(course, finding.operation);
    case 'taken':
      await waitUntilIdle(entry.deployment, context);
      return revisionOutcome(entry.deployment, finding.revision, context.api);
    case 'deleting':
      await waitUntilIdle(entry.deployment, context);
      return finishDelete(entry, context);
    case 'gone':
      return entry.mutation.method === 'DeleteDeployment'
        ? finishDelete(entry, context)
        : { outcome: 'superseded', message: 'it was deleted meanwhile' };
    case 'untouched':
      return {
        outcome: 'not-submitted',
        message: `what was begun at ${entry.time} had no effect; nothing is under way`,
      };
    case 'superseded':
      return { outcome: 'superseded', message: finding.message };
  }
}

async function operationOutcome(course: Course, operation: Operation): Promise<SubmitResult> {
  const { entry, context, listen, environment } = course;
  const watched = watchOperation(operation, context, (step) => listen({ kind: 'step', environment, step }));
  const done = await unlessMissing(watched);
  // Operations are not kept for ever: the deployment knows as well.
  if (done === undefined) return outcomeOf(course, await inspectDeployment(entry, context.api));
  if (done.error !== undefined) return { outcome: 'failed', failure: operationFailure(done) };
  if (entry.mutation.method === 'DeleteDeployment') return finishDelete(entry, context);
  const revision = await ownRevision(entry, done, context);
  return revision === undefined
    ? { outcome: 'superseded', message: 'it was deleted meanwhile' }
    : revisionOutcome(entry.deployment, revision, context.api);
}

/** The revision that an operation made: named by its response, else told by its source. */
async function ownRevision(
  entry: JournalEntry,
  { response }: Operation,
  { api }: CarryOutContext,
): Promise<string | undefined> {
  const named = response?.['latestRevision'];
  if (typeof named === 'string' && named !== '') return named;
  const seen = await inspectDeployment(entry, api);
  return seen.kind === 'taken' ? seen.revision : undefined;
}

/** Once the deployment is gone, what was staged for it goes too. */
async function finishDelete(entry: JournalEntry, context: CarryOutContext): Promise<SubmitResult> {
  const result = await deleteOutcome(entry.deployment, entry.before?.createTime, context.api);
  const parts = parseName('deployment', entry.deployment);
  if (result.outcome === 'deleted' && parts !== undefined) {
    const { project, location, deployment: deploymentId } = parts;
    await context.storage.deleteObjects(stagingBucket(project), packagePrefix({ location, deploymentId }));
  }
  return result;
}
