import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, runImprint } from './run-imprint.ts';

const token = 'ya29.the-token-itself';
const folder = mkdtempSync(join(tmpdir(), 'imprint-credentials-'));
const deployment = 'projects/acme/locations/europe-west1/deployments/shop';
const asked: string[] = [];
let proxy: Server;

beforeAll(async () => {
  writeFileSync(join(folder, 'token'), `${token}\n`);
  writeFileSync(join(folder, 'prose'), `the token is ${token}\n`);
  proxy = createServer();
  // A proxy that notes where calls want to go, and lets none through.
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
});

afterAll(async () => {
  await new Promise((closed) => proxy.close(closed));
  rmSync(folder, { recursive: true, force: true });
});

describe('credentials on the command line', () => {
  it('go by the proxy that HTTPS_PROXY names, and the token is shown nowhere', async () => {
    const { output, status } = await run('status', deployment, '--access-token-file', 'token');
    expect(new Set(asked)).toEqual(new Set(['config.googleapis.com:443']));
    expect(status).toBe(3);
    expect(output).toContain('GetDeployment');
    expect(output).not.toContain(token);
  });

  it('are refused when the file holds something else, without showing it', () => {
    const { stderr, status } = runImprint(['status', deployment, '--access-token-file', 'prose'], { cwd: folder });
    expect(stderr).toMatch(/does not hold an access token on one line/);
    expect(stderr).not.toContain(token);
    expect(status).toBe(2);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a file that is not there', ['--access-token-file', 'none'], /cannot read --access-token-file none: ENOENT/],
    ['an account that is no email', ['--impersonate-service-account', 'me'], /takes the email of a service account/],
    [
      'credentials for an emulator',
      ['--target', 'emulator', '--access-token-file', 'token'],
      /--access-token-file belongs to --target google/,
    ],
    [
      'a token over gRPC',
      ['--transport', 'grpc', '--access-token-file', 'token'],
      /--transport grpc takes Application Default Credentials only/,
    ],
  ])('name %s and exit with 2', (_, words, message) => {
    const { stderr, status } = runImprint(['status', deployment, ...words], { cwd: folder });
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});

/** Runs the program beside this process, which is its proxy. */
function run(...words: string[]): Promise<{ output: string; status: number | null }> {
  const { port } = proxy.address() as AddressInfo;
  const child = spawn(process.execPath, [program, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HTTPS_PROXY: `http://127.0.0.1:${port}` },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) =>
    child.on('close', (status) => done({ output: Buffer.concat(chunks).toString(), status })),
  );
}
