import { describe, expect, it } from 'vitest';
import { methodNames, methodOf, pathVariable, queryParameters } from '../../src/config-api/methods.ts';
import type { HttpRequest } from '../../src/config-api/transport.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import type { ConfigApi } from '../../src/submit/config-api.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';
import { defaultRetryPolicy } from '../../src/submit/retry.ts';
import { methodRows } from './method-rows.ts';

describe('the port over REST', () => {
  it('has a row for every method that Google publishes, and no other', () => {
    expect(Object.keys(methodRows).sort()).toEqual(methodNames);
    expect(methodNames.filter((name) => methodOf(name).service === 'google.cloud.config.v1.Config')).toHaveLength(38);
  });

  it.each(methodNames)('%s sends the documented verb, path, query and body', async (name) => {
    const { call, sent, body } = methodRows[name];
    const { api, requests } = service({});
    await call(api);
    expect(requests.map(({ method, url }) => `${method} ${url.replace('http://service', '')}`)).toEqual([sent]);
    const text = new TextDecoder().decode(requests[0]?.body);
    expect(text === '' ? undefined : JSON.parse(text)).toEqual(body);
    expect(requests[0]?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
  });

  it.each(methodNames)('%s is sent as the published descriptors say', (name) => {
    const method = methodOf(name);
    const [verb, target = ''] = methodRows[name].sent.split(' ');
    const url = new URL(target, 'http://service');
    const { pattern, suffix } = pathVariable(method);
    expect(verb).toBe(method.verb);
    expect(url.pathname).toMatch(new RegExp(`^/v1/${pattern.replaceAll('*', '[^/:]+')}${suffix}$`));
    const allowed = queryParameters(method);
    expect([...url.searchParams.keys()].filter((key) => !allowed.includes(key.split('.')[0] ?? ''))).toEqual([]);
    for (const needed of method.requiredQuery ?? []) expect(url.searchParams.has(needed)).toBe(true);
    expect(methodRows[name].body !== undefined).toBe(method.body !== undefined);
  });

  it('reads all pages of a list, with the token of each', async () => {
    const { api, requests } = service(
      { deployments: [{ name: 'a' }], nextPageToken: 'two' },
      { nextPageToken: 'three' },
      { deployments: [{ name: 'b' }], nextPageToken: '' },
    );
    await expect(api.listDeployments('projects/p/locations/l')).resolves.toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(requests.map(({ url }) => new URL(url).searchParams.get('pageToken'))).toEqual([null, 'two', 'three']);
  });

  it('refuses a list of which a location could not be reached, since what is missing would look deleted', async () => {
    const { api } = service({ deployments: [], unreachable: ['locations/us-east1'] });
    await expect(api.listDeployments('projects/p/locations/-')).rejects.toMatchObject({
      message: expect.stringContaining('locations/us-east1 could not be reached'),
      failure: { status: 'UNAVAILABLE' },
    });
  });

  it.each([
    ['sends a lock once', (api: ConfigApi) => api.lockDeployment({ name: 'projects/p/locations/l/deployments/d' }), 1],
    [
      'sends a mutation with a request id again',
      (api: ConfigApi) => api.deletePreview({ name: 'projects/p/locations/l/previews/v', requestId: '0f3c' }),
      5,
    ],
    [
      'sends an export again, which changes nothing',
      (api: ConfigApi) => api.exportPreviewResult({ parent: 'projects/p/locations/l/previews/v' }),
      5,
    ],
  ])('%s when no answer came', async (_, call, times) => {
    const { api, requests } = service();
    await expect(call(api)).rejects.toMatchObject({ message: expect.stringContaining('no answer') });
    expect(requests).toHaveLength(times);
  });
});

/** A service that gives these answers in order and then none at all. */
function service(...answers: object[]): { api: ConfigApi; requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const transport = {
    async send(request: HttpRequest) {
      const answer = answers[requests.push(request) - 1];
      if (answer === undefined) throw new TypeError('fetch failed');
      return { status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(answer)) };
    },
  };
  const clock = virtualClock({ autoAdvance: true });
  const api = restConfigApi('http://service/', { transport, clock, random: () => 0, policy: defaultRetryPolicy });
  return { api, requests };
}
