import type { HttpResponse } from '../../config-api/transport.ts';

/** A connection that a fault broke: who called in the same process sees its promise rejected, who called by HTTP a reset (21.6). */
export class BrokenConnection extends Error {
  override readonly name = 'BrokenConnection';
  readonly code = 'ECONNRESET';
  /** What is still sent before it breaks; absent: nothing. */
  readonly sent: { readonly answer: HttpResponse; readonly bytes: number } | undefined;

  constructor(message: string, sent?: BrokenConnection['sent']) {
    super(message);
    this.sent = sent;
  }
}
