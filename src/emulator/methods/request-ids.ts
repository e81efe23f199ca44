import { createHash } from 'node:crypto';
import type { JsonObject } from '../../config-api/json.ts';
import { limits } from '../../config-api/limits.ts';
import { invalidField } from '../api-error.ts';
import type { World } from '../world.ts';
import { json } from './handler.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const zero = '00000000-0000-0000-0000-000000000000';

/**
 * Does what `start` does at most once for a request id (5.15): the same request again answers the same operation.
 * `scope` is the project and location. `start` returns an Operation.
 * @throws ApiError when the id is not a UUID or belongs to another request.
 */
export function once(
  world: World,
  scope: string,
  method: string,
  request: JsonObject,
  start: () => JsonObject,
): JsonObject {
  const requestId = request['requestId'];
  if (typeof requestId !== 'string' || requestId === '') return start();
  if (!uuid.test(requestId) || requestId === zero) {
    throw invalidField('request_id', `'${requestId}' is not a UUID other than the zero one`);
  }
  const key = `${scope}/requests/${requestId.toLowerCase()}`;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([method, canonical({ ...request, requestId: '' })]))
    .digest('hex');
  const nowMs = world.settings.clock.now();
  const known = world.tables.requests.get(key);
  if (known !== undefined && nowMs - known.timeMs < limits.requestIdMs) {
    if (known.fingerprint !== fingerprint) {
      throw invalidField('request_id', `'${requestId}' was already used by another request`);
    }
    return json(world.tables.operations.get(String(known.operation['name']))?.operation ?? known.operation);
  }
  const operation = start();
  forgetExpired(world, nowMs);
  world.tables.requests.put(key, { name: key, fingerprint, operation, timeMs: nowMs });
  return operation;
}

/** Keeps what is remembered within bounds: expired ids go once there are many. */
function forgetExpired({ tables }: World, nowMs: number): void {
  if (tables.requests.size < manyRequests) return;
  for (const { name, timeMs } of [...tables.requests.values()]) {
    if (nowMs - timeMs >= limits.requestIdMs) tables.requests.delete(name);
  }
}

const manyRequests = 10_000;

/** The request with sorted keys, so that spelling and order of fields do not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
