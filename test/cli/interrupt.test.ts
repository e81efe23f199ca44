import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A process that waits on the signal a command sees, says what it hears, and then stops as told. */
const program = (stop: string) => `
  const { interruptSignal } = await import('./src/cli/framework/interrupt.ts');
  const { showFailure } = await import('./src/cli/framework/failure.ts');
  const signal = interruptSignal();
  const keepAlive = setInterval(() => {}, 1000);
  signal.addEventListener('abort', () => {
    process.stdout.write('asked to stop\\n');
    ${stop}
  });
  process.stdout.write('ready\\n');
`;

function run(
  stop: string,
  signals: readonly NodeJS.Signals[],
): Promise<{ output: string; code: number | null; signal: string | null }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program(stop)], { cwd: root });
  const left = [...signals];
  let output = '';
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    const next = left.shift();
    if (next !== undefined) child.kill(next);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ output, code, signal })));
}

describe('interruptSignal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('lets a command stop in its own way on %s', async (signal) => {
    const stop = 'clearInterval(keepAlive);';
    expect(await run(stop, [signal])).toEqual({ output: 'ready\nasked to stop\n', code: 0, signal: null });
  });

  it('ends the process by the same signal when the command lets the interruption through', async () => {
    const stop = "showFailure(signal.reason, [], '1.0.0');";
    expect(await run(stop, ['SIGINT'])).toEqual({
      output: 'ready\nasked to stop\ninterrupted\n',
      code: null,
      signal: 'SIGINT',
    });
  });

  it('ends at once on the second signal', async () => {
    expect(await run('', ['SIGINT', 'SIGINT'])).toEqual({
      output: 'ready\nasked to stop\n',
      code: null,
      signal: 'SIGINT',
    });
  });
});
