import type { Io, Stream } from '../../src/cli/command.ts';

/** An `Io` that keeps what is written, for commands run in the test's own process. */
export interface MemoryIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
}

/** What a test wants different from the plainest surroundings: no terminal, no input, no colour, 80 columns. */
export interface MemoryIoOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly confirms?: boolean;
  readonly color?: boolean;
  readonly columns?: number;
}

/** Creates one. */
export function memoryIo(options: MemoryIoOptions = {}): MemoryIo {
  const [stdout, out] = memoryStream(options);
  const [stderr, err] = memoryStream(options);
  return {
    stdout,
    stderr,
    out,
    err,
    readStdin: () => Promise.resolve(options.stdin ?? ''),
    confirm: () => Promise.resolve(options.confirms ?? false),
    cwd: options.cwd ?? '/nowhere',
    env: options.env ?? {},
    signal: new AbortController().signal,
    version: '0.0.0',
  };
}

function memoryStream({ color = false, columns = 80 }: MemoryIoOptions): [Stream, () => string] {
  const chunks: string[] = [];
  const stream = { write: (text: string) => void chunks.push(text), isTerminal: false, color, columns };
  return [stream, () => chunks.join('')];
}
