import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';

/** Calls measured, and calls at a time: those of the recipe. */
const amount = 1000;
const connections = 50;
/** The recipe's goal for an answer of the API. */
const goalMs = 500;

const payload = readFileSync(new URL('payload.json', import.meta.url), 'utf8');

/**
 * Loads the API and prints latency and throughput. Without an address it starts the built service over a stand-in for BigQuery on
 * this machine, so that its own share is what is measured; with `BENCH_URL` (and `BENCH_TOKEN`, an identity token) a deployed one.
 */
async function main(): Promise<void> {
  const address = process.env['BENCH_URL'];
  if (address !== undefined) {
    await measure(address, process.env['BENCH_TOKEN']);
    return;
  }
  const children: ChildProcess[] = [];
  try {
    const bigQuery = start(children, ['--import', 'tsx', 'bench/stand-in.ts'], {});
    const service = start(children, ['dist/main.js'], {
      PORT: '0',
      HOST: '127.0.0.1',
      GOOGLE_CLOUD_PROJECT: 'demo-project',
      BIGQUERY_EMULATOR_HOST: await addressOf(bigQuery),
      METADATA_SERVER_DETECTION: 'none',
    });
    await measure(await addressOf(service), undefined);
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

function start(
  children: ChildProcess[],
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const address = /^Server listening at (.*)$/.exec(String(JSON.parse(line).message));
    if (address?.[1] !== undefined) {
      child.stdout?.resume();
      return address[1];
    }
  }
  throw new Error('the service ended before it listened');
}

async function measure(url: string, token: string | undefined): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const options = {
    url: `${url}/calculate-risk`,
    method: 'POST' as const,
    headers,
    body: payload,
    connections,
    timeout: 30,
  };
  // The first calls pay for start and compilation, and are not what is asked.
  await load({ ...options, amount: connections * 2 });
  const { timesMs, seconds, failed } = await load({ ...options, amount });
  const at = (share: number): string =>
    `${(timesMs[Math.ceil(share * timesMs.length) - 1] ?? Number.NaN).toFixed(0)} ms`;
  const rate = Math.round(timesMs.length / seconds);
  process.stdout.write(
    `${amount} calls, ${connections} at a time: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, max ${at(1)}, ${rate} calls/s, ${failed} failed\n`,
  );
  const isGood = failed === 0 && (timesMs[Math.ceil(0.95 * timesMs.length) - 1] ?? Number.POSITIVE_INFINITY) <= goalMs;
  process.stdout.write(
    isGood ? `p95 is within ${goalMs} ms\n` : `not good: p95 is above ${goalMs} ms, or calls failed\n`,
  );
  if (!isGood) process.exitCode = 1;
}

interface Load {
  /** Times of the answers with status 2xx, sorted. */
  readonly timesMs: readonly number[];
  readonly seconds: number;
  /** Calls with another status, or without an answer. */
  readonly failed: number;
}

/** Autocannon's own histogram has no 95th percentile, so the times are collected here. */
function load(options: autocannon.Options): Promise<Load> {
  return new Promise((resolve, reject) => {
    const timesMs: number[] = [];
    const started = performance.now();
    autocannon(options, (error) => {
      if (error) reject(error);
      else
        resolve({
          timesMs: timesMs.sort((a, b) => a - b),
          seconds: (performance.now() - started) / 1000,
          failed: (options.amount ?? 0) - timesMs.length,
        });
    }).on('response', (_client, status, _bytes, timeMs) => {
      if (status >= 200 && status < 300) timesMs.push(timeMs);
    });
  });
}

await main();
