import type { Json, JsonObject } from '../config-api/json.ts';
import type { HttpRequest } from '../config-api/transport.ts';
import { invalidField } from './api-error.ts';
import { isObject } from './json/scalars.ts';

/**
 * The JSON object a control call carries; an empty one for other JSON.
 * @throws ApiError when it is not JSON by type and content.
 */
export function controlBody({ headers, body }: HttpRequest): JsonObject {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw invalidField('', 'Content-Type must be application/json');
  }
  try {
    const json = JSON.parse(new TextDecoder().decode(body)) as Json; // JSON.parse yields JSON
    return isObject(json) ? json : {};
  } catch (error) {
    throw invalidField('', `the body is not JSON: ${(error as Error).message}`);
  }
}

/**
 * The list that a control call's body has in a field; items that are no objects count as empty ones.
 * @throws ApiError when there is none.
 */
export function listOf(request: HttpRequest, field: string): readonly JsonObject[] {
  const items = controlBody(request)[field];
  if (!Array.isArray(items)) throw invalidField(field, 'must be a list');
  return items.map((item: Json) => (isObject(item) ? item : {}));
}

/**
 * A text that is not empty; `path` is that of the object.
 * @throws ApiError when there is none and no fallback.
 */
export function textOf(json: JsonObject, field: string, path: string, fallback?: string): string {
  const value = json[field] ?? fallback;
  if (typeof value !== 'string' || value === '') throw invalidField(`${path}.${field}`, 'must be a text');
  return value;
}

/**
 * A whole number of at least `minimum`; undefined when it is absent.
 * @throws ApiError when it is anything else.
 */
export function wholeNumberOf(json: JsonObject, field: string, path: string, minimum: number): number | undefined {
  const value = json[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < minimum) {
    throw invalidField(`${path}.${field}`, `must be a whole number from ${minimum}`);
  }
  return value;
}
