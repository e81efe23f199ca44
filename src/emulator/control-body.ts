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
