import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../config-api/json.ts';
import { limits } from '../../config-api/limits.ts';
import type { MessageName } from '../../config-api/methods.ts';
import { invalidField } from '../api-error.ts';
import { compareNames } from '../tables.ts';
import { compileFilter } from './filter-match.ts';
import { parseFilter } from './filter-syntax.ts';
import { compareKeys, type OrderTerm, orderKey, parseOrder } from './order.ts';

/** What a list method lists. */
export interface Listing {
  /** Message of the items. */
  readonly message: MessageName;
  /** Field of the answer: `deployments`. */
  readonly field: string;
  /** In the order of their names. */
  readonly items: readonly object[];
  /** The order of names. Default: `compareNames`. */
  readonly compare?: (left: string, right: string) => number;
  /** Largest page. Default 1000. */
  readonly maximumPageSize?: number;
}

interface Placed {
  readonly item: Json;
  readonly key: readonly Json[];
  readonly name: string;
}

/**
 * Answers a list method's request (`pageSize`, `pageToken`, `filter`, `orderBy`).
 * @throws ApiError when one of them is faulty.
 */
export function list(request: JsonObject, listing: Listing): JsonObject {
  const order = parseOrder(listing.message, text(request, 'orderBy'));
  const filter = parseFilter(text(request, 'filter'));
  const passes = filter === undefined ? () => true : compileFilter(listing.message, filter);
  // Resources are plain JSON; their interfaces do not say so.
  const placed = (listing.items as readonly Json[]).filter(passes).map((item) => place(item, order));
  // Sorting is stable, so that those of one key stay in the order of their names.
  if (order.length > 0) placed.sort((left, right) => compareKeys(order, left.key, right.key));
  const after = readToken(request);
  const start = after === undefined ? 0 : firstAfter(placed, after, listingOrder(order, listing));
  const page = placed.slice(start, start + pageSize(request, listing));
  const last = page.at(-1);
  const more = last !== undefined && start + page.length < placed.length;
  return {
    ...(page.length > 0 ? { [listing.field]: page.map(({ item }) => item) } : {}),
    ...(more ? { nextPageToken: writeToken(request, last) } : {}),
  };
}

function place(item: Json, order: readonly OrderTerm[]): Placed {
  const { name } = item as { readonly name?: Json }; // every listed resource has a name
  return { item, key: orderKey(item, order), name: typeof name === 'string' ? name : '' };
}

type Compare = (left: Omit<Placed, 'item'>, right: Omit<Placed, 'item'>) => number;

/** The order items are in: by their keys, and where those are the same by their names. */
function listingOrder(order: readonly OrderTerm[], { compare = compareNames }: Listing): Compare {
  return (left, right) => compareKeys(order, left.key, right.key) || compare(left.name, right.name);
}

/** Index of the first item that comes after the one a token tells of. */
function firstAfter(placed: readonly Placed[], after: Omit<Placed, 'item'>, compare: Compare): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(placed[middle] ?? after, after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pageSize(request: JsonObject, listing: Listing): number {
  const asked = Number(request['pageSize'] ?? 0);
  if (asked < 0) throw invalidField('page_size', 'must not be negative');
  const size = asked === 0 ? limits.defaultPageSize : asked;
  return Math.min(size, listing.maximumPageSize ?? limits.maximumPageSize);
}

/** A token holds the last item's key, and a digest that ties it to its query and makes altered ones detectable. */
function writeToken(request: JsonObject, last: Placed): string {
  const content = JSON.stringify([last.name, last.key]);
  return Buffer.from(JSON.stringify([content, digest(request, content)])).toString('base64url');
}

function readToken(request: JsonObject): Omit<Placed, 'item'> | undefined {
  const token = text(request, 'pageToken');
  if (token === '') return undefined;
  try {
    const [content, check] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [string, string]; // checked below
    if (check === digest(request, content)) {
      const [name, key] = JSON.parse(content) as [string, readonly Json[]]; // written by writeToken, as the digest shows
      return { name, key };
    }
  } catch {
    // Not one of our tokens: answered below like one of another query.
  }
  throw invalidField('page_token', 'the page token is not valid for this request');
}

function digest(request: JsonObject, content: string): string {
  const query = [
    request['parent'] ?? request['name'] ?? '',
    text(request, 'filter'),
    text(request, 'orderBy'),
    content,
  ];
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}

function text(request: JsonObject, field: string): string {
  const value = request[field];
  return typeof value === 'string' ? value : '';
}
