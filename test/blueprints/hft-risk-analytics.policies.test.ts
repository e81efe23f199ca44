import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/framework/run-cli.ts';
import { memoryIo } from '../cli/memory-io.ts';
import { root } from './flagship.ts';

const folder = 'blueprints/hft-risk-analytics';

async function imprint(...words: string[]) {
  const io = memoryIo({ cwd: root });
  const exitCode = await runCli(words, () => io);
  return { exitCode, out: io.out(), err: io.err() };
}

it('has policies without faults of their own', async () => {
  expect((await imprint('policy', 'lint', `${folder}/policies`)).out).toBe('No faults in 4 files\n');
});

it('has custom constraints that do as their tests say', async () => {
  const { exitCode, out } = await imprint('policy', 'test', `${folder}/policy-tests.yaml`);
  expect({ exitCode, last: out.trimEnd().split('\n').at(-1) }).toEqual({ exitCode: 0, last: '5 passed' });
});

it('violates none of them, and most are decided', async () => {
  const { exitCode, out } = await imprint('policy', 'check', '--format', 'json');
  const { summary, verdicts } = JSON.parse(out);
  expect(exitCode).toBe(0);
  expect(summary.live).toMatchObject({ violations: 0 });
  expect(summary.live.passes).toBeGreaterThan(10 * summary.live.undecided);
  const names = new Set(verdicts.map(({ constraint }: { constraint: string }) => constraint));
  expect(names.size).toBeGreaterThanOrEqual(25);
});
