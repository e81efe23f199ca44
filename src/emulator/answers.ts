import type { Json } from '../config-api/json.ts';
import type { HttpResponse } from '../config-api/transport.ts';

/** A JSON answer. */
export function jsonAnswer(
  status: number,
  body: Json | object,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    body: new TextEncoder().encode(`${JSON.stringify(body, null, 2)}\n`),
  };
}

/** An answer without body. */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: new Uint8Array() };
}
