import { ServiceError, UsageError } from '../../errors.ts';
import type { RestContext } from '../rest-call.ts';
import { isLocked, type LockContext, lockDeployment, unlockDeployment } from './deployment-lock.ts';
import { importObjection, readStateHead, type StateHead } from './state-head.ts';
import { downloadState, uploadState } from './transfer-state.ts';

/** What exporting and importing states needs of the world. */
export interface StateContext extends LockContext {
  /** The same, by calls that an interruption does not stop: a lock that was taken is given back all the same. */
  readonly cleanUpApi: LockContext['api'];
  /** For signed URLs: without credentials. */
  readonly plainRest: RestContext;
}

/** A state with its head. */
export interface ExportedState {
  readonly bytes: Uint8Array;
  readonly head: StateHead;
  /** The lock under which it was read, when it is still held. */
  readonly lockId?: string;
}

/** The state that a revision left. Needs no lock. Throws `ServiceError`. */
export async function exportRevisionState(revision: string, context: StateContext): Promise<ExportedState> {
  const { signedUri } = await context.api.exportRevisionStatefile({ parent: revision });
  return readable(await downloadState(signedUri, revision, context.plainRest), revision);
}

/**
 * The state of a deployment, read while it is locked. The lock is `lockId`, which stays, or one that is taken for it and given back
 * unless `keepLock` says that the state is going to be edited.
 * @throws ServiceError when it cannot be locked or read; a lock that was taken for it is given back then
 */
export async function exportState(
  name: string,
  { lockId, keepLock, draft }: { readonly lockId?: string; readonly keepLock: boolean; readonly draft: boolean },
  context: StateContext,
): Promise<ExportedState> {
  const read = async (): Promise<ExportedState> => {
    const { signedUri } = await context.api.exportDeploymentStatefile({ parent: name, draft });
    return readable(await downloadState(signedUri, name, context.plainRest), name);
  };
  if (lockId !== undefined) return { ...(await read()), lockId };
  const held = await takeLock(name, context);
  let isKept = false;
  try {
    context.signal?.throwIfAborted();
    const state = await read();
    isKept = keepLock;
    return keepLock ? { ...state, lockId: held } : state;
  } finally {
    if (!isKept) await giveBack(name, held, context);
  }
}

/**
 * Makes a state the deployment's: locks, compares it with the current one, uploads it, reads it back, and unlocks, whereby the service
 * validates it and puts it in effect. Under a lock of the caller's own (`lockId`) it is unlocked too: that is how the state takes effect.
 * @throws UsageError when the state must not take the place of the current one and `force` is off; ServiceError when a call fails. A
 *   lock that was taken for it is given back, after the current state was put back where the new one had been uploaded.
 */
export async function importState(
  name: string,
  bytes: Uint8Array,
  { lockId, force }: { readonly lockId?: string; readonly force: boolean },
  context: StateContext,
): Promise<{ readonly before: StateHead | undefined; readonly after: StateHead }> {
  const next = readStateHead(bytes);
  if (typeof next === 'string') throw new UsageError(`this is no state that can be imported: ${next}`);
  const held = lockId ?? (await takeLock(name, context));
  let current: Uint8Array | undefined;
  let isUploaded = false;
  const patient = patientContext(context);
  try {
    context.signal?.throwIfAborted();
    current = await currentState(name, context);
    const before = current && headOf(current);
    const { tfVersion } = await context.api.getDeployment(name);
    const objection = importObjection(next, before, tfVersion);
    if (objection !== undefined && !force) throw new UsageError(`the state was not imported: ${objection}`);
    // From here on an interruption waits: half an import is worse than a whole one.
    isUploaded = true;
    await putDraft(name, held, bytes, patient);
    const { signedUri } = await patient.api.exportDeploymentStatefile({ parent: name, draft: true });
    expectSame(next, headOf(await downloadState(signedUri, name, context.plainRest)), name);
    await unlockDeployment(name, held, patient);
    return { before, after: next };
  } catch (error) {
    if (isUploaded) await putBack(name, held, current, context, error);
    if (lockId === undefined) await giveBack(name, held, context, error);
    throw error;
  }
}

