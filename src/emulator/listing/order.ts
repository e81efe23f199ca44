import type { Json } from '../../config-api/json.ts';
import type { MessageName } from '../../config-api/methods.ts';
import { invalidField } from '../api-error.ts';
import { isObject } from '../json/scalars.ts';
import { compareNames } from '../tables.ts';
import { resolveFieldPath, valuesAt } from './field-path.ts';

/** One field of an order. */
export interface OrderTerm {
  readonly steps: readonly string[];
  readonly descending: boolean;
}

/**
 * Reads `createTime desc,name`; none for an empty text.
 * @throws ApiError on an unknown field or a faulty term.
 * @see https://google.aip.dev/132
 */
export function parseOrder(message: MessageName, text: string): readonly OrderTerm[] {
  if (text.trim() === '') return [];
  return text.split(',').map((term) => {
    const match = /^\s*([\w.]+)(?:\s+(asc|desc))?\s*$/i.exec(term);
    const path = match === null ? undefined : resolveFieldPath(message, (match[1] ?? '').split('.'));
    if (match === null || path === undefined) throw invalidField('order_by', `cannot order by '${term.trim()}'`);
    return { steps: path.steps, descending: match[2]?.toLowerCase() === 'desc' };
  });
}

/** What an item is ordered by: the value of each term. */
export function orderKey(item: Json, order: readonly OrderTerm[]): readonly Json[] {
  return order.map(({ steps }) => valuesAt(item, steps)[0] ?? null);
}

/** Compares two keys; unset values come first. */
export function compareKeys(order: readonly OrderTerm[], left: readonly Json[], right: readonly Json[]): number {
  for (const [index, { descending }] of order.entries()) {
    const difference = compareValues(left[index] ?? null, right[index] ?? null);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

function compareValues(left: Json, right: Json): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (typeof left === 'string' && typeof right === 'string') return compareNames(left, right);
  const a = rank(left);
  const b = rank(right);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

function rank(value: Json): number | string {
  if (typeof value === 'object') return value === null ? '' : isObject(value) ? JSON.stringify(value) : value.length;
  return typeof value === 'boolean' ? Number(value) : value;
}
