import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';

/** A transport on node's own `fetch`, without credentials: for an emulator on this machine. */
export function fetchTransport(
  options: { /** A call without answer is given up after this; default 60,000. */ readonly timeoutMs?: number } = {},
): Transport {
  const timeoutMs = options.timeoutMs ?? 60_000;
  return {
    async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
      const deadline = AbortSignal.timeout(timeoutMs);
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
        ...(request.body.length > 0 && { body: request.body }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
  };
}
