import { expect } from 'vitest';
import type { HttpRequest, HttpResponse, Transport } from '../../src/config-api/transport.ts';
import { type VirtualClock, virtualClock } from '../../src/config-api/virtual-clock.ts';
import type { Bundle } from '../../src/render/bundle.ts';
import { deleteDeployment } from '../../src/submit/delete.ts';
import { deployBundle } from '../../src/submit/deploy.ts';
import type { SubmitEvent, SubmitResult } from '../../src/submit/events.ts';
import { resumeDeployment, type SubmitContext } from '../../src/submit/hold-deployment.ts';
import { readJournal } from '../../src/submit/journal.ts';
import type { JournalEntry } from '../../src/submit/journal-record.ts';
import { bundleFixture } from './bundle-fixture.ts';
import { clientContext } from './chaos/client.ts';
import { createService, type Service } from './chaos/service.ts';
import { journalOfRun, type MemoryJournal, memoryJournal } from './memory-journal.ts';

/** The deployment of {@link shop}. */
export const shopDeployment = 'projects/acme-dev/locations/europe-west1/deployments/shop-dev';

/** What happens to a request on its way: answers it, throws, or dies with the client (`die`). */
export type Interference = (
  request: HttpRequest,
  send: () => Promise<HttpResponse>,
  die: () => Promise<never>,
) => Promise<HttpResponse>;

/** A client in a process of its own, on a journal that outlives it. */
export interface Client {
  readonly context: SubmitContext;
  readonly events: readonly SubmitEvent[];
  readonly requests: readonly HttpRequest[];
  deploy(bundle: Bundle): Promise<SubmitResult | 'killed'>;
  remove(): Promise<SubmitResult | 'killed'>;
  resume(): Promise<SubmitResult | 'killed'>;
}

/** One service, one journal and one clock, and clients that come and go. */
export interface Session {
  readonly clock: VirtualClock;
  readonly service: Service;
  readonly journal: MemoryJournal;
  client(interfere?: Interference): Client;
  /** What the journal holds open. */
  open(): readonly JournalEntry[];
  /** Calls the service beside any client. */
  call(method: HttpRequest['method'], path: string, json?: object): Promise<unknown>;
}

/** Starts one. */
export function clientSession(): Session {
  const clock = virtualClock({ autoAdvance: true });
  const service = createService({ clock });
  const journal = memoryJournal();
  let ids = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  return {
    clock,
    service,
    journal,
    client: (interfere) => newClient(service, journal, clock, newId, interfere),
    open: () => readJournal(journal).entries,
    async call(method, path, json) {
      const body = json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json));
      const headers = { 'content-type': 'application/json' };
      const answer = await service.send({ method, url: `http://service${path}`, headers, body });
      return JSON.parse(new TextDecoder().decode(answer.body)) as unknown;
    },
  };
}

function newClient(
  service: Service,
  journal: MemoryJournal,
  clock: VirtualClock,
  newId: () => string,
  interfere: Interference = (_, send) => send(),
): Client {
  const run = { isDead: false };
  const events: SubmitEvent[] = [];
  const requests: HttpRequest[] = [];
  let killed = (): void => undefined;
  const death = new Promise<'killed'>((resolve) => {
    killed = () => resolve('killed');
  });
  const transport: Transport = {
    send(request, signal) {
      const die = (): Promise<never> => {
        run.isDead = true;
        killed();
        return new Promise(() => {});
      };
      if (run.isDead) return die();
      requests.push(request);
      return interfere(request, () => service.send(request, signal), die);
    },
  };
  const context = clientContext(transport, journalOfRun(journal, run), clock, newId);
  const listen = (event: SubmitEvent): void => void events.push(event);
  const address = { project: 'acme-dev', location: 'europe-west1', deploymentId: 'shop-dev' };
  const held = { environment: 'shop/dev', deployment: shopDeployment };
  return {
    context,
    events,
    requests,
    deploy: (bundle) => Promise.race([deployBundle(bundle, context, listen), death]),
    remove: () => Promise.race([deleteDeployment('shop/dev', address, 'DELETE', context, listen), death]),
    resume: () => Promise.race([resumeDeployment(held, context, listen), death]),
  };
}

/** A module with one resource and one output; the hash follows the content, as a rendered bundle's does. */
export function shop(content: string, deployment: Partial<Bundle['submission']['deployment']> = {}): Bundle {
  const text = `resource "terraform_data" "till" {\n  input = "${content}"\n}\n\noutput "which" {\n  value = "${content}"\n}\n`;
  const bundle = bundleFixture({ 'main.tf': text });
  return {
    ...bundle,
    moduleHash: `sha256:${content}`,
    submission: { ...bundle.submission, deployment: { ...bundle.submission.deployment, ...deployment } },
  };
}

/** Whether a request changes a deployment. */
export function isMutation({ method, url }: HttpRequest): boolean {
  return method !== 'GET' && url.includes('/v1/projects/');
}

/** Whether a request looks at an operation. */
export function isLook({ method, url }: HttpRequest): boolean {
  return method === 'GET' && url.includes('/operations/');
}

/** Longer than the service remembers request ids. */
export const overAnHour: number = 61 * 60_000;

/** The client dies with its change on its lips. */
export const dieBeforeSending: Interference = (request, send, die) => (isMutation(request) ? die() : send());
/** The client dies when its change had its effect. */
export const dieWithoutAnswer: Interference = async (request, send, die) => {
  const answer = await send();
  return isMutation(request) ? die() : answer;
};
/** The client dies at its first look at the operation. */
export const dieWatching: Interference = (request, send, die) => (isLook(request) ? die() : send());

/** Nothing is open, and the deployment has revisions in these states. */
export function expectSettled(session: Session, states: readonly string[]): void {
  expect(session.journal.pages.size).toBe(0);
  expect(session.service.revisions(shopDeployment).map(({ state }) => state)).toEqual(states);
}

/** Another machine, with a journal of its own. */
export async function byColleague(session: Session, content: string): Promise<void> {
  const { clock, service } = session;
  const there = clientSession();
  const newId = (): string => '10000000-0000-4000-8000-000000000000';
  await deployBundle(shop(content), clientContext(service, there.journal, clock, newId), () => {});
}
