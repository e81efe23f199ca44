import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program } from './run-imprint.ts';

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ended: Promise<unknown[]>;
  readonly written: { stdout: string; stderr: string };
}

async function start(...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [program, 'emulator', '--port', '0', '--speed', '100x', ...args], {
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
  return { child, url, ended, written };
}

it('the emulator says where it listens, answers, and ends on SIGTERM', async () => {
  const { child, url, ended, written } = await start();
  const answer = await fetch(`${url}/v1/projects/p/locations/us-central1/deployments`);
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(written).toEqual({ stdout: `listening on ${url}\n`, stderr: '' });
});

it('the emulator begins with the faults and the clock it is told to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-faults-'));
  const file = join(folder, 'faults.json');
  try {
    writeFileSync(
      file,
      '{"faults": [\n  {"kind": "request", "effect": "refuse", "status": "UNAVAILABLE", "times": 1}\n]}\n',
    );
    const { child, url, ended } = await start('--clock', 'virtual', '--faults', file);
    expect((await fetch(`${url}/v1/projects/p/locations`)).status).toBe(503);
    expect((await fetch(`${url}/v1/projects/p/locations`)).status).toBe(200);
    const headers = { 'content-type': 'application/json' };
    const moved = await fetch(`${url}/_emulator/clock`, { method: 'POST', headers, body: '{"advanceMs":1500}' });
    expect(await moved.json()).toEqual({ now: '2026-01-01T00:00:01.500000000Z', kind: 'virtual' });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    writeFileSync(file, '{"faults": [\n  {"kind": "request", "effect": "explode"}\n]}\n');
    await expect(start('--faults', file)).rejects.toThrow(`${file}:2:33: /faults/0/effect must be one of refuse,`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('an emulator that is killed with SIGKILL under load has everything it answered when it is started again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'imprint-state-'));
  try {
    const first = await start('--state', folder);
    const answered: string[] = [];
    const create = async (index: number): Promise<void> => {
      const name = `bucket-${index}`;
      const answer = await fetch(`${first.url}/storage/v1/b?project=p`, {
        method: 'POST',
        body: JSON.stringify({ name }),
      });
      if (answer.status === 200) answered.push(name);
      if (answered.length === 40) first.child.kill('SIGKILL');
    };
    await Promise.allSettled(Array.from({ length: 200 }, (_, index) => create(index)));
    expect(await first.ended).toEqual([null, 'SIGKILL']);
    const second = await start('--state', folder);
    const list = (await (await fetch(`${second.url}/storage/v1/b?project=p`)).json()) as { items: { name: string }[] };
    const names = new Set(list.items.map(({ name }) => name));
    expect(answered.filter((name) => !names.has(name))).toEqual([]);
    second.child.kill('SIGTERM');
    expect(await second.ended).toEqual([0, null]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
