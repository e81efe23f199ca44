import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResponse, Transport } from '../../src/config-api/transport.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { ServiceError } from '../../src/errors.ts';
import { callJson, type RestCall, type RestContext } from '../../src/submit/rest-call.ts';
import { defaultRetryPolicy } from '../../src/submit/retry.ts';

type Answer = { readonly status: number; readonly body?: unknown } | Error;

const get: RestCall = {
  method: 'GetDeployment',
  resource: 'deployments/d',
  verb: 'GET',
  url: 'http://service/v1/d',
  idempotent: true,
};
const create: RestCall = { ...get, method: 'CreateDeployment', verb: 'POST', json: { labels: {} }, idempotent: false };

describe('callJson', () => {
  it('sends JSON with its query and returns the answer', async () => {
    const { context, sent } = service({ status: 200, body: { name: 'd' } });
    await expect(callJson({ ...create, query: { deploymentId: 'a b', filter: undefined } }, context)).resolves.toEqual({
      name: 'd',
    });
    expect(sent).toMatchObject([
      { method: 'POST', url: 'http://service/v1/d?deploymentId=a+b', headers: { 'content-type': 'application/json' } },
    ]);
    expect(new TextDecoder().decode(sent[0]?.body)).toBe('{"labels":{}}');
  });

  it.each<[string, RestCall, Answer, number]>([
    ['a read that the service could not serve', get, { status: 503 }, 5],
    ['a read without an answer', get, new TypeError('fetch failed'), 5],
    ['any call over quota', create, { status: 429 }, 5],
    ['a mutation that may have had its effect', create, { status: 503 }, 1],
    ['a mutation without an answer', create, new TypeError('fetch failed'), 1],
    [
      'a mutation with a request id, without an answer',
      { ...create, idempotent: true },
      new TypeError('fetch failed'),
      5,
    ],
    ['a refusal', get, { status: 403 }, 1],
  ])('sends %s as often as is safe', async (_, call, answer, times) => {
    const { context, sent } = service(...Array.from({ length: 5 }, () => answer));
    await expect(callJson(call, context)).rejects.toBeInstanceOf(ServiceError);
    expect(sent).toHaveLength(times);
  });

  it('waits as long as the service asks', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7.5s' }];
    const { context, clock } = service(
      { status: 429, body: { error: { message: 'quota', status: 'RESOURCE_EXHAUSTED', details } } },
      { status: 200, body: {} },
    );
    const before = clock.now();
    await callJson(get, context);
    expect(clock.now() - before).toBe(7_500);
  });

  it('tells method, resource, status and words of a refusal', async () => {
    const { context } = service({
      status: 404,
      body: { error: { code: 404, message: 'no such deployment', status: 'NOT_FOUND' } },
    });
    await expect(callJson(get, context)).rejects.toMatchObject({
      message: 'GetDeployment of deployments/d failed: NOT_FOUND: no such deployment',
      failure: {
        method: 'GetDeployment',
        resource: 'deployments/d',
        httpStatus: 404,
        status: 'NOT_FOUND',
        retryable: false,
      },
    });
  });

  it('survives an answer that is a page of a proxy', async () => {
    const { context } = service({ status: 407, body: '<html>\n<body>Proxy Authentication Required</body>' });
    await expect(callJson(get, context)).rejects.toMatchObject({
      message: expect.stringContaining('HTTP 407: <html>'),
    });
  });

  it.each([
    ['a read', get, 2],
    ['a mutation with a request id', { ...create, idempotent: true }, 2],
    ['a mutation without one', create, 1],
  ])('sends %s again as often as is safe when the answer was cut short', async (_, call, times) => {
    const { context, sent } = service({ status: 200, body: '{"name":"d' }, { status: 200, body: { name: 'd' } });
    const answer = await callJson(call, context).catch((error: unknown) => error);
    expect(sent).toHaveLength(times);
    if (times === 2) expect(answer).toEqual({ name: 'd' });
    else expect(answer).toMatchObject({ failure: { uncertain: true } });
  });

  it.each<[string, Answer, true | undefined]>([
    ['an answer that never came', new TypeError('fetch failed'), true],
    ['INTERNAL', { status: 500 }, true],
    ['a method that is not there', { status: 501 }, undefined],
    ['a refusal', { status: 400 }, undefined],
  ])('says of %s whether a change may have happened all the same', async (_, answer, uncertain) => {
    const failure = await callJson(create, service(answer).context).catch((error: unknown) => error);
    expect((failure as ServiceError).failure.uncertain).toBe(uncertain);
    const read = await callJson({ ...get, idempotent: false }, service(answer).context).catch(
      (error: unknown) => error,
    );
    expect((read as ServiceError).failure.uncertain).toBeUndefined();
  });

  it('does not take a page for an answer', async () => {
    const { context } = service({ status: 200, body: '<html>' });
    await expect(callJson(get, context)).rejects.toMatchObject({ message: expect.stringContaining('not JSON') });
  });
});

/** A service that gives the answers in order, on a clock that moves by itself. */
function service(...answers: Answer[]): {
  context: RestContext;
  sent: HttpRequest[];
  clock: ReturnType<typeof virtualClock>;
} {
  const sent: HttpRequest[] = [];
  const clock = virtualClock({ autoAdvance: true });
  const transport: Transport = {
    async send(request): Promise<HttpResponse> {
      const answer = answers[sent.push(request) - 1];
      if (answer === undefined) throw new Error('one call too many');
      if (answer instanceof Error) throw answer;
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
      return { status: answer.status, headers: {}, body: new TextEncoder().encode(text) };
    },
  };
  return { context: { transport, clock, random: () => 0.5, policy: defaultRetryPolicy }, sent, clock };
}
