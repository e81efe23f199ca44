import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { realClock } from '../../src/config-api/real-clock.ts';
import type { Transport } from '../../src/config-api/transport.ts';
import { ImprintError } from '../../src/errors.ts';
import { googleTransports } from '../../src/submit/google-transport.ts';
import { restConfigApi } from '../../src/submit/rest-config-api.ts';

const token = 'ya29.the-token-itself';
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((closed) => server.close(closed))));
});

describe('googleTransports', () => {
  it('signs with the access token it was given and names the quota project', async () => {
    const { url, seen } = await serve(() => ({ status: 200, json: { name: 'd' } }));
    const { signed: transport } = await googleTransports({ accessToken: token, quotaProject: 'acme-quota' });
    await expect(apiOn(url, transport).getDeployment('projects/p/locations/l/deployments/d')).resolves.toEqual({
      name: 'd',
    });
    expect(seen.map(({ headers }) => [headers.authorization, headers['x-goog-user-project']])).toEqual([
      [`Bearer ${token}`, 'acme-quota'],
    ]);
  });

  it('acts as a service account by way of others, with the token that is given out for it', async () => {
    const { url, seen, bodies } = await serve(({ url = '' }) =>
      url.includes(':generateAccessToken')
        ? { status: 200, json: { accessToken: 'ya29.of-the-account', expireTime: '2099-01-01T00:00:00Z' } }
        : { status: 200, json: {} },
    );
    const { signed: transport } = await googleTransports({
      accessToken: token,
      impersonate: ['first@acme.iam.gserviceaccount.com', 'last@acme.iam.gserviceaccount.com'],
      iamCredentialsUrl: url,
    });
    await apiOn(url, transport).getDeployment('projects/p/locations/l/deployments/d');
    expect(seen.map(({ url: path, headers }) => [path, headers.authorization])).toEqual([
      ['/v1/projects/-/serviceAccounts/last@acme.iam.gserviceaccount.com:generateAccessToken', `Bearer ${token}`],
      ['/v1/projects/p/locations/l/deployments/d', 'Bearer ya29.of-the-account'],
    ]);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      delegates: [expect.stringContaining('first@acme.iam.gserviceaccount.com')],
      scope: ['https://www.googleapis.com/auth/cloud-platform'],
    });
  });

  it('says what is missing when a service account cannot be acted as, once and without the token', async () => {
    const { url, seen } = await serve(() => ({
      status: 403,
      json: { error: { code: 403, status: 'PERMISSION_DENIED', message: 'iam.serviceAccounts.getAccessToken denied' } },
    }));
    const { signed: transport } = await googleTransports({
      accessToken: token,
      impersonate: ['im@acme.iam.gserviceaccount.com'],
      iamCredentialsUrl: url,
    });
    const error = await failureOf(apiOn(url, transport).getDeployment('projects/p/locations/l/deployments/d'));
    expect(error).toMatchObject({ code: 'settings', exitCode: 2 });
    expect(error.message).toMatch(/no token of im@acme.*getAccessToken denied[\s\S]*serviceAccountTokenCreator/);
    expect(everythingOf(error)).not.toContain(token);
    expect(seen).toHaveLength(1);
  });

  it('sends nothing of the credentials along with a signed URL', async () => {
    const { url, seen } = await serve(() => ({ status: 200, json: {} }));
    const { plain } = await googleTransports({ accessToken: token, quotaProject: 'acme-quota' });
    await plain.send({ method: 'GET', url: `${url}/state?X-Goog-Signature=0f3c`, headers: {}, body: new Uint8Array() });
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
    expect(seen[0]?.headers).not.toHaveProperty('x-goog-user-project');
  });

  it.each([401, 403, 404])('keeps the token out of what is said about a refusal (%i)', async (status) => {
    const { url } = await serve(() => ({ status, json: { error: { code: status, message: 'no' } } }));
    const { signed: transport } = await googleTransports({ accessToken: token });
    const error = await failureOf(apiOn(url, transport).getDeployment('projects/p/locations/l/deployments/d'));
    expect(error).toMatchObject({ code: 'service', failure: { httpStatus: status } });
    expect(everythingOf(error)).not.toContain(token);
  });
});

/** Message, fields and causes: whatever could be shown of an error. */
function everythingOf(error: Error): string {
  return `${error.stack}\n${JSON.stringify(error)}`;
}

async function failureOf(answer: Promise<unknown>): Promise<ImprintError> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ImprintError) return error;
  throw new Error(`expected a failure, got ${String(error)}`);
}

function apiOn(url: string, transport: Transport) {
  return restConfigApi(url, {
    transport,
    clock: realClock,
    random: () => 0,
    policy: { attempts: 1, initialDelayMs: 0, maxDelayMs: 0 },
  });
}

async function serve(answer: (request: IncomingMessage) => { status: number; json: object }) {
  const seen: IncomingMessage[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    seen.push(request);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push(Buffer.concat(chunks).toString());
    const { status, json } = answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, bodies };
}
