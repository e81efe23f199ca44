import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Io, ParsedArguments } from '../../src/cli/command.ts';
import { emulator as command } from '../../src/cli/commands/emulator.ts';
import type { Listener } from '../../src/emulator/http-server.ts';
import { bucketModule, emulated, place } from './emulated.ts';

const control = { 'content-type': 'application/json' };
const open: Listener[] = [];

afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

async function listening(options: Parameters<typeof emulated>[0] = {}): Promise<string> {
  const { emulator } = await emulated(options);
  const listener = await emulator.listen(0);
  open.push(listener);
  return listener.url;
}

/** Sends text to a server and gives all it answers until it closes or a second passes without more. */
function raw(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (/\r\n\r\n/.test(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('control calls', () => {
  it('10.1 tell that it is there', async () => {
    const { get } = await emulated();
    expect(await get('/_emulator/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await get('/_emulator/nope')).status).toBe(404);
  });

  it('10.2 add, list and remove faults', async () => {
    const { call, get, deploy } = await emulated();
    const faults = [
      {
        kind: 'resource',
        deployment: 'd*',
        address: 'google_storage_bucket.*',
        phase: 'apply',
        httpResponseCode: 403,
        message: 'denied',
        times: 1,
      },
      { kind: 'step', deployment: `${place}/deployments/e`, step: 'RUNNING_TF_INIT', message: 'registry is down' },
    ];
    expect((await call('POST', '/_emulator/faults', { faults }, control)).status).toBe(200);
    expect((await get('/_emulator/faults')).body).toEqual({ faults });
    expect((await deploy('other', bucketModule('b'))).state).toBe('ACTIVE');
    expect((await deploy('d1', bucketModule('b'))).stateDetail).toContain('google_storage_bucket.a: denied');
    expect((await deploy('d2', bucketModule('b'))).state).toBe('ACTIVE');
    expect((await deploy('e', bucketModule('b'))).stateDetail).toContain(
      'failed while running: tf-init: registry is down',
    );
    expect((await get('/_emulator/faults')).body.faults).toHaveLength(1);
    await call('DELETE', '/_emulator/faults');
    expect((await get('/_emulator/faults')).body.faults).toEqual([]);
  });

  it.each([
    [{}, 'faults'],
    [{ faults: [{ kind: 'magic' }] }, 'faults[0].kind'],
    [{ faults: [{}] }, 'faults[0].kind'],
    [{ faults: [{ kind: 'request', effect: 'x' }] }, 'faults[0].effect'],
    [{ faults: [{ kind: 'step', step: 'NOPE' }] }, 'faults[0].step'],
    [{ faults: [{ kind: 'resource' }] }, 'faults[0].address'],
    [{ faults: [{ kind: 'resource', address: 'a', phase: 'plan' }] }, 'faults[0].phase'],
    [{ faults: [{ kind: 'resource', address: 'a', times: 0 }] }, 'faults[0].times'],
    [{ faults: [null] }, 'faults[0]'],
  ])('10.2 refuse %j', async (body, field) => {
    const { call, get } = await emulated();
    const { status, body: answer } = await call('POST', '/_emulator/faults', body, control);
    expect([status, answer.error.details[0].fieldViolations[0].field]).toEqual([400, field]);
    expect((await get('/_emulator/faults')).body.faults).toEqual([]);
  });

  it('10.2 must say that they are JSON', async () => {
    const { call } = await emulated();
    expect((await call('POST', '/_emulator/faults', { faults: [] }, { 'content-type': 'text/plain' })).status).toBe(
      400,
    );
  });
});

describe('the server', () => {
  it('10.3 binds to loopback and warns before anything else', async () => {
    expect(await listening()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const written = { stdout: '', stderr: '' };
    const run = async (host: string) => {
      const stop = new AbortController();
      const io = {
        signal: stop.signal,
        stderr: { write: (text: string) => (written.stderr += text) },
        stdout: {
          write: (text: string) => {
            written.stdout += text;
            stop.abort();
          },
        },
      } as unknown as Io;
      const options = {
        positionals: [],
        text: (name: string) => ({ port: '0', host, speed: '100x' })[name],
        texts: () => [],
        isSet: () => undefined,
      };
      return command.run(options as ParsedArguments, io);
    };
    expect(await run('127.0.0.1')).toBe(0);
    expect(written.stdout).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(written.stderr).toBe('');
    expect(await run('0.0.0.0')).toBe(0);
    expect(written.stderr).toContain('warning: listening on 0.0.0.0');
  });

  it.each([
    [{ port: 'x' }, '--port'],
    [{ port: '70000' }, '--port'],
    [{ speed: 'fast' }, '--speed'],
    [{ speed: '0' }, '--speed'],
    [{ speed: '-1x' }, '--speed'],
  ])('10.3 the command refuses %j', async (given: Record<string, string>, named) => {
    const options = { positionals: [], text: (name: string) => given[name], texts: () => [], isSet: () => undefined };
    await expect(command.run(options as ParsedArguments, {} as Io)).rejects.toThrow(named);
  });

  it('answers over HTTP what it answers in process', async () => {
    const url = await listening();
    const answer = await fetch(`${url}/v1/${place}/deployments/nope`);
    expect([answer.status, ((await answer.json()) as { error: { status: string } }).error.status]).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const put = await fetch(`${url}/upload/storage/v1/b/sources/o?uploadType=media&name=x`, {
      method: 'POST',
      body: 'hello',
    });
    const { mediaLink } = (await put.json()) as { mediaLink: string };
    expect(await (await fetch(mediaLink)).text()).toBe('hello');
    expect((await fetch(`${url}/storage/v1/b/sources/o/x`, { method: 'DELETE' })).status).toBe(204);
  });

  it('10.4 answers 413 to bodies over the limit, announced or not', async () => {
    const url = await listening({ maxUploadBytes: 1000 });
    const upload = `${url}/upload/storage/v1/b/sources/o?uploadType=media&name=x`;
    expect((await fetch(upload, { method: 'POST', body: 'x'.repeat(1000) })).status).toBe(200);
    const announced = await raw(
      url,
      'POST /upload/storage/v1/b/sources/o HTTP/1.1\r\nHost: e\r\nContent-Length: 1001\r\n\r\n',
    );
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const chunked = request(upload, { method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
        chunked.destroy();
      });
      chunked.on('error', reject);
      chunked.write('x'.repeat(600));
      chunked.write('x'.repeat(600));
    });
    expect(status).toBe(413);
    const api = await fetch(`${url}/v1/${place}/deployments?deploymentId=d`, {
      method: 'POST',
      body: 'x'.repeat(1_100_000),
    });
    expect(api.status).toBe(413);
  });

  it.each([
    ['a request that is none', 'nonsense\r\n\r\n', 400],
    ['a strange host', `GET /v1/${place}/deployments HTTP/1.1\r\nHost: a b\r\n\r\n`, 400],
    ['an unknown verb', 'PROPFIND / HTTP/1.1\r\nHost: e\r\n\r\n', 405],
    ['too many headers', `GET / HTTP/1.1\r\nHost: e\r\n${'X: y\r\n'.repeat(100)}\r\n`, 431],
    ['an endless header', `GET / HTTP/1.1\r\nHost: e\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['a path out of its folder', `GET /../../etc/passwd HTTP/1.1\r\nHost: e\r\n\r\n`, 404],
  ])('10.4 survives %s', async (_, text, status) => {
    const url = await listening();
    expect(await raw(url, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect((await fetch(`${url}/_emulator/health`)).status).toBe(200);
  });

  it('10.5 the same seed, clock and requests give the same bytes', async () => {
    const run = async () => {
      const service = await emulated({ seed: 's' });
      await service.deploy('d', bucketModule('b'));
      await service.call('DELETE', `/v1/${place}/deployments/d?force=true`);
      const answers = [];
      for (const path of [
        `/v1/${place}/operations`,
        `/v1/${place}/deployments`,
        '/storage/v1/b?project=p',
        '/storage/v1/b/sources/o',
      ]) {
        answers.push(await service.get(path));
      }
      return JSON.stringify(answers);
    };
    expect(await run()).toBe(await run());
  });

  it('10.6 keeps browsers out', async () => {
    const { call } = await emulated();
    expect((await call('GET', `/v1/${place}/deployments`, undefined, { origin: 'https://example.com' })).status).toBe(
      403,
    );
  });
});
