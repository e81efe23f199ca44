import { describe, expect, it } from 'vitest';
import type { HttpResponse, Transport } from '../../src/config-api/transport.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { pacedTransport } from '../../src/submit/paced-transport.ts';
import { createPacer } from '../../src/submit/pacer.ts';
import { fc } from '../properties.ts';

const place = 'projects/p/locations/l';

describe('createPacer', () => {
  it('never lets more through in a minute than the quota, and keeps the order of the calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (pauses, mutationsPerMinute) => {
          const clock = virtualClock({ autoAdvance: true });
          const pacer = createPacer(clock, { mutationsPerMinute, requestsPerMinute: 1_200 });
          const passed: { readonly index: number; readonly at: number }[] = [];
          const calls: Promise<void>[] = [];
          for (const [index, pause] of pauses.entries()) {
            calls.push(pacer.turn(place, 'mutation').then(() => void passed.push({ index, at: clock.now() })));
            await clock.sleep(pause);
          }
          await Promise.all(calls);
          expect(passed.map(({ index }) => index)).toEqual(pauses.map((_, index) => index));
          for (const [index, { at }] of passed.entries()) {
            const later = passed[index + mutationsPerMinute];
            if (later !== undefined) expect(later.at - at).toBeGreaterThanOrEqual(60_000);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('lets a quota’s worth through at once', async () => {
    const clock = virtualClock({ autoAdvance: true });
    const pacer = createPacer(clock);
    const start = clock.now();
    await Promise.all(Array.from({ length: 20 }, () => pacer.turn(place, 'mutation')));
    expect(clock.now() - start).toBe(0);
    await pacer.turn('projects/p/locations/other', 'mutation');
    await pacer.turn(place, 'read');
    expect(clock.now() - start).toBe(0);
  });

  it('counts mutations as requests too', async () => {
    const clock = virtualClock({ autoAdvance: true });
    const pacer = createPacer(clock, { mutationsPerMinute: 5, requestsPerMinute: 5 });
    const start = clock.now();
    await Promise.all(Array.from({ length: 5 }, () => pacer.turn(place, 'mutation')));
    await pacer.turn(place, 'read');
    expect(clock.now() - start).toBeGreaterThanOrEqual(60_000);
  });

  it('drops whoever gives up waiting, and holds nobody else up', async () => {
    const clock = virtualClock({ autoAdvance: true });
    const pacer = createPacer(clock, { mutationsPerMinute: 1, requestsPerMinute: 100 });
    await pacer.turn(place, 'mutation');
    const start = clock.now();
    const stop = new AbortController();
    const given = pacer.turn(place, 'mutation', stop.signal);
    const next = pacer.turn(place, 'mutation');
    stop.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await next;
    expect(clock.now() - start).toBeLessThan(62_000);
  });

  it('spreads the looks of all who watch over half of the quota', () => {
    const pacer = createPacer(virtualClock());
    const watches = Array.from({ length: 300 }, (_, index) => pacer.watch(`${place}/operations/o${index}`));
    // 300 looks in 30 s are 600 a minute.
    expect(watches[0]?.leastDelayMs()).toBe(30_000);
    for (const watch of watches.slice(1)) watch.end();
    expect(watches[0]?.leastDelayMs()).toBe(100);
    expect(pacer.watch('projects/p/locations/other/operations/o').leastDelayMs()).toBe(100);
  });
});

describe('pacedTransport', () => {
  const retryInfo = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '20s' };
  const rateLimit = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED' };

  it.each([
    ['as long as the service asks', [rateLimit, retryInfo], 20_000],
    ['a minute when it does not say', [rateLimit], 60_000],
  ])('waits %s when a quota is used up all the same, and holds others back', async (_, details, ms) => {
    const { transport, clock, sent } = service([quotaAnswer(details), ok]);
    const start = clock.now();
    await Promise.all([create(transport, 'a'), create(transport, 'b')]);
    expect(clock.now() - start).toBe(ms);
    expect(sent).toEqual(['a', 'b', 'a']);
  });

  it('hands on that there are too many deployments: waiting does not help', async () => {
    const { transport, sent } = service([quotaAnswer([])]);
    expect((await create(transport, 'a')).status).toBe(429);
    expect(sent).toEqual(['a']);
  });

  it('gives up after ten waits', async () => {
    const { transport, sent } = service(Array.from({ length: 20 }, () => quotaAnswer([rateLimit])));
    expect((await create(transport, 'a')).status).toBe(429);
    expect(sent).toHaveLength(11);
  });

  it('counts what is posted and changes nothing as a read', async () => {
    const { transport, clock } = service([]);
    const start = clock.now();
    for (let index = 0; index < 50; index += 1) {
      const url = `http://service/v1/${place}/deployments/d:exportState`;
      await transport.send({ method: 'POST', url, headers: {}, body: new Uint8Array() });
    }
    expect(clock.now()).toBe(start);
  });

  it('does not count what goes to Cloud Storage', async () => {
    const { transport, clock } = service([]);
    const start = clock.now();
    for (let index = 0; index < 50; index += 1) {
      await transport.send({
        method: 'POST',
        url: 'http://s/upload/storage/v1/b/x/o',
        headers: {},
        body: new Uint8Array(),
      });
    }
    expect(clock.now()).toBe(start);
  });
});

const ok: HttpResponse = { status: 200, headers: {}, body: new Uint8Array() };

function quotaAnswer(details: readonly object[]): HttpResponse {
  const error = { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'no', details };
  return { status: 429, headers: {}, body: new TextEncoder().encode(JSON.stringify({ error })) };
}

/** A paced transport to a service that gives the answers in order, then 200. */
function service(answers: HttpResponse[]) {
  const clock = virtualClock({ autoAdvance: true });
  const sent: string[] = [];
  const plain: Transport = {
    async send({ url }) {
      sent.push(url.slice(url.indexOf('=') + 1));
      return answers.shift() ?? ok;
    },
  };
  return { transport: pacedTransport(plain, createPacer(clock)), clock, sent };
}

function create(transport: Transport, id: string): Promise<HttpResponse> {
  const url = `http://service/v1/${place}/deployments?deploymentId=${id}`;
  return transport.send({ method: 'POST', url, headers: {}, body: new Uint8Array() });
}
