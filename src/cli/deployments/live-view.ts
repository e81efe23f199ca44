import { createLogUpdate } from 'log-update';
import colors from 'picocolors';
import { isGoodOutcome, type SubmitEvent, type SubmitResult } from '../../submit/events.ts';
import type { Stream } from '../command.ts';
import type { SubmitView } from './submit-view.ts';
import { describeEvent } from './submit-words.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;

interface Row {
  text: string;
  startedAt: number;
  endedAt?: number;
  mark?: 'ok' | 'bad' | 'none';
}

/** A table redrawn in place: one row an environment with its step and the seconds it takes. */
export function liveView(environments: readonly string[], stream: Stream): SubmitView {
  const paint = colors.createColors(stream.color);
  const rows = new Map<string, Row>(environments.map((name) => [name, { text: 'waiting', startedAt: 0 }]));
  const width = Math.max(0, ...environments.map((name) => name.length));
  // Cast: log-update asks for a writable stream and uses its `write` and `columns` only.
  const update = createLogUpdate(stream as unknown as NodeJS.WriteStream, { showCursor: true });
  const draw = (): void => update([...rows].map(([name, row]) => drawRow(name.padEnd(width), row, paint)).join('\n'));
  const timer = setInterval(draw, frameMs);
  return {
    listen(event: SubmitEvent) {
      rows.set(event.environment, nextRow(rows.get(event.environment), event));
      draw();
    },
    close() {
      clearInterval(timer);
      draw();
      update.done();
    },
  };
}

function nextRow(row: Row | undefined, event: SubmitEvent): Row {
  const now = Date.now();
  const next: Row = { text: describeEvent(event), startedAt: row?.startedAt || now };
  if (event.kind !== 'result') return next;
  return { ...next, endedAt: now, mark: markOf(event.result) };
}

function markOf(result: SubmitResult): NonNullable<Row['mark']> {
  if (isGoodOutcome(result)) return 'ok';
  const { outcome } = result;
  return outcome === 'skipped' || outcome === 'stopped' || outcome === 'interrupted' ? 'none' : 'bad';
}

function drawRow(name: string, row: Row, paint: ReturnType<typeof colors.createColors>): string {
  const now = row.endedAt ?? Date.now();
  const seconds = row.startedAt === 0 ? '' : `${((now - row.startedAt) / 1_000).toFixed(0)} s`;
  return `${symbolOf(row, now, paint)} ${paint.bold(name)}  ${row.text}  ${paint.dim(seconds)}`;
}

function symbolOf(row: Row, now: number, paint: ReturnType<typeof colors.createColors>): string {
  if (row.mark === 'ok') return paint.green('✔');
  if (row.mark === 'bad') return paint.red('✖');
  if (row.mark === 'none' || row.startedAt === 0) return paint.dim('·');
  return paint.cyan(frames[Math.floor(now / frameMs) % frames.length] ?? '');
}