/** The same, with calls that an interruption does not stop. */
function patientContext(context: StateContext): StateContext {
  return { ...context, api: context.cleanUpApi, signal: undefined };
}

/**
 * Takes the lock; an interruption waits until it is known whether it was taken. One that somebody else holds is theirs: it is refused,
 * with how to go on.
 */
async function takeLock(name: string, context: StateContext): Promise<string> {
  const deployment = await context.api.getDeployment(name);
  if (isLocked(deployment)) {
    const { lockId = '', who = 'somebody' } = await context.api.exportLockInfo(name);
    throw refused(name, `it is locked by ${who}; if that is you, pass --lock-id ${lockId}`);
  }
  const { lockId } = await lockDeployment(name, patientContext(context));
  if (lockId === undefined) throw refused(name, 'the service gave no id of its lock');
  return lockId;
}

/** `reason` is the failure that made it necessary; absent when there was none. */
async function giveBack(name: string, lockId: string, context: StateContext, reason?: unknown): Promise<void> {
  const patient = patientContext(context);
  try {
    // The unlock that failed, or was interrupted, may have had its effect.
    if (isLocked(await patient.api.getDeployment(name))) await unlockDeployment(name, lockId, patient);
  } catch (cause) {
    const failures = [reason, cause].filter((one) => one !== undefined).map(wordsOf);
    const message = `${failures.join('; then ')}\nIt is still locked; run \`imprint unlock ${name} --lock-id ${lockId}\``;
    throw refused(name, message, cause);
  }
}

/** Unlocking puts the draft in effect, so one that is not wanted gives way to the state as it was. */
async function putBack(
  name: string,
  lockId: string,
  current: Uint8Array | undefined,
  context: StateContext,
  reason: unknown,
): Promise<void> {
  try {
    if (!isLocked(await context.cleanUpApi.getDeployment(name))) return;
    if (current === undefined) throw new Error('there was no state before');
    await putDraft(name, lockId, current, patientContext(context));
  } catch (cause) {
    const message =
      `${wordsOf(reason)}\nThe state as it was could not be put back, so lock ${lockId} is left: unlocking would put the new state in effect. ` +
      `Import the right one with \`imprint state import ${name} FILE --lock-id ${lockId}\``;
    throw refused(name, message, cause);
  }
}

async function putDraft(
  name: string,
  lockId: string,
  bytes: Uint8Array,
  { api, plainRest }: StateContext,
): Promise<void> {
  const { signedUri } = await api.importStatefile({ parent: name, lockId });
  await uploadState(signedUri, name, bytes, plainRest);
}

/** The state in effect; undefined when the deployment has none yet. */
async function currentState(name: string, { api, plainRest }: StateContext): Promise<Uint8Array | undefined> {
  const { latestRevision } = await api.getDeployment(name);
  if (latestRevision === undefined) return undefined;
  const { signedUri } = await api.exportDeploymentStatefile({ parent: name, draft: false });
  return downloadState(signedUri, name, plainRest);
}

function headOf(bytes: Uint8Array): StateHead | undefined {
  const head = readStateHead(bytes);
  return typeof head === 'string' ? undefined : head;
}

function readable(bytes: Uint8Array, name: string): ExportedState {
  const head = readStateHead(bytes);
  if (typeof head === 'string') throw refused(name, `what the service gave as its state is none: ${head}`);
  return { bytes, head };
}

function expectSame(sent: StateHead, found: StateHead | undefined, name: string): void {
  if (found?.serial === sent.serial && found.lineage === sent.lineage && found.resources === sent.resources) return;
  throw refused(name, 'the state that was read back is not the one that was uploaded');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refused(name: string, why: string, cause?: unknown): ServiceError {
  const failure = { method: 'ImportStatefile', resource: name, retryable: false };
  return new ServiceError(`${name}: ${why}`, failure, { cause });
}
