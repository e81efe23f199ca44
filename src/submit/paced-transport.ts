import type { HttpRequest, HttpResponse, Transport } from '../config-api/transport.ts';
import type { Pacer, RequestClass } from './pacer.ts';
import { requestedDelayMs } from './retry.ts';

/** How many times a request that found a quota used up is sent again: for about ten minutes. */
const maximumWaits = 10;

/** Pause when the service says that a quota is used up, and not for how long: quotas are per minute. */
const quotaDelayMs = 60_000;

/**
 * A transport that keeps calls of Infrastructure Manager within its quotas, before they are sent, and waits where one is used up all
 * the same: 429 says that nothing was done, so the request is sent again when there is room. Other requests pass.
 */
export function pacedTransport(transport: Transport, pacer: Pacer): Transport {
  return {
    async send(request, signal) {
      const place = /\/v1\/(projects\/[^/?:]+\/locations\/[^/?:]+)/.exec(request.url)?.[1];
      if (place === undefined) return transport.send(request, signal);
      const kind = classOf(request);
      for (let waits = 0; ; waits += 1) {
        await pacer.turn(place, kind, signal);
        const response = await transport.send(request, signal);
        const delayMs = response.status === 429 ? quotaDelay(response) : undefined;
        if (delayMs === undefined || waits >= maximumWaits) return response;
        pacer.pause(place, kind, delayMs);
      }
    },
  };
}

/** Which quota a request counts against; methods that are posted and only tell something (`:exportState`) are taken to change nothing. */
function classOf({ method, url }: HttpRequest): RequestClass {
  return method === 'GET' || method === 'HEAD' || /:(?:export|testIam)\w*(?:\?|$)/.test(url) ? 'read' : 'mutation';
}

/** How long to wait, in ms; undefined when it is no quota of requests (the number of deployments has a limit too). */
function quotaDelay({ body }: HttpResponse): number | undefined {
  const text = new TextDecoder().decode(body);
  if (!/RATE_LIMIT_EXCEEDED|RetryInfo|per minute/i.test(text)) return undefined;
  return requestedDelayMs(detailsOf(text)) ?? quotaDelayMs;
}

function detailsOf(text: string): readonly unknown[] {
  try {
    const { error } = JSON.parse(text) as { readonly error?: { readonly details?: unknown } };
    return Array.isArray(error?.details) ? error.details : [];
  } catch {
    // A page of a proxy: it has no details.
    return [];
  }
}
