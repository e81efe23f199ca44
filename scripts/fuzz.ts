import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

// Tries all properties of the suite with other seeds than its own: `npm run fuzz [rounds] [options of vitest]`.

const [rounds = '10', ...options] = process.argv.slice(2);
const failing: number[] = [];
for (let round = 1; round <= Number(rounds); round++) {
  const seed = randomInt(2 ** 31);
  const args = ['related', 'test/properties.ts', '--run', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
    env: { ...process.env, PROPERTY_SEED: String(seed) },
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  process.stdout.write(`round ${round} of ${rounds}, PROPERTY_SEED=${seed}: ${status === 0 ? 'all hold' : 'FAILED'}\n`);
  if (status !== 0) failing.push(seed);
}
if (failing.length > 0) {
  process.stdout.write(`to see it again: PROPERTY_SEED=${failing[0]} npx vitest related test/properties.ts --run\n`);
  process.exitCode = 1;
}
