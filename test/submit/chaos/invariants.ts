import { isGoodOutcome, type SubmitEvent, type SubmitResult } from '../../../src/submit/events.ts';
import { type JournalStore, readJournal } from '../../../src/submit/journal.ts';
import { packagePrefix } from '../../../src/submit/package-module.ts';
import { stagingBucket } from '../../../src/submit/staging-store.ts';
import { type Member, place, versionOf } from './fleet.ts';
import type { Service } from './service.ts';

/** Something is not as it has to be. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** A run that was not killed: what it said, and what it knew at its end. */
export interface FinishedRun {
  readonly command: 'deploy' | 'resume' | 'delete';
  readonly results: ReadonlyMap<string, SubmitResult>;
  readonly events: readonly SubmitEvent[];
}

/** What results are held against. */
export interface Truth {
  readonly members: readonly Member[];
  /** What was to be deployed, by environment. */
  readonly versions: ReadonlyMap<string, number>;
  readonly service: Service;
  readonly journal: JournalStore;
  readonly nowMs: number;
}

/** Throws unless every result a run reported is what the service says. */
export function checkResults(run: FinishedRun, truth: Truth): void {
  const open = new Set(readJournal(truth.journal).entries.map(({ deployment }) => deployment));
  for (const member of truth.members) {
    const result = run.results.get(member.environment);
    if (result === undefined) continue;
    const fail = violationOf(member, `${run.command} reported ${JSON.stringify(result)}`);
    const events = run.events.filter(({ environment }) => environment === member.environment);
    const last = events.at(-1);
    if (last?.kind !== 'result' || last.result !== result) fail('and its last event is not that result');
    const isOpen = result.outcome === 'failed' && result.failure.isOpen === true;
    const wasTouched = result.outcome !== 'skipped' && result.outcome !== 'stopped';
    if (wasTouched && isOpen !== open.has(member.deployment))
      fail(`and the journal ${isOpen ? 'forgot it' : 'is open'}`);
    checkSettled(events, truth, fail);
    checkAgainstService(run, member, result, truth, fail);
  }
}

/** What was begun less than 55 minutes ago is never given up: it was sent, or it is sent now. And nobody else is here to supersede it. */
function checkSettled(events: readonly SubmitEvent[], { nowMs }: Truth, fail: (what: string) => void): void {
  let begunMs = 0;
  for (const event of events) {
    if (event.kind === 'resumed') begunMs = Date.parse(event.time);
    if (event.kind !== 'settled' && event.kind !== 'result') continue;
    const { outcome } = event.result;
    if (outcome === 'superseded') fail('and nobody else was there');
    if (outcome === 'not-submitted' && nowMs - begunMs < 3_300_000) fail('and it was begun not long ago');
  }
}

function checkAgainstService(
  { command, events }: FinishedRun,
  { environment, deployment }: Member,
  result: SubmitResult,
  { service, versions }: Truth,
  fail: (what: string) => void,
): void {
  const version = versions.get(environment);
  const revisions = service.revisions(deployment);
  if (result.outcome === 'applied' || result.outcome === 'unchanged') {
    const made = revisions.find(({ name }) => name === result.revision);
    if (made?.state !== 'APPLIED') fail(`and the revision is ${made?.state}`);
    if (command === 'deploy' && versionOf(made?.terraformBlueprint?.gcsSource) !== version) fail('of another module');
  }
  if (result.outcome === 'deleted' && revisions.length > 0) fail('and it is there');
  if (result.outcome !== 'failed' || result.failure.isOpen === true) return;
  const { revision } = result.failure;
  if (revision !== undefined && revisions.find(({ name }) => name === revision)?.state !== 'FAILED') {
    fail('and the revision did not fail');
  }
  const wasUploaded = events.some((event) => event.kind === 'uploaded' && event.environment === environment);
  const took = revisions.filter(
    ({ state, terraformBlueprint }) => state !== 'FAILED' && versionOf(terraformBlueprint?.gcsSource) === version,
  );
  if (command === 'deploy' && wasUploaded && took.length > 0) fail(`and ${took[0]?.name} is ${took[0]?.state}`);
}

/** What has to hold when all is done and nothing went wrong any more. */
export interface Expected {
  readonly members: readonly Member[];
  /** All versions an environment was to have, in order. */
  readonly history: ReadonlyMap<string, readonly number[]>;
  /** Terraform runs that were made to fail. */
  readonly failedRuns: number;
  /** Environments that were deleted. */
  readonly removed: ReadonlySet<string>;
}

/** Throws unless every environment has exactly the revisions it should have, nothing is locked, and the journal is empty. */
export function checkEnd(
  { members, history, failedRuns, removed }: Expected,
  service: Service,
  journal: JournalStore,
): void {
  if (journal.names().length > 0) throw new Violation(`the journal still has ${journal.names().join(', ')}`);
  let failed = 0;
  for (const member of members) {
    const fail = violationOf(member, `of ${members.length}`);
    const found = service.deployments().find(({ name }) => name === member.deployment);
    if (removed.has(member.environment)) {
      if (found !== undefined) fail('is still there');
      const prefix = packagePrefix({ ...place, deploymentId: member.deploymentId });
      if (service.staged(stagingBucket(place.project)).some((name) => name.startsWith(prefix))) fail('left packages');
      continue;
    }
    if (found?.state !== 'ACTIVE' || found.lockState !== 'UNLOCKED') fail(`is ${found?.state}, ${found?.lockState}`);
    const revisions = service.revisions(member.deployment);
    failed += revisions.filter(({ state }) => state === 'FAILED').length;
    const applied = revisions.filter(({ state }) => state === 'APPLIED');
    const versions = applied.map(({ terraformBlueprint }) => versionOf(terraformBlueprint?.gcsSource));
    const wanted = history.get(member.environment) ?? [];
    if (JSON.stringify(versions) !== JSON.stringify(wanted)) fail(`applied ${versions}, and should have ${wanted}`);
  }
  if (removed.size === 0 && failed !== failedRuns)
    throw new Violation(`${failed} runs failed, ${failedRuns} were ordered`);
}

/** Throws unless a run without trouble reported success for all, but for Terraform runs that were made to fail and what depends on them. */
export function checkUntroubled({ results }: FinishedRun): void {
  for (const [environment, result] of results) {
    const isOrdered = result.outcome === 'failed' && result.failure.tfErrors.length > 0;
    if (isGoodOutcome(result) || isOrdered || result.outcome === 'skipped') continue;
    throw new Violation(`without trouble, ${environment} ended with ${JSON.stringify(result)}`);
  }
}

function violationOf({ environment }: Member, about: string): (what: string) => void {
  return (what) => {
    throw new Violation(`${environment} (${about}) ${what}`);
  };
}
