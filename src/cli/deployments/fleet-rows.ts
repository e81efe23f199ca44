import type colors from 'picocolors';
import { isGoodOutcome, type SubmitEvent, type SubmitResult } from '../../submit/events.ts';
import { firstLineOf } from './submit-words.ts';

/** How rows are coloured. */
export type Paint = ReturnType<typeof colors.createColors>;

/** Where the environments of a fleet are, by name in the order of the fleet. */
export type FleetRows = Map<string, FleetRow>;

/** Where one environment is. */
export interface FleetRow {
  readonly text: string;
  /** Milliseconds since the epoch; absent: it waits. */
  readonly startedAt?: number;
  /** Absent: it runs, or waits. */
  readonly endedAt?: number;
  /** How it ended; absent: it did not. */
  readonly mark?: 'ok' | 'bad' | 'none';
}

/** Most rows that are shown: what is redrawn in place must fit on the screen. */
const maximumRows = 20;

/** Symbols of what runs, one after the other. */
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** How long one of them is shown, in ms. */
export const frameMs = 80;

/** All environments waiting. */
export function waitingRows(environments: readonly string[]): FleetRows {
  return new Map(environments.map((name) => [name, { text: 'waiting' }]));
}

/** Takes an event in. */
export function takeEvent(rows: FleetRows, event: SubmitEvent, now: number): void {
  const startedAt = rows.get(event.environment)?.startedAt ?? now;
  const row = { text: firstLineOf(event), startedAt };
  rows.set(event.environment, event.kind === 'result' ? { ...row, endedAt: now, mark: markOf(event.result) } : row);
}

/**
 * A line for each environment: symbol, name, what it does, seconds. Of a large fleet only what failed and what runs, as many as fit,
 * with a line that counts all.
 */
export function drawRows(rows: FleetRows, now: number, paint: Paint): string {
  const width = Math.max(0, ...[...rows.keys()].map((name) => name.length));
  const lines = shownRows(rows).map(([name, row]) => drawRow(name.padEnd(width), row, now, paint));
  return [...lines, ...(rows.size > maximumRows ? [paint.dim(countRows(rows))] : [])].join('\n');
}

function shownRows(rows: FleetRows): readonly (readonly [string, FleetRow])[] {
  const all = [...rows];
  if (all.length <= maximumRows) return all;
  const bad = all.filter(([, { mark }]) => mark === 'bad');
  const running = all.filter(([, row]) => isRunning(row));
  return [...bad, ...running].slice(0, maximumRows);
}

function isRunning({ startedAt, mark }: FleetRow): boolean {
  return startedAt !== undefined && mark === undefined;
}

function countRows(rows: FleetRows): string {
  const all = [...rows.values()];
  const count = (is: (row: FleetRow) => boolean): number => all.filter(is).length;
  const parts = [
    `${count(({ startedAt }) => startedAt === undefined)} waiting`,
    `${count(isRunning)} running`,
    `${count(({ mark }) => mark === 'ok')} done`,
    `${count(({ mark }) => mark === 'none')} not begun`,
    `${count(({ mark }) => mark === 'bad')} failed`,
  ];
  return parts.filter((part) => !part.startsWith('0 ')).join(', ');
}

function markOf(result: SubmitResult): NonNullable<FleetRow['mark']> {
  if (isGoodOutcome(result)) return 'ok';
  const { outcome } = result;
  return outcome === 'skipped' || outcome === 'stopped' || outcome === 'interrupted' ? 'none' : 'bad';
}

function drawRow(name: string, row: FleetRow, now: number, paint: Paint): string {
  const { startedAt, endedAt = now, text } = row;
  const seconds = startedAt === undefined ? '' : `${((endedAt - startedAt) / 1_000).toFixed(0)} s`;
  return `${symbolOf(row, now, paint)} ${paint.bold(name)}  ${text}  ${paint.dim(seconds)}`.trimEnd();
}

function symbolOf({ mark, startedAt }: FleetRow, now: number, paint: Paint): string {
  if (mark === 'ok') return paint.green('✔');
  if (mark === 'bad') return paint.red('✖');
  if (mark === 'none' || startedAt === undefined) return paint.dim('·');
  return paint.cyan(frames[Math.floor(now / frameMs) % frames.length] ?? '');
}
