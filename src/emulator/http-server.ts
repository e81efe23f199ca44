import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limits } from '../config-api/limits.ts';
import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { BrokenConnection } from './faults/broken-connection.ts';
import { isSignedPath } from './signed-urls.ts';
import { isStoragePath } from './storage/storage-route.ts';

/** An emulator on a port. */
export interface Listener {
  /** `http://127.0.0.1:8080`, without slash at its end. */
  readonly url: string;
  /** Stops taking requests and resolves when those under way are answered. */
  close(): Promise<void>;
}

/** Where to listen, and what to take. */
export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** Largest body to the storage part, in bytes. */
  readonly maxUploadBytes: number;
}

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

/** Times after which a connection is cut off, in milliseconds (10.4). */
const timeouts = { headersMs: 10_000, requestMs: 120_000, keepAliveMs: 5_000 } as const;

/** Room above the service's limit, so that the service's own refusal is heard first. */
const apiBodyBytes: number = limits.payloadBytes + 65_536;

/** Headers a request may have, and connections open at a time (10.4). */
const maximumHeaders = 100;
const maximumConnections = 1_000;

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** Serves HTTP until closed. Rejects when the port cannot be had. */
export async function listen(handle: Handle, options: ListenOptions): Promise<Listener> {
  const server = createServer({ maxHeaderSize: 16_384 }, (request, response) => {
    void serve(handle, options, request, response);
  });
  server.maxConnections = maximumConnections;
  server.headersTimeout = timeouts.headersMs;
  server.requestTimeout = timeouts.requestMs;
  server.keepAliveTimeout = timeouts.keepAliveMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

async function serve(
  handle: Handle,
  options: ListenOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await write(response, incoming.method === 'HEAD', await answer(handle, options, incoming));
  } catch (error) {
    if (error instanceof BrokenConnection) {
      breakOff(response, error);
      return;
    }
    // A bug of ours, or a connection that broke: nothing is known to be wrong with the request.
    if (response.headersSent || response.destroyed) response.destroy();
    else await write(response, false, internalError(error));
  }
}

/** Breaks a connection as a fault wants it, with a part of the answer or none. */
function breakOff(response: ServerResponse, { sent }: BrokenConnection): void {
  const { socket } = response;
  if (sent === undefined || socket === null) {
    socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = sent.answer;
  response.writeHead(status, { ...headers, 'content-length': String(body.byteLength) });
  response.flushHeaders();
  // Ended in order after what was sent: a reset could overtake it.
  response.write(body.subarray(0, sent.bytes), () => socket.destroy());
}

async function answer(handle: Handle, options: ListenOptions, incoming: IncomingMessage): Promise<HttpResponse> {
  const { method = 'GET', headers } = incoming;
  if (incoming.rawHeaders.length > 2 * maximumHeaders) {
    return simpleError(431, 'INVALID_ARGUMENT', `More than ${maximumHeaders} headers`);
  }
  if (!methods.includes(method)) return simpleError(405, 'UNIMPLEMENTED', `Method ${method} is not supported`);
  const base = `http://${headers.host ?? 'localhost'}`;
  const path = incoming.url ?? '/';
  const url = /^https?:\/\//.test(path) ? path : `${base}${path}`;
  const limit = isStoragePath(path) || isSignedPath(path) ? options.maxUploadBytes : apiBodyBytes;
  const body = await readBody(incoming, limit);
  if (body === undefined) return simpleError(413, 'INVALID_ARGUMENT', `The request body exceeds ${limit} bytes`);
  return handle({ method: method as HttpRequest['method'], url, headers: singleHeaders(incoming), body }); // one of the list
}

/** The whole body; undefined, and the rest unread, when it is over the limit. Rejects when the connection breaks. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (Number(incoming.headers['content-length'] ?? '0') > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    incoming.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      // Paused rather than destroyed: the refusal still has to go out on this connection.
      incoming.pause();
      resolve(undefined);
    });
    incoming.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks, size))));
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('the connection closed within the request')));
  });
}

function singleHeaders(incoming: IncomingMessage): Record<string, string> {
  const entries = Object.entries(incoming.headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

function write(response: ServerResponse, isHead: boolean, { status, headers, body }: HttpResponse): Promise<void> {
  const refused = status === 413 ? { connection: 'close' } : {};
  const length = status === 204 || status === 304 ? {} : { 'content-length': String(body.byteLength) };
  response.writeHead(status, { ...headers, ...refused, ...length });
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.end(isHead ? undefined : body);
  });
}

function simpleError(code: number, status: string, message: string): HttpResponse {
  return jsonAnswer(code, { error: { code, message, status } });
}

function internalError(error: unknown): HttpResponse {
  const message = error instanceof Error ? error.message : String(error);
  return simpleError(500, 'INTERNAL', `The emulator failed; please report this: ${message}`);
}
