import type { Io, Stream } from '../command.ts';
import type { SubmitView } from './submit-view.ts';
import { firstLineOf } from './submit-words.ts';

/** JSON Lines on stdout for `json`; else a live table on a terminal, plain lines elsewhere, both on stderr. */
export async function openSubmitView(
  format: 'text' | 'json',
  environments: readonly string[],
  io: Io,
): Promise<SubmitView> {
  if (format === 'json') {
    return { listen: (event) => io.stdout.write(`${JSON.stringify(event)}\n`), close: () => {} };
  }
  if (!io.stderr.isTerminal) return plainView(environments, io.stderr);
  const { liveView } = await import('./live-view.ts');
  return liveView(environments, io.stderr);
}

/** One line an event, aligned by environment. */
function plainView(environments: readonly string[], stream: Stream): SubmitView {
  const width = Math.max(0, ...environments.map((name) => name.length));
  return {
    listen: (event) => stream.write(`${event.environment.padEnd(width)}  ${firstLineOf(event)}\n`),
    close: () => {},
  };
}
