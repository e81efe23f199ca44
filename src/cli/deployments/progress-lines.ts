import type { Stream } from '../command.ts';

/** Says what happens to one of several deployments. */
export type Progress = (environment: string, text: string) => void;

/** Progress as one line an event, aligned by environment. */
export function progressLines(environments: readonly string[], stream: Stream): Progress {
  const width = Math.max(0, ...environments.map((name) => name.length));
  return (environment, text) => stream.write(`${environment.padEnd(width)}  ${text}\n`);
}
