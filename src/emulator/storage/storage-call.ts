import type { JsonObject } from '../../config-api/json.ts';
import type { HttpRequest } from '../../config-api/transport.ts';
import { isObject } from '../json/scalars.ts';
import type { World } from '../world.ts';
import { compareBytes } from './object-store.ts';
import { invalidArgument } from './storage-error.ts';

/** A storage request made out as far as all calls need it. */
export interface StorageCall {
  readonly world: World;
  readonly request: HttpRequest;
  readonly query: URLSearchParams;
  /** Scheme, host and port the caller used: the start of every link. */
  readonly origin: string;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

/** Reads a JSON object; an empty text is an empty object. */
export function parseJsonObject(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const json: unknown = JSON.parse(text);
    const value = json as JsonObject; // JSON.parse yields JSON
    if (isObject(value)) return value;
  } catch {
    // Answered below.
  }
  throw invalidArgument('Parse Error: the metadata is not a JSON object');
}

/** A page of items that carry keys in byte order: `maxResults` and `pageToken` (the last key given out, in base64). */
export function pageOf<T extends { readonly key: string }>(
  items: readonly T[],
  query: URLSearchParams,
): { readonly page: readonly T[]; readonly nextPageToken?: string } {
  const asked = Number(query.get('maxResults') ?? '1000');
  if (!Number.isInteger(asked) || asked < 0) throw invalidArgument(`Invalid value for maxResults: ${asked}`);
  const size = Math.min(asked === 0 ? 1000 : asked, 1000);
  const token = query.get('pageToken');
  const last = token === null ? '' : Buffer.from(token, 'base64url').toString();
  const start = last === '' ? 0 : items.findIndex(({ key }) => compareBytes(key, last) > 0);
  const page = start < 0 ? [] : items.slice(start, start + size);
  const end = page.at(-1);
  const more = end !== undefined && start + page.length < items.length;
  return more ? { page, nextPageToken: Buffer.from(end.key).toString('base64url') } : { page };
}
