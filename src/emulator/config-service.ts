import type { Json, JsonObject } from '../config-api/json.ts';
import { locations } from '../config-api/locations.ts';
import type { HttpRequest, HttpResponse } from '../config-api/transport.ts';
import { jsonAnswer } from './answers.ts';
import { ApiError, invalidField } from './api-error.ts';
import { withEnumNumbers } from './json/encode.ts';
import { decodeRequest } from './json/request.ts';
import { handlers } from './methods/handlers.ts';
import { type Route, route } from './router.ts';
import type { World } from './world.ts';

/** Answers a call of the Config API; everything due has been played before. */
export function answerConfigCall(world: World, request: HttpRequest, url: URL): HttpResponse {
  try {
    const found = route(request.method, url.pathname);
    const enumNumbers = wantsEnumNumbers(url.searchParams);
    const message = call(world, found, request, url);
    return jsonAnswer(200, enumNumbers ? withEnumNumbers(responseType(found), message) : message);
  } catch (error) {
    if (error instanceof ApiError) return jsonAnswer(error.httpStatus, error.toBody());
    throw error;
  }
}

function call(world: World, found: Route, request: HttpRequest, { searchParams, origin }: URL): JsonObject {
  const { name, method, resource } = found;
  checkLocation(resource, name);
  world.rateQuotas.charge(found, world.settings.clock.now());
  const decoded = decodeRequest(method, resource, searchParams, request.body, world.settings.behaviour);
  return handlers[name](world, { resource, request: decoded, origin });
}

function responseType({ method }: Route): string {
  return method.longRunning === true ? 'Operation' : method.response;
}

/** Refuses locations the service does not have (1.6); `-` is a wildcard of lists only. */
function checkLocation(resource: string, method: string): void {
  const location = resource.split('/')[3];
  if (location === undefined || locations.includes(location) || (location === '-' && method.startsWith('List'))) return;
  const message = `Permission denied on 'locations/${location}' (or it may not exist).`;
  throw new ApiError('PERMISSION_DENIED', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'LOCATION_ACCESS_DENIED',
      domain: 'config.googleapis.com',
      metadata: { location },
    },
  ]);
}

/** Reads `alt=json;enum-encoding=int` (2.4, 2.5). */
function wantsEnumNumbers(query: URLSearchParams): boolean {
  const alt = query.get('$alt') ?? query.get('alt') ?? 'json';
  const [format, ...settings] = alt.toLowerCase().split(';');
  if (format !== 'json' || settings.some((setting) => setting !== 'enum-encoding=int')) {
    throw invalidField('', `alt=${alt satisfies Json} is not supported; use json`);
  }
  return settings.length > 0;
}
