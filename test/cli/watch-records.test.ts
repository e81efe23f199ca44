import { describe, expect, it } from 'vitest';
import { watchRecords } from '../../src/cli/deployments/watch-records.ts';
import { virtualClock } from '../../src/config-api/virtual-clock.ts';
import { memoryIo } from './memory-io.ts';

interface State {
  readonly environment: string;
  readonly state: string;
}

const looks: readonly (readonly State[])[] = [
  [
    { environment: 'a', state: 'UPDATING' },
    { environment: 'b', state: 'ACTIVE' },
  ],
  [
    { environment: 'a', state: 'UPDATING' },
    { environment: 'b', state: 'ACTIVE' },
  ],
  [
    { environment: 'a', state: 'FAILED' },
    { environment: 'b', state: 'ACTIVE' },
  ],
];

describe('watchRecords', () => {
  it('shows all once, then what changes, until nothing moves', async () => {
    const { io, last, clock } = await watch(false);
    expect(io.out()).toBe('ENVIRONMENT  STATE\na            UPDATING\nb            ACTIVE\na            FAILED\n');
    expect(last).toEqual(looks[2]);
    expect(clock.now() - Date.UTC(2026, 0, 1)).toBe(10_000);
  });

  it('writes one record a line as JSON', async () => {
    const { io } = await watch(true);
    const lines = io.out().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).state)).toEqual(['UPDATING', 'ACTIVE', 'FAILED']);
  });

  it('ends with the reason of an interruption', async () => {
    const controller = new AbortController();
    const io = { ...memoryIo(), signal: controller.signal };
    const look = async (): Promise<readonly State[]> => {
      controller.abort(new Error('interrupted'));
      return looks[0] ?? [];
    };
    await expect(watchRecords(options(false, look), io)).rejects.toThrow('interrupted');
  });
});

async function watch(isJson: boolean) {
  const rest = [...looks];
  const io = memoryIo();
  const chosen = options(isJson, async () => rest.shift() ?? []);
  return { io, last: await watchRecords(chosen, io), clock: chosen.clock };
}

function options(isJson: boolean, look: () => Promise<readonly State[]>) {
  const clock = virtualClock({ autoAdvance: true });
  const isMoving = ({ state }: State): boolean => state === 'UPDATING';
  return { look, isMoving, columns: ['environment', 'state'] as const, isJson, intervalMs: 5_000, clock };
}
