import { isGoodOutcome, type SubmitResult } from '../../submit/events.ts';
import type { ExitCode, Io } from '../command.ts';
import { count } from './submit-words.ts';

/**
 * The exit code of a command that submitted several deployments: 3 when one did not end well. After an interruption it says what goes
 * on without being watched, and throws the signal's reason, so that the process ends as the caller expects.
 */
export function endOfFleet(results: ReadonlyMap<string, SubmitResult>, io: Pick<Io, 'signal' | 'stderr'>): ExitCode {
  const all = [...results.values()];
  const interrupted = all.filter(({ outcome }) => outcome === 'interrupted');
  if (interrupted.length > 0) {
    const open = interrupted.filter((result) => result.outcome === 'interrupted' && result.isOpen).length;
    if (open > 0) {
      const verb = open === 1 ? 'goes' : 'go';
      io.stderr.write(
        `${count(open, 'operation')} ${verb} on without being watched; \`imprint resume\` picks up from there\n`,
      );
    }
    throw io.signal.reason;
  }
  return all.every(isGoodOutcome) ? 0 : 3;
}
