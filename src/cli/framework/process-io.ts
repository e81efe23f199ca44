import type { Readable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import type { Io, Stream } from '../command.ts';
import { interruptSignal } from './interrupt.ts';

/** The real terminal, environment and working directory. `color` is what `--color` or `--no-color` said. */
export function createProcessIo(color: boolean | undefined, version: string): Io {
  return {
    stdout: createStream(process.stdout, color),
    stderr: createStream(process.stderr, color),
    readStdin: () => (process.stdin.isTTY ? Promise.resolve('') : readAll(process.stdin)),
    confirm,
    cwd: process.cwd(),
    env: process.env,
    get signal() {
      return interruptSignal();
    },
    version,
  };
}

function createStream(stream: WriteStream, color: boolean | undefined): Stream {
  // A reader that has seen enough (`imprint … | head`) closes the pipe: not a failure, and nothing more to say.
  let isClosed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    isClosed = true;
  });
  const isTerminal = stream.isTTY === true;
  return {
    write(text) {
      if (!isClosed && text !== '') stream.write(text);
    },
    isTerminal,
    color: color ?? (isTerminal && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb'),
    get columns() {
      return stream.columns > 0 ? stream.columns : 80;
    },
  };
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The end of input (Ctrl-D) is a no; the answer never comes then.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
  terminal.close();
  return /^\s*y(es)?\s*$/i.test(answer);
}
