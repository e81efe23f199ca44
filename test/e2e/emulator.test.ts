import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { program } from './run-imprint.ts';

it('the emulator says where it listens, answers, and ends on SIGTERM', async () => {
  const child = spawn(process.execPath, [program, 'emulator', '--port', '0', '--speed', '100x'], {
    env: { PATH: process.env['PATH'] },
  });
  const ended = once(child, 'exit');
  const written = { stdout: '', stderr: '' };
  child.stderr.on('data', (chunk) => {
    written.stderr += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(written.stderr)));
    child.stdout.on('data', (chunk) => {
      written.stdout += chunk;
      const found = /^listening on (\S+)\n/.exec(written.stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const answer = await fetch(`${url}/v1/projects/p/locations/us-central1/deployments`);
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(written).toEqual({ stdout: `listening on ${url}\n`, stderr: '' });
});
