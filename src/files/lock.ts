import { lock } from 'proper-lockfile';
import { SettingsError } from '../errors.ts';

/** How a lock is taken. */
export interface LockOptions {
  /** How long to wait for another holder, in ms; default 0: give up at once. */
  readonly waitMs?: number;
  /** Age in ms after which a lock whose holder no longer refreshes it counts as left behind; default 10,000, least 2,000. */
  readonly staleMs?: number;
}

/** Time between two tries, in ms. */
const retryMs = 100;

/**
 * Runs `action` while nobody else (process or caller) runs one for the same `path`, and gives back what it gives. `path` need not
 * exist, its folder must; `<path>.lock` stands beside it meanwhile. A holder that was killed stops nobody for longer than `staleMs`.
 *
 * @throws SettingsError when the lock stays taken, or is lost on the way (the machine slept and somebody else took it).
 */
export async function withLock<T>(path: string, action: () => Promise<T> | T, options: LockOptions = {}): Promise<T> {
  let lost: Error | undefined;
  const retries = Math.floor((options.waitMs ?? 0) / retryMs);
  const release = await lock(path, {
    realpath: false,
    stale: options.staleMs ?? 10_000,
    retries: { retries, factor: 1, minTimeout: retryMs, maxTimeout: retryMs },
    onCompromised: (error) => {
      lost = error;
    },
  }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ELOCKED') throw cause;
    throw new SettingsError(`${path} is in use by another imprint process; try again when it has ended`, { cause });
  });
  try {
    return await action();
  } finally {
    if (lost === undefined) await release();
    else throwLost(path, lost);
  }
}

function throwLost(path: string, cause: Error): never {
  throw new SettingsError(`the lock of ${path} was lost to another process while it was held`, { cause });
}
