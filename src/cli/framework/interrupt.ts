type InterruptSignal = 'SIGINT' | 'SIGTERM';

/** The reason `Io.signal` is aborted with; a command may let it through. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: InterruptSignal;

  constructor(signal: InterruptSignal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

let controller: AbortController | undefined;

/**
 * A signal that SIGINT and SIGTERM abort. Only a command that asks for it changes what Ctrl-C does: the first one asks
 * the command to stop, a second one ends the process at once. All other commands end at the first, as usual.
 */
export function interruptSignal(): AbortSignal {
  if (controller !== undefined) return controller.signal;
  const created = new AbortController();
  controller = created;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => created.abort(new Interrupted(signal)));
  }
  return created.signal;
}
